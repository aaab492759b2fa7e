package dev.muster;

import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What really stands in the ledger, past all that reads it.
public final class LedgerFacts {
    private static final String AS_OF = """
            select concat_ws(' ', 'account', external_id, name, state)
              from account
             where integration_id = :id
               and from_revision <= :revision and (to_revision is null or to_revision > :revision)
            union all
            select concat_ws(' ', 'resource', type, external_id, name, attributes)
              from resource
             where integration_id = :id
               and from_revision <= :revision and (to_revision is null or to_revision > :revision)
            union all
            select concat_ws(' ', 'grant', account_id, value, 'on', resource_type, resource_id,
                             'through ' || nullif(through, ''), attributes)
              from access_grant
             where integration_id = :id
               and from_revision <= :revision and (to_revision is null or to_revision > :revision)
            union all
            select concat_ws(' ', 'link', from_type, from_id, relation, to_type, to_id, attributes)
              from link
             where integration_id = :id
               and from_revision <= :revision and (to_revision is null or to_revision > :revision)
            """;

    private LedgerFacts() {}

    /// Everything that held at a revision of an integration, a line a fact.
    ///
    /// @param database past row-level security
    public static TreeSet<String> asOf(JdbcClient database, UUID integration, int revision) {
        return new TreeSet<>(database.sql(AS_OF)
                .param("id", integration)
                .param("revision", revision)
                .query((row, index) -> row.getString(1))
                .list());
    }
}
