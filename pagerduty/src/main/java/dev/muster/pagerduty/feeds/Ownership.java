package dev.muster.pagerduty.feeds;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import java.util.List;
import java.util.stream.Stream;

/// Which teams an object belongs to.
final class Ownership {
    private Ownership() {}

    /// One link for each team in the `teams` of a record, which may name a team twice, and what they are called.
    static Stream<Row> of(Fields record, Key owned) {
        Stream<Row> links = record.list("teams").stream()
                .flatMap(team -> Reference.to(TeamRole.RESOURCE, team).stream())
                .distinct()
                .map(team -> by(team, owned));
        return Stream.concat(links, Reference.mentionedIn("teams", TeamRole.RESOURCE, record));
    }

    static Row by(Key team, Key owned) {
        return new Row.Link(team, AccessRules.OWNS, owned);
    }

    /// The resource itself, then its links.
    static List<Row> with(Row.Resource resource, Fields record) {
        return Stream.concat(Stream.of(resource), of(record, resource.key())).toList();
    }
}
