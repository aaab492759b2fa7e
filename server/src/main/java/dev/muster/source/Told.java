package dev.muster.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// A fact of the ledger and what told it.
///
/// @param feed        id of the feed that told it
/// @param record      the record of the application that told it
/// @param revision    the first revision that shows it so
/// @param run         the run that made that
/// @param at          when that was published
/// @param atFirstLook whether that is the first revision there is: then it is older, and nobody knows how old
public record Told(String feed, String record, int revision, int run, Instant at, boolean atFirstLook) {
    /// The revision from which on something is held without a break, of a row `g` of grants. Hardly anything is changed
    /// on the day it began, so that is asked first.
    public static final String BEGAN = """
            (case when exists (
                    select 1 from access_grant e
                     where e.tenant_id = :tenant and e.integration_id = g.integration_id
                       and e.account_type = g.account_type and e.account_id = g.account_id
                       and e.resource_type = g.resource_type and e.resource_id = g.resource_id
                       and e.value = g.value and e.through = g.through and e.to_revision = g.from_revision)
             then (select max(f.from_revision)
                     from access_grant f
                    where f.tenant_id = :tenant and f.integration_id = g.integration_id
                      and f.account_type = g.account_type and f.account_id = g.account_id
                      and f.resource_type = g.resource_type and f.resource_id = g.resource_id
                      and f.value = g.value and f.through = g.through and f.from_revision <= g.from_revision
                      and not exists (
                          select 1 from access_grant e
                           where e.tenant_id = :tenant and e.integration_id = g.integration_id
                             and e.account_type = g.account_type and e.account_id = g.account_id
                             and e.resource_type = g.resource_type and e.resource_id = g.resource_id
                             and e.value = g.value and e.through = g.through and e.to_revision = f.from_revision))
             else g.from_revision end)
            """;

    /// Of a row with the columns `feed`, `record_id`, `since_revision`, `since_run`, `since` and `seen_first`.
    public static Told of(ResultSet row) throws SQLException {
        return new Told(
                row.getString("feed"),
                row.getString("record_id"),
                row.getInt("since_revision"),
                row.getInt("since_run"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getBoolean("seen_first"));
    }
}
