package dev.muster.search;

import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Resources by part of a name or id: first those whose name begins so; groups, or all others. Both halves read an
/// index by name and stop when they have enough. Runs in the caller's tenant transaction.
@Component
class FoundResources {
    private static final String FIRST = """
            select p.integration_id, p.type, p.external_id, p.name
              from unnest(:integrations, :revisions) as s (integration_id, number)
             cross join lateral (
                   (select r.integration_id, r.type, r.external_id, r.name, r.sort_name, 0 as rank
                      from resource r
                     where r.tenant_id = :tenant and r.integration_id = s.integration_id
                       and holds(r.from_revision, r.to_revision, s.number, :newest)
                       and r.sort_name >= search_fold(:text) and r.sort_name < search_fold(:text) || :last
                       and :grouped = exists (select 1 from unnest(:groupAt, :groupOn) as t (integration_id, type)
                                               where t.integration_id = s.integration_id and t.type = r.type)
                     order by r.sort_name, r.type, r.external_id
                     limit :limit)
                    union all
                   (select r.integration_id, r.type, r.external_id, r.name, r.sort_name, 1 as rank
                      from resource r
                     where r.tenant_id = :tenant and r.integration_id = s.integration_id
                       and holds(r.from_revision, r.to_revision, s.number, :newest)
                       and not (r.sort_name >= search_fold(:text) and r.sort_name < search_fold(:text) || :last)
                       and :grouped = exists (select 1 from unnest(:groupAt, :groupOn) as t (integration_id, type)
                                               where t.integration_id = s.integration_id and t.type = r.type)
                       and
            """ + SearchText.IN_RESOURCE + """
                     order by r.sort_name, r.type, r.external_id
                     limit :limit)) p
             order by p.rank, p.sort_name, p.type, p.external_id, p.integration_id
             limit :limit
            """;
    /// The last character there is.
    private static final String LAST = "\uDBFF\uDFFF";

    private final Catalogue catalogue;
    private final JdbcClient db;

    FoundResources(Catalogue catalogue, JdbcClient db) {
        this.catalogue = catalogue;
        this.db = db;
    }

    record Found(Integration integration, Key key, String name) {}

    /// At most `limit` of them.
    ///
    /// @param groups whether groups are wanted, or else everything else
    List<Found> first(PeopleState state, SearchText text, boolean groups, int limit) {
        List<Map.Entry<UUID, String>> types =
                state.applications().stream().flatMap(this::groups).toList();
        return state.statement(db, FIRST)
                .param("text", text.value())
                .param("last", LAST)
                .param("pattern", text.pattern())
                .param("grouped", groups)
                .param("groupAt", types.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .param("groupOn", types.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param("limit", limit)
                .query((row, index) -> new Found(
                        state.integration(row.getObject("integration_id", UUID.class)),
                        new Key(row.getString("type"), row.getString("external_id")),
                        row.getString("name")))
                .list();
    }

    private Stream<Map.Entry<UUID, String>> groups(Revision revision) {
        return catalogue.describe(revision.integration()).types(Part.GROUP).stream()
                .map(type -> Map.entry(revision.integration().id().value(), type));
    }
}
