package dev.muster.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How an application adds up levels of access to what an account can do with one object. Pure: the same question has
/// the same answer for ever, and nothing is read.
///
/// The host finds every way by which an account may reach the object, in the rows of the connector: levels held on
/// [#whole] and on the object itself; groups that own the object by links of the relation [#OWNS], each with the level
/// on that link and the levels held there; and groups from which those are reached by [#passages], with the level on
/// each link of the chain. A resource of one of the types [#groups] counts as its own owner. It also tells what of all
/// that was not read in the revision it asks about, and no decision is surer than that. What the ways amount to
/// together is for the rules to say.
public interface AccessRules {
    /// The relation of an owner to what it owns.
    String OWNS = "owns";

    /// The relation of a group to a group within it.
    String CONTAINS = "contains";

    /// The resource that stands for the application as a whole.
    Key whole();

    /// Types of the resources that own others and that accounts hold levels on: `team`, `role`.
    Set<String> groups();

    /// How what is held on one group reaches what another owns.
    default List<Passage> passages() {
        return List.of(new Passage(CONTAINS, Passage.Direction.DOWN));
    }

    /// The attribute of groups that says, `true` or `false`, whether others see them; none when the application has
    /// no such notion.
    default Optional<String> privacy() {
        return Optional.empty();
    }

    /// Which feeds the parts of a question come from.
    Sources sources();

    /// The rights there are on each type of object these rules decide about, in the order to show the types in.
    List<Kind> kinds();

    /// What the rules cannot take into account, in one sentence; it holds for those decisions that say so.
    String bound();

    /// What a sentence says of those who have a right: `can edit`.
    default String able(Right right) {
        return "can " + right.title().toLowerCase(Locale.ROOT);
    }

    Decision decide(Question question);

    /// Links between groups that levels go along.
    ///
    /// @param relation  of the links
    /// @param direction in which they are passed
    record Passage(String relation, Direction direction) {

        /// Ways to pass a link.
        public enum Direction {
            /// Who holds a level where the link comes from reaches what the group that it leads to owns: a
            /// composite role and the roles within it.
            DOWN,
            /// Who holds a level where the link leads to reaches what the group that it comes from owns:
            /// members of a group within another one are members of that too.
            UP
        }
    }

    /// @param levels      ids of the feeds that tell the levels on the application as a whole
    /// @param groups      ids of those that tell the groups, how they hang together and their attributes
    /// @param memberships ids of those that tell the levels on groups; their parts, if any, are the groups
    record Sources(Set<String> levels, Set<String> groups, Set<String> memberships) {
        public Sources {
            levels = Set.copyOf(levels);
            groups = Set.copyOf(groups);
            memberships = Set.copyOf(memberships);
        }

        /// One feed for each.
        public Sources(String levels, String groups, String memberships) {
            this(Set.of(levels), Set.of(groups), Set.of(memberships));
        }

        /// Ids of all of them.
        public Set<String> all() {
            return Stream.of(levels, groups, memberships).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        }
    }

    /// A type of object.
    ///
    /// @param type   as rows name it: `repository`
    /// @param rights that exist on it
    /// @param feeds  ids of those that list such objects, each object in one of them, with its owners and what is
    ///               held on it unless other feeds tell these
    /// @param also   ids of the feeds that do; their parts, if any, are the objects
    record Kind(String type, Set<Right> rights, Set<String> feeds, Set<String> also) {
        public Kind {
            rights = Set.copyOf(rights);
            feeds = Set.copyOf(feeds);
            also = Set.copyOf(also);
        }

        /// Objects of which one feed tells everything.
        public Kind(String type, Set<Right> rights, Set<String> feeds) {
            this(type, rights, feeds, Set.of());
        }

        /// Ids of all feeds that tell of such objects.
        public Set<String> allFeeds() {
            return Stream.concat(feeds.stream(), also.stream()).collect(Collectors.toUnmodifiableSet());
        }
    }

    /// All that a decision depends on.
    ///
    /// @param application attributes of [AccessRules#whole]
    /// @param levels      what the account holds on the application as a whole; usually one, none when it holds
    ///                    none or that is not known
    /// @param type        of the object
    /// @param owners      who owns the object, in any order; nobody when it belongs to all
    /// @param held        levels the account holds on the object itself: `rotation`; none when nobody looked
    /// @param unread      of the feeds this rests on that were not read to their end in this revision, what to say
    ///                    of it, by their id:
    ///                    `Users were not read since 22 Nov 2026, 02:00`
    record Question(
            Map<String, String> application,
            Set<String> levels,
            String type,
            List<Owner> owners,
            @Nullable Set<String> held,
            Map<String, String> unread) {
        public Question {
            application = Map.copyOf(application);
            levels = Set.copyOf(levels);
            owners = List.copyOf(owners);
            held = held == null ? null : Set.copyOf(held);
            unread = Map.copyOf(unread);
        }

        /// With one level on the application as a whole, or none.
        public Question(
                Map<String, String> application,
                @Nullable String level,
                String type,
                List<Owner> owners,
                @Nullable Set<String> held,
                Map<String, String> unread) {
            this(application, level == null ? Set.of() : Set.of(level), type, owners, held, unread);
        }

        /// When everything was read, without a look at what is held on the object itself.
        public Question(Map<String, String> application, @Nullable String level, String type, List<Owner> owners) {
            this(application, level, type, owners, null, Map.of());
        }

        /// Every way to the object: what is held on it, then each owner, followed by the groups from which it
        /// is reached. Many of them are open to others only: their levels are none.
        public List<Path> paths() {
            List<Path> paths = new ArrayList<>();
            if (held != null) {
                paths.add(new Path(null, held, List.of(), null));
            }
            owners.forEach(owner -> Stream.concat(Stream.of(owner), owner.above().stream())
                    .map(on -> new Path(on, on.levels(), on.links(), on.unread()))
                    .forEach(paths::add));
            return paths;
        }
    }

    /// A way by which the account may reach the object.
    ///
    /// @param group  where it begins; none when it begins at the object itself
    /// @param levels what the account holds there, nothing for most groups
    /// @param links  the levels on the links from there to the object, the object's own last; empty where one tells
    ///               none
    /// @param unread what to say of the levels there when they were not read in this revision; none when they were
    record Path(
            @Nullable Owner group,
            Set<String> levels,
            List<String> links,
            @Nullable String unread) {
        public Path {
            levels = Set.copyOf(levels);
            links = List.copyOf(links);
        }

        /// Whether the account certainly is on it.
        public boolean isOpen() {
            return unread == null && !levels.isEmpty();
        }

        /// The level on the link to the object itself; empty where it tells none, or there is no link.
        public String link() {
            return links.isEmpty() ? "" : links.getLast();
        }
    }

    /// An owner of the object, as the account stands to it.
    ///
    /// @param type       of the group, as rows name it
    /// @param name       for the sentence: `Payments`
    /// @param attributes of the owner: `private`
    /// @param levels     what the account holds on it; several when the application says so, nothing for who is not
    ///                   in it
    /// @param unread     what to say of its members when they were not read in this revision; none when they were
    /// @param links      the levels on the links from it to the object, the object's own last; empty where one
    ///                   tells none
    /// @param above      the groups from which it is reached, nearest first; each once for every different chain of
    ///                   levels on the way, and with nothing above it here
    record Owner(
            String type,
            String name,
            Map<String, String> attributes,
            Set<String> levels,
            @Nullable String unread,
            List<String> links,
            List<Owner> above) {
        public Owner {
            attributes = Map.copyOf(attributes);
            levels = Set.copyOf(levels);
            links = List.copyOf(links);
            above = List.copyOf(above);
        }

        /// One whose links tell no level, where there is one type of groups.
        public Owner(
                String name,
                Map<String, String> attributes,
                Set<String> levels,
                @Nullable String unread,
                List<Owner> above) {
            this("", name, attributes, levels, unread, List.of(""), above);
        }

        /// One of these whose members were read, and which nothing contains.
        public Owner(String name, Map<String, String> attributes, @Nullable String level) {
            this(name, attributes, level == null ? Set.of() : Set.of(level), null, List.of());
        }
    }

    /// What is decided.
    ///
    /// @param rights   what the account can do whatever the answer to what is open, within the rights of the kind
    /// @param open     what nobody can tell whether the account can do it: a level, a privacy or a list is not
    ///                 known, or the rules do not say
    /// @param rule     what decided, in few words: `Team role`
    /// @param sentence why, for people; without a full stop
    /// @param bounded  whether [AccessRules#bound] holds for it
    record Decision(Set<Right> rights, Set<Right> open, String rule, String sentence, boolean bounded) {
        public Decision {
            rights = Set.copyOf(rights);
            open = Set.copyOf(open);
            if (open.stream().anyMatch(rights::contains)) {
                throw new IllegalArgumentException("What can be done for certain cannot be open: %s".formatted(open));
            }
        }

        /// Whether nothing is open. Otherwise the account can do at least what it can do for certain, and
        /// perhaps nothing more.
        public boolean certain() {
            return open.isEmpty();
        }
    }
}
