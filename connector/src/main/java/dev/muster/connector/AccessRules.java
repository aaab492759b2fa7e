package dev.muster.connector;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an application adds up levels of access to what an account can do with one object. Pure: the same question has
/// the same answer for ever, and nothing is read.
///
/// The host finds what a question needs in the rows of the connector: the level that is held on [#whole], the
/// resources that own the object by links of the relation [#OWNS], those that contain an owner by links of the relation
/// [#CONTAINS], and the levels held on them. A resource of the type [#group] counts as its own owner. It also tells
/// what of all that was not read in the revision it asks about, and no decision is surer than that.
public interface AccessRules {
    /// The relation of an owner to what it owns.
    String OWNS = "owns";

    /// The relation of a group to a group within it, to which its levels may reach down.
    String CONTAINS = "contains";

    /// The resource that stands for the application as a whole.
    Key whole();

    /// The type of resource that owns others and has members: `team`.
    String group();

    /// Which feeds the parts of a question come from.
    Sources sources();

    /// The rights there are on each type of object these rules decide about, in the order to show the types in.
    List<Kind> kinds();

    /// What the rules cannot take into account, in one sentence; it holds for those decisions that say so.
    String bound();

    Decision decide(Question question);

    /// @param levels      id of the feed that tells the level on the application as a whole
    /// @param groups      id of the feed that tells the groups, how they contain each other and their attributes
    /// @param memberships id of the feed that tells the levels on groups; its parts are the groups
    record Sources(String levels, String groups, String memberships) {}

    /// A type of object.
    ///
    /// @param type   as rows name it: `escalation_policy`
    /// @param rights that exist on it
    /// @param feeds  ids of those that list such objects with their owners
    record Kind(String type, Set<Right> rights, Set<String> feeds) {
        public Kind {
            rights = Set.copyOf(rights);
            feeds = Set.copyOf(feeds);
        }
    }

    /// All that a decision depends on.
    ///
    /// @param application attributes of [AccessRules#whole]
    /// @param level       what the account holds on the application as a whole; none when that is not known
    /// @param type        of the object
    /// @param owners      who owns the object, in any order; nobody when it belongs to all
    /// @param held        levels the account holds on the object itself: `rotation`; none when nobody looked
    /// @param unread      of the feeds this rests on that were not read to their end in this revision, what to say
    ///                    of it, by their id:
    ///                    `Users were not read since 22 Nov 2026, 02:00`
    record Question(
            Map<String, String> application,
            @Nullable String level,
            String type,
            List<Owner> owners,
            @Nullable Set<String> held,
            Map<String, String> unread) {
        public Question {
            application = Map.copyOf(application);
            owners = List.copyOf(owners);
            held = held == null ? null : Set.copyOf(held);
            unread = Map.copyOf(unread);
        }

        /// When everything was read, without a look at what is held on the object itself.
        public Question(Map<String, String> application, @Nullable String level, String type, List<Owner> owners) {
            this(application, level, type, owners, null, Map.of());
        }
    }

    /// An owner of the object, as the account stands to it.
    ///
    /// @param name       for the sentence: `Payments`
    /// @param attributes of the owner: `private`
    /// @param levels     what the account holds on it; several when the application says so, nothing for who is not
    ///                   in it
    /// @param unread     what to say of its members when they were not read in this revision; none when they were
    /// @param above      the group that contains it, the one that contains that, and so on; each once, and with
    ///                   nothing above it here
    record Owner(
            String name,
            Map<String, String> attributes,
            Set<String> levels,
            @Nullable String unread,
            List<Owner> above) {
        public Owner {
            attributes = Map.copyOf(attributes);
            levels = Set.copyOf(levels);
            above = List.copyOf(above);
        }

        /// One whose members were read, and which nothing contains.
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
