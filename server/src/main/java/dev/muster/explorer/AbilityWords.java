package dev.muster.explorer;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.connector.Right;
import dev.muster.explorer.Ability.Cell;
import dev.muster.explorer.Ability.Ground;
import dev.muster.explorer.Ability.Mark;
import dev.muster.ledger.Revision;
import dev.muster.rights.Certainty;
import dev.muster.rights.Held;
import dev.muster.rights.Privacy;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebook.Group;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Sources;
import dev.muster.source.Told;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts decisions about one revision into what pages show.
///
/// @param sources where the levels that decisions rest on were read
public record AbilityWords(Rulebook book, Sources sources) {
    private static final String WHOLE = "Base role";
    /// With more columns of signs nobody finds a sign; the reason of each row names what is held.
    private static final int MOST_COLUMNS = 7;

    /// At a revision.
    public static AbilityWords of(
            Rulebook book, Description application, Revision revision, IntegrationHeads heads, Addresses at) {
        return new AbilityWords(book, new Sources(application, revision, book.unread(), heads, at));
    }

    public Description application() {
        return sources.application();
    }

    /// Where the pages of that revision are.
    public Addresses at() {
        return sources.at();
    }

    /// A decision.
    ///
    /// @param resource that it is about
    /// @param owners   the groups that own it
    /// @param held     what the account holds, the levels that decided among it
    /// @param columns  the rights to show
    public Ability of(Decision decision, Key resource, List<Key> owners, List<Held> held, List<Right> columns) {
        Set<Right> there = book.kind(resource.type()).map(Kind::rights).orElse(Set.of());
        return new Ability(
                columns.stream()
                        .map(right -> new Cell(right, mark(decision, there, right)))
                        .toList(),
                Certainty.of(decision),
                decision.rule(),
                decision.sentence(),
                grounds(resource, owners, held));
    }

    /// The rights that a table has a column for; none when there are too many.
    public static List<Right> shown(List<Right> rights) {
        return rights.size() > MOST_COLUMNS ? List.of() : rights;
    }

    /// Rights that exist on one of these types, from least to most power.
    public static List<Right> columns(Rulebook book, List<String> types) {
        return types.stream()
                .flatMap(type -> book.kind(type).stream())
                .flatMap(kind -> kind.rights().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Mark mark(Decision decision, Set<Right> there, Right right) {
        if (!there.contains(right)) {
            return Mark.NOWHERE;
        }
        if (decision.rights().contains(right)) {
            return Mark.YES;
        }
        return decision.open().contains(right) ? Mark.UNKNOWN : Mark.NO;
    }

    /// What is held on a duty says that somebody is called upon, and not what they may do.
    private List<Ground> grounds(Key resource, List<Key> owners, List<Held> held) {
        Stream<Ground> direct = held.stream()
                .filter(one -> one.resource().equals(resource) && application().is(resource.type(), Part.OBJECT))
                .map(one -> ground(
                        "%s itself".formatted(TypeWords.noun(application(), resource.type())),
                        null,
                        "",
                        Privacy.PUBLIC,
                        false,
                        one));
        Stream<Ground> groups = book.withReaching(owners).stream().flatMap(owner -> onGroup(book.group(owner), held));
        Stream<Ground> whole = held.stream()
                .filter(one -> one.resource().equals(book.rules().whole()))
                .map(one -> ground(WHOLE, null, "", Privacy.PUBLIC, false, one));
        return Stream.of(direct, groups, whole).flatMap(ground -> ground).toList();
    }

    private Stream<Ground> onGroup(Group group, List<Held> held) {
        String noun = TypeWords.noun(application(), group.key().type());
        String on = "%s %s".formatted(noun, group.name());
        String inText = Description.inText(noun);
        String href = at().resource(group.key()).toString();
        boolean unread = book.unreadMembers(group.key()).isPresent();
        List<Ground> there = held.stream()
                .filter(one -> one.resource().equals(group.key()))
                .map(one -> ground(on, href, inText, book.privacy(group), unread, one))
                .toList();
        return there.isEmpty()
                ? Stream.of(new Ground(on, href, inText, book.privacy(group), unread, "", "", null))
                : there.stream();
    }

    private Ground ground(String on, @Nullable String href, String noun, Privacy privacy, boolean unread, Held held) {
        return new Ground(
                on,
                href,
                noun,
                privacy,
                unread,
                application().title(held.resource().type(), held.value()),
                held.value(),
                sources.of(
                        new Told(held.feed(), held.record(), held.revision(), held.run(), held.since(), held.first()),
                        held.resource(),
                        held.account()));
    }
}
