package dev.muster.changes;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.difference.Wanted.LevelAt;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Level;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which levels there ever were: those that connectors know, and those that somebody held up to a revision. Looked for
/// once for each revision. Runs in the caller's tenant transaction.
@Component
class KnownLevels {
    private static final String HELD = """
            select g.resource_type, g.value
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join access_grant g
                on g.tenant_id = :tenant and g.integration_id = s.integration_id and g.from_revision <= s.number
             group by g.resource_type, g.value
             order by g.resource_type, g.value
            """;

    private final Catalogue catalogue;
    private final JdbcClient db;
    private final PerRevision<List<Known>> held = new PerRevision<>();

    KnownLevels(Catalogue catalogue, JdbcClient db) {
        this.catalogue = catalogue;
        this.db = db;
    }

    /// @param at where it is a level
    record Known(LevelAt at, Description application, Level level) {
        private static Known of(Revision revision, Description application, String type, String value) {
            return new Known(
                    new LevelAt(revision.integration().id(), type, value),
                    application,
                    Level.of(application, type, value));
        }
    }

    /// Of all applications of a state.
    List<Known> of(PeopleState state) {
        return state.applications().stream()
                .flatMap(revision -> held.of(revision, () -> of(state, revision)).stream())
                .toList();
    }

    private List<Known> of(PeopleState state, Revision revision) {
        Description application = catalogue.describe(revision.integration());
        Stream<Known> seen = state
                .only(List.of(revision))
                .statement(db, HELD)
                .query((row, index) ->
                        Known.of(revision, application, row.getString("resource_type"), row.getString("value")))
                .list()
                .stream();
        Stream<Known> described = application.entitlements().stream()
                .map((Entitlement level) -> Known.of(revision, application, level.resourceType(), level.value()));
        return Stream.concat(seen, described).distinct().toList();
    }
}
