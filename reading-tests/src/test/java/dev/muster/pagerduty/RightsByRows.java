package dev.muster.pagerduty;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.pagerduty.rules.EffectiveAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the rules say of the rows of an account, asked as a host asks them: with what was not read.
final class RightsByRows {
    private static final AccessRules RULES = new EffectiveAccess();
    private static final String UNREAD = "it could not be read";

    private final Unread unread;
    private final Map<Key, Row.Resource> resources = new LinkedHashMap<>();
    private final Map<Key, String> feeds = new HashMap<>();
    private final Map<Key, String> levels = new LinkedHashMap<>();
    private final Map<Key, Map<Key, Set<String>>> held = new HashMap<>();
    private final Map<Key, List<Key>> owners = new HashMap<>();
    private final Map<Key, List<Key>> above = new HashMap<>();

    /// @param feeds ids of those that were not read to their end
    /// @param parts that were not, whatever their feed
    record Unread(Set<String> feeds, Set<Key> parts) {
        static final Unread NOTHING = new Unread(Set.of(), Set.of());
    }

    /// Somebody and something to do something with.
    record Pair(Key account, Key object) {}

    /// @param feed that lists the object
    record Answer(Pair pair, String feed, Question question, Decision decision) {}

    RightsByRows(Map<String, List<Row>> rows, Unread unread) {
        this.unread = unread;
        rows.forEach((feed, all) -> all.forEach(row -> add(feed, row)));
    }

    private void add(String feed, Row row) {
        switch (row) {
            case Row.Resource resource -> {
                resources.put(resource.key(), resource);
                feeds.put(resource.key(), feed);
            }
            case Row.Grant grant
            when grant.resource().equals(RULES.whole()) -> levels.put(grant.account(), grant.value());
            case Row.Grant grant ->
                held.computeIfAbsent(grant.resource(), any -> new HashMap<>())
                        .computeIfAbsent(grant.account(), any -> new LinkedHashSet<>())
                        .add(grant.value());
            case Row.Link link when link.relation().equals(AccessRules.OWNS) -> add(owners, link.to(), link.from());
            case Row.Link link when link.relation().equals(AccessRules.CONTAINS) -> add(above, link.to(), link.from());
            default -> {}
        }
    }

    private static void add(Map<Key, List<Key>> all, Key of, Key one) {
        all.computeIfAbsent(of, any -> new ArrayList<>()).add(one);
    }

    /// Whether any answer of the rules rests on a feed.
    static boolean restOn(String feed) {
        var sources = RULES.sources();
        return sources.all().contains(feed)
                || RULES.kinds().stream().anyMatch(kind -> kind.feeds().contains(feed));
    }

    /// What every account can do with every object that there are rights on.
    List<Answer> answers() {
        Set<String> types = RULES.kinds().stream().map(Kind::type).collect(Collectors.toSet());
        return levels.keySet().stream()
                .flatMap(account -> resources.keySet().stream()
                        .filter(object -> types.contains(object.type()))
                        .map(object -> answer(new Pair(account, object), feeds.getOrDefault(object, ""))))
                .toList();
    }

    private Answer answer(Pair pair, String feed) {
        Question question = question(pair, feed);
        return new Answer(pair, feed, question, RULES.decide(question));
    }

    /// How many answers of a full reading contradict those of this one: what is called certain here and is not so,
    /// what is called the least somebody can do and is more, and what somebody can do and is not even called open.
    long contradicted(List<Answer> full) {
        return full.stream().filter(this::isContradicted).count();
    }

    /// The same question has the same answer, so only other ones are put to the rules.
    private boolean isContradicted(Answer known) {
        Question asked = question(known.pair(), known.feed());
        return !asked.equals(known.question()) && contradicts(known.decision(), RULES.decide(asked));
    }

    private static boolean contradicts(Decision truth, Decision said) {
        if (said.certain()) {
            return !said.rights().equals(truth.rights()) || !truth.certain();
        }
        boolean tooMuch = !Stream.concat(truth.rights().stream(), truth.open().stream())
                .collect(Collectors.toSet())
                .containsAll(said.rights());
        boolean tooLittle = truth.rights().stream()
                .anyMatch(
                        right -> !said.rights().contains(right) && !said.open().contains(right));
        return tooMuch || tooLittle;
    }

    /// @param feed that lists the object, were it read
    private Question question(Pair pair, String feed) {
        Key object = pair.object();
        Row.Resource whole = resources.get(RULES.whole());
        List<Key> owning =
                RULES.groups().contains(object.type()) ? List.of(object) : owners.getOrDefault(object, List.of());
        return new Question(
                whole == null ? Map.of() : whole.attributes(),
                levels.get(pair.account()),
                object.type(),
                owning.stream().map(team -> owner(team, pair.account())).toList(),
                held(object, pair.account()),
                unreadOf(object, feed));
    }

    private Map<String, String> unreadOf(Key object, String feed) {
        var sources = RULES.sources();
        Map<String, String> said = new HashMap<>();
        Stream.concat(sources.all().stream(), Stream.of(feed))
                .filter(unread.feeds()::contains)
                .forEach(each -> said.put(each, UNREAD));
        if (unread.parts().contains(object) && !RULES.groups().contains(object.type())) {
            said.put(feed, UNREAD);
        }
        return said;
    }

    private Owner owner(Key team, Key account) {
        Set<Key> higher = new LinkedHashSet<>();
        climb(team, higher);
        higher.remove(team);
        return owner(
                team,
                account,
                higher.stream().map(each -> owner(each, account, List.of())).toList());
    }

    private void climb(Key team, Set<Key> seen) {
        above.getOrDefault(team, List.of()).stream().filter(seen::add).forEach(each -> climb(each, seen));
    }

    private Owner owner(Key team, Key account, List<Owner> over) {
        Row.Resource known = resources.get(team);
        return new Owner(
                known == null ? team.id() : known.name(),
                known == null ? Map.of() : known.attributes(),
                held(team, account),
                lacking(team),
                over);
    }

    private @Nullable String lacking(Key team) {
        boolean is = unread.parts().contains(team)
                || unread.feeds().stream().anyMatch(RULES.sources().memberships()::contains);
        return is ? UNREAD : null;
    }

    private Set<String> held(Key object, Key account) {
        return held.getOrDefault(object, Map.of()).getOrDefault(account, Set.of());
    }
}
