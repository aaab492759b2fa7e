package dev.muster.search;

import dev.muster.integration.Integration;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Accounts by part of a name, e-mail or id: first those whose name begins so. Both halves read an index by name and
/// stop when they have enough. Runs in the caller's tenant transaction.
@Component
class FoundAccounts {
    private static final String FIRST = """
            select a.integration_id, a.external_id, a.name, a.email, a.state,
                   a.kind = 'service' or d.decision is not distinct from 'service' as machine,
                   case when d.decision is null then a.email_key when d.decision = 'linked' then d.person end as person
              from (select p.*, s.integration_id, s.number
                      from unnest(:integrations, :revisions) as s (integration_id, number)
                     cross join lateral (
                           (select a.type, a.external_id, a.sort_name, 0 as rank
                              from account a
                             where a.tenant_id = :tenant and a.integration_id = s.integration_id
                               and holds(a.from_revision, a.to_revision, s.number, :newest)
                               and a.sort_name >= search_fold(:text) and a.sort_name < search_fold(:text) || :last
                             order by a.sort_name, a.external_id
                             limit :limit)
                            union all
                           (select a.type, a.external_id, a.sort_name, 1 as rank
                              from account a
                             where a.tenant_id = :tenant and a.integration_id = s.integration_id
                               and holds(a.from_revision, a.to_revision, s.number, :newest)
                               and not (a.sort_name >= search_fold(:text) and a.sort_name < search_fold(:text) || :last)
                               and
            """ + SearchText.IN_ACCOUNT + """
                             order by a.sort_name, a.external_id
                             limit :limit)) p
                     order by p.rank, p.sort_name, p.external_id, s.integration_id
                     limit :limit) f
              join account a
                on a.tenant_id = :tenant and a.integration_id = f.integration_id
               and a.type = f.type and a.external_id = f.external_id
               and holds(a.from_revision, a.to_revision, f.number, :newest)
              left join account_person d
                on d.tenant_id = :tenant and d.integration_id = f.integration_id
               and d.account_type = f.type and d.account_id = f.external_id
             order by f.rank, f.sort_name, f.external_id, f.integration_id
            """;
    /// The last character there is.
    private static final String LAST = "\uDBFF\uDFFF";

    private final JdbcClient db;

    FoundAccounts(JdbcClient db) {
        this.db = db;
    }

    /// @param machine whether it is, or was decided to be, a machine's
    /// @param person  e-mail of whom it belongs to; none where nobody knows
    record Found(
            Integration integration,
            String id,
            String name,
            @Nullable String email,
            String state,
            boolean machine,
            @Nullable String person) {}

    /// At most `limit` of them.
    List<Found> first(PeopleState state, SearchText text, int limit) {
        return state.statement(db, FIRST)
                .param("text", text.value())
                .param("last", LAST)
                .param("pattern", text.pattern())
                .param("limit", limit)
                .query((row, index) -> new Found(
                        state.integration(row.getObject("integration_id", UUID.class)),
                        row.getString("external_id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("state"),
                        row.getBoolean("machine"),
                        row.getString("person")))
                .list();
    }
}
