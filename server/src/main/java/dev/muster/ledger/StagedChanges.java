package dev.muster.ledger;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.PlacedRows;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the publication of a staged run would change, before it is published. For runs that read every feed to its end.
/// Runs in the caller's tenant transaction.
@Component
public class StagedChanges {
    /// Columns of the cursors of the list.
    public static final int COLUMNS = 10 + Keyset.COUNT;

    private static final String ACCOUNTS = """
            select count(*) filter (where s.type is not null) as now,
                   count(*) filter (where a.type is null) as joined,
                   count(*) filter (where s.type is null) as gone
              from (select type, external_id from staged_account
                     where tenant_id = :tenant and integration_id = :integration and run = :run and state <> 'absent') s
              full join (select type, external_id from account
                          where tenant_id = :tenant and integration_id = :integration
                            and to_revision is null and state <> 'absent') a
                on a.type = s.type and a.external_id = s.external_id
            """;
    private static final String PRIVILEGED = """
            select count(*) filter (where s.value is not null) as now,
                   count(*) filter (where g.value is null) as more,
                   count(*) filter (where s.value is null) as less
              from (select account_type, account_id, resource_type, resource_id, value, through from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and value = any (cast(:privileged as text[]))) s
              full join (select account_type, account_id, resource_type, resource_id, value, through from access_grant
                          where tenant_id = :tenant and integration_id = :integration and to_revision is null
                            and value = any (cast(:privileged as text[]))) g
                on g.account_type = s.account_type and g.account_id = s.account_id
               and g.resource_type = s.resource_type and g.resource_id = s.resource_id
               and g.value = s.value and g.through = s.through
            """;
    private static final String GRANTS = """
            select count(*) as now
              from staged_grant
             where tenant_id = :tenant and integration_id = :integration and run = :run
            """;
    private static final String COUNT = """
            select kind, count(*) as grants, count(distinct account_id) as accounts
              from staged_grant_changes(:tenant, :integration, :run, cast(:privileged as text[]))
             group by kind
            """;
    /// An account may be given one level on one resource in several ways, which all look the same here.
    private static final String LISTED = """
            with listed as (
                select kind, account, resource, resource_type, before, after,
                       place || cast(row_number() over (partition by place) as text) as place
                  from (select c.*,
                               array[cast(array_position(array['JOINED', 'GRANTED', 'GONE', 'REMOVED', 'CHANGED'], kind)
                                          as text),
                                     case when privileged then '0' else '1' end, lower(account), account_id,
                                     resource, resource_type, resource_id, coalesce(before, ''), coalesce(after, '')]
                                   as place
                          from staged_grant_changes(:tenant, :integration, :run, cast(:privileged as text[])) c
                         where (cardinality(cast(:kinds as text[])) = 0 or kind = any (cast(:kinds as text[])))
                           and (:pattern = '' or lower(account) like lower(:pattern)
                                or lower(resource) like lower(:pattern) or lower(account_id) like lower(:pattern))) told
            )
            """;
    /// Whether somebody of that name is among those who would be there, or among those who would be gone.
    private static final String NAMED = """
            select n.name,
                   (select count(*)
                      from staged_account s
                      join staged_grant g
                        on g.tenant_id = :tenant and g.integration_id = :integration and g.run = :run
                       and g.account_type = s.type and g.account_id = s.external_id
                     where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                       and s.name = n.name) as kept,
                   (select min(coalesce(a.email, a.external_id))
                      from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration
                       and a.to_revision is null and a.state <> 'absent' and a.name = n.name
                       and not exists (select 1 from staged_account s
                                        where s.tenant_id = :tenant and s.integration_id = :integration
                                          and s.run = :run and s.type = a.type and s.external_id = a.external_id)) as gone
              from unnest(cast(:names as text[])) as n (name)
            """;

    private final JdbcClient db;

    StagedChanges(JdbcClient db) {
        this.db = db;
    }

    /// What becomes of a grant.
    public enum Kind {
        /// Held by an account that was not there.
        JOINED,
        /// Given to an account that was there.
        GRANTED,
        /// Of an account that is not there any more.
        GONE,
        /// Taken from an account that stays.
        REMOVED,
        /// Another level on the same resource.
        CHANGED
    }

    /// @param now how many there would be
    public record Sum(long now, long more, long less) {}

    /// @param accounts whose grants they are
    public record Count(long grants, long accounts) {}

    /// @param before none when it is given
    /// @param after  none when it ends
    public record Touched(
            Kind kind,
            String account,
            String resource,
            @Nullable Level before,
            @Nullable Level after) {}

    /// What is known of somebody by name.
    ///
    /// @param kept grants of accounts of that name that would be there
    /// @param gone e-mail or id of an account of that name that would be gone; none when none would
    public record Namesake(long kept, @Nullable String gone) {}

    /// Accounts that would be there, join and go.
    public Sum accounts(RunKey run) {
        return run.statement(db, ACCOUNTS)
                .query((row, index) -> new Sum(row.getLong("now"), row.getLong("joined"), row.getLong("gone")))
                .single();
    }

    /// Privileged grants.
    public Sum privileged(RunKey run, Description application) {
        return run.statement(db, PRIVILEGED)
                .param("privileged", privileged(application))
                .query((row, index) -> new Sum(row.getLong("now"), row.getLong("more"), row.getLong("less")))
                .single();
    }

    /// Grants that would be there.
    public long grants(RunKey run) {
        return run.statement(db, GRANTS).query(Long.class).single();
    }

    /// How many grants are touched, by what becomes of them; kinds of which none is are left out.
    public Map<Kind, Count> counts(RunKey run, Description application) {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        run.statement(db, COUNT).param("privileged", privileged(application)).query(row -> {
            counts.put(Kind.valueOf(row.getString("kind")), new Count(row.getLong("grants"), row.getLong("accounts")));
        });
        return counts;
    }

    /// At most `limit` of them after a place, by what becomes of them, privileged first; and where they lie in the
    /// whole list.
    ///
    /// @param kinds none for all
    public Stretch<Touched> stretch(
            RunKey run,
            Description application,
            List<Kind> kinds,
            SearchText search,
            @Nullable Cursor after,
            int limit) {
        return new PlacedRows<>(
                        LISTED,
                        COLUMNS - Keyset.COUNT,
                        sql -> run.statement(db, sql)
                                .param("privileged", privileged(application))
                                .param("kinds", kinds.stream().map(Kind::name).toArray(String[]::new))
                                .param("pattern", search.pattern()),
                        (row, index) -> touched(application, row))
                .stretch(after, limit);
    }

    private static Touched touched(Description application, ResultSet row) throws SQLException {
        String type = row.getString("resource_type");
        return new Touched(
                Kind.valueOf(row.getString("kind")),
                row.getString("account"),
                row.getString("resource"),
                level(application, type, row.getString("before")),
                level(application, type, row.getString("after")));
    }

    /// What would be of people with these names.
    public Map<String, Namesake> named(RunKey run, List<String> names) {
        Map<String, Namesake> found = new HashMap<>();
        run.statement(db, NAMED).param("names", names.toArray(String[]::new)).query(row -> {
            found.put(row.getString("name"), new Namesake(row.getLong("kept"), row.getString("gone")));
        });
        return found;
    }

    private static @Nullable Level level(Description application, String type, @Nullable String value) {
        return value == null ? null : Level.of(application, type, value);
    }

    private static String[] privileged(Description application) {
        return application.entitlements().stream()
                .filter(Entitlement::privileged)
                .map(Entitlement::value)
                .toArray(String[]::new);
    }
}
