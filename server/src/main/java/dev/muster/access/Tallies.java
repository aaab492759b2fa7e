package dev.muster.access;

import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which levels are held, on which types of resources and how often. Counted once for each revision, and so what most
/// lists of access are counted by. Runs in the caller's tenant transaction.
@Component
class Tallies {
    private static final String COUNTED = """
            select g.resource_type, g.value, count(*) as grants
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join access_grant g
                on g.tenant_id = :tenant and g.integration_id = s.integration_id
               and holds(g.from_revision, g.to_revision, s.number, :newest)
             group by g.resource_type, g.value
             order by g.resource_type, g.value
            """;

    private final Catalogue catalogue;
    private final JdbcClient db;
    private final PerRevision<List<Tally>> counted = new PerRevision<>();

    Tallies(Catalogue catalogue, JdbcClient db) {
        this.catalogue = catalogue;
        this.db = db;
    }

    List<Tally> of(PeopleState state) {
        return state.applications().stream()
                .flatMap(revision ->
                        counted.of(revision, () -> count(state.only(List.of(revision)), revision)).stream())
                .toList();
    }

    private List<Tally> count(PeopleState state, Revision revision) {
        Description application = catalogue.describe(revision.integration());
        return state.statement(db, COUNTED)
                .query((row, index) -> new Tally(
                        revision.integration(),
                        application,
                        row.getString("resource_type"),
                        row.getString("value"),
                        row.getLong("grants")))
                .list();
    }
}
