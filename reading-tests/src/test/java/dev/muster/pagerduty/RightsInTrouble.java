package dev.muster.pagerduty;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.pagerduty.RightsByRows.Unread;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What can be said of an account when one of its feeds was read in trouble and every other without: by a host that
/// knew nothing before, and by one that holds earlier rows of what is unread now, none of which is true any more.
///
/// @param rows    of a full reading, by feed
/// @param answers what they tell of everybody and everything
record RightsInTrouble(Map<String, List<Row>> rows, List<RightsByRows.Answer> answers) {
    private static final Map<String, String> OTHER_ROLE =
            Map.of("manager", "observer", "observer", "responder", "responder", "manager");

    static RightsInTrouble of(SimulatedAccount account) {
        try (var far = SimulatedPagerDuty.with(account)) {
            RecordingSink sink = far.collect();
            Map<String, List<Row>> rows = new HashMap<>();
            sink.feeds().forEach(feed -> rows.put(feed.feed().id(), feed.rows()));
            return new RightsInTrouble(rows, new RightsByRows(rows, Unread.NOTHING).answers());
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The reading was cancelled", cancelled);
        }
    }

    /// How many answers a full reading contradicts.
    ///
    /// @param without objects of which it is no measure
    long wrongWith(RecordedFeed troubled, Set<Key> without) {
        if (!RightsByRows.restOn(troubled.feed().id())) {
            return 0;
        }
        List<RightsByRows.Answer> asked = answers.stream()
                .filter(answer -> !without.contains(answer.pair().object()))
                .toList();
        List<Row> outdated = outdated(troubled);
        long wrong = wrongWith(troubled, List.of(), asked);
        return outdated.isEmpty() ? wrong : wrong + wrongWith(troubled, outdated, asked);
    }

    private long wrongWith(RecordedFeed troubled, List<Row> earlier, List<RightsByRows.Answer> asked) {
        String id = troubled.feed().id();
        List<Row> read = troubled.closesRows() ? troubled.rows() : List.of();
        Map<String, List<Row>> published = new HashMap<>(rows);
        published.put(id, Stream.concat(read.stream(), earlier.stream()).toList());
        Set<String> feeds = troubled.closesRows() ? Set.of() : Set.of(id);
        Unread unread = new Unread(feeds, troubled.unread().keySet());
        return new RightsByRows(published, unread).contradicted(asked);
    }

    /// What an earlier reading may have left of what is unread.
    private List<Row> outdated(RecordedFeed troubled) {
        Set<Key> parts = troubled.unread().keySet();
        Predicate<Row> isUnread =
                row -> !troubled.closesRows() || parts.stream().anyMatch(part -> isOf(row, part));
        return rows.getOrDefault(troubled.feed().id(), List.of()).stream()
                .filter(isUnread)
                .map(this::asItWas)
                .toList();
    }

    private static boolean isOf(Row row, Key part) {
        return switch (row) {
            case Row.Resource resource -> resource.key().equals(part);
            case Row.Grant grant -> grant.resource().equals(part);
            case Row.Link link -> link.to().equals(part);
            default -> false;
        };
    }

    /// With another role, and another owner.
    private Row asItWas(Row row) {
        return switch (row) {
            case Row.Grant grant ->
                new Row.Grant(grant.account(), grant.resource(), OTHER_ROLE.getOrDefault(grant.value(), grant.value()));
            case Row.Link link
            when link.relation().equals(AccessRules.OWNS) ->
                new Row.Link(otherTeam(link.from()), AccessRules.OWNS, link.to());
            default -> row;
        };
    }

    private Key otherTeam(Key team) {
        return rows.getOrDefault("teams", List.of()).stream()
                .filter(Row.Resource.class::isInstance)
                .map(resource -> ((Row.Resource) resource).key())
                .filter(key -> !key.equals(team))
                .findFirst()
                .orElseThrow();
    }
}
