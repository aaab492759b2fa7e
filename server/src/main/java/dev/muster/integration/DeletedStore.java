package dev.muster.integration;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.integration.DeletedIntegrations.Deleted;
import dev.muster.tenant.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of deleted integrations. Runs in the caller's tenant transaction.
@Repository
class DeletedStore {
    private static final String INSERT = """
            insert into deleted_integration (tenant_id, id, application, name, description, primary_owner, secondary_owners,
                                             choices, form, daily_at, time_zone, guard_percent, guard_minimum, version,
                                             added_at, standing, deleted_at, deleted_by, kept_until)
            select i.tenant_id, i.id, i.application, i.name, i.description, i.primary_owner,
                   array(select o.user_id from integration_owner o
                          where o.tenant_id = :tenant and o.integration_id = :integration order by o.user_id),
                   i.choices, i.form, i.daily_at, i.time_zone, i.guard_percent, i.guard_minimum, i.version, i.added_at,
                   to_jsonb(s), :at, :by, :until
              from integration i
              join integration_status s on s.tenant_id = :tenant and s.integration_id = i.id
             where i.tenant_id = :tenant and i.id = :integration
            """;
    private static final String LIST = """
            select id, application, name, deleted_at, deleted_by, kept_until, primary_owner, secondary_owners
              from deleted_integration
             where tenant_id = :tenant and removing_since is null
             order by deleted_at desc, id
            """;
    private static final String ONE = """
            select id, application, name, deleted_at, deleted_by, kept_until, primary_owner, secondary_owners
              from deleted_integration
             where tenant_id = :tenant and id = :integration and removing_since is null
            """;
    /// The time of the database decides, as it does in `begin_removal`.
    private static final String DUE = """
            select id, application, name, deleted_at, deleted_by, kept_until, primary_owner, secondary_owners
              from deleted_integration
             where tenant_id = :tenant and kept_until <= now() and removing_since is null
             order by kept_until, id
            """;
    private static final String GOING = """
            select id
              from deleted_integration
             where tenant_id = :tenant and kept_until <= now() and removing_since is not null
             order by kept_until, id
            """;
    /// Nobody may change such a row, so that two who restore it meet here.
    private static final String RESTORE = """
            with gone as (
                delete from deleted_integration d
                 where d.tenant_id = :tenant and d.id = :integration and d.removing_since is null
                returning d.*
            ), back as (
                insert into integration (tenant_id, id, application, name, description, primary_owner, choices, form,
                                         daily_at, time_zone, guard_percent, guard_minimum, version, added_at,
                                         changed_at, changed_by)
                select :tenant, g.id, g.application, g.name, g.description, :owner, g.choices, g.form,
                       g.daily_at, g.time_zone, g.guard_percent, g.guard_minimum, g.version + 1, g.added_at, :at, :by
                  from gone g
            )
            insert into integration_status (tenant_id, integration_id, state, revision, data_from, last_complete_at,
                                            last_settled_at, accounts, absent_accounts, groups, stub_groups, resources,
                                            stubs, links, grants, restless_grants, file_at)
            select :tenant, g.id, 'not_configured', s.revision, s.data_from, s.last_complete_at, s.last_settled_at,
                   coalesce(s.accounts, 0), coalesce(s.absent_accounts, 0), coalesce(s.groups, 0),
                   coalesce(s.stub_groups, 0), coalesce(s.resources, 0), coalesce(s.stubs, 0), coalesce(s.links, 0),
                   coalesce(s.grants, 0), coalesce(s.restless_grants, 0), s.file_at
              from gone g
             cross join lateral jsonb_populate_record(null::integration_status, g.standing) s
            """;
    private static final String INSERT_OWNER = """
            insert into integration_owner (tenant_id, integration_id, user_id)
            values (:tenant, :integration, :user)
            """;
    private static final String BEGIN_REMOVAL = """
            select begin_removal(:tenant, :integration)
            """;
    private static final String DELETE = """
            delete from deleted_integration
             where tenant_id = :tenant and id = :integration
            """;

    private final JdbcClient db;

    DeletedStore(JdbcClient db) {
        this.db = db;
    }

    /// Remembers an integration that is about to be deleted.
    void keep(IntegrationKey integration, Instant at, String by, Instant until) {
        integration
                .statement(db, INSERT)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .param("until", until.atOffset(UTC))
                .update();
    }

    List<Deleted> all(TenantId tenant) {
        return db.sql(LIST)
                .param("tenant", tenant.value())
                .query(DeletedStore::deleted)
                .list();
    }

    Optional<Deleted> find(IntegrationKey integration) {
        return integration.statement(db, ONE).query(DeletedStore::deleted).optional();
    }

    /// Those whose time has run out.
    List<Deleted> due(TenantId tenant) {
        return db.sql(DUE)
                .param("tenant", tenant.value())
                .query(DeletedStore::deleted)
                .list();
    }

    /// Those that cannot be restored any more and are not gone yet.
    List<IntegrationId> going(TenantId tenant) {
        return db.sql(GOING)
                .param("tenant", tenant.value())
                .query((row, index) -> new IntegrationId(row.getObject("id", UUID.class)))
                .list();
    }

    /// False when it is not there any more, and nothing was changed.
    boolean restore(IntegrationKey integration, UserId owner, List<UserId> secondary, Instant at, String by) {
        boolean restored = integration
                        .statement(db, RESTORE)
                        .param("owner", owner.value())
                        .param("at", at.atOffset(UTC))
                        .param("by", by)
                        .update()
                == 1;
        if (restored) {
            secondary.forEach(user -> integration
                    .statement(db, INSERT_OWNER)
                    .param("user", user.value())
                    .update());
        }
        return restored;
    }

    /// From here on it cannot be restored. The audit record has to say so already.
    void beginRemoval(IntegrationKey integration) {
        integration.statement(db, BEGIN_REMOVAL).query(row -> {});
    }

    void forget(IntegrationKey integration) {
        integration.statement(db, DELETE).update();
    }

    private static Deleted deleted(ResultSet row, int index) throws SQLException {
        return new Deleted(
                new IntegrationId(row.getObject("id", UUID.class)),
                row.getString("application"),
                row.getString("name"),
                row.getObject("deleted_at", OffsetDateTime.class).toInstant(),
                row.getString("deleted_by"),
                row.getObject("kept_until", OffsetDateTime.class).toInstant(),
                new UserId(row.getObject("primary_owner", UUID.class)),
                users(row.getArray("secondary_owners")));
    }

    private static List<UserId> users(Array ids) throws SQLException {
        return Stream.of((UUID[]) ids.getArray()).map(UserId::new).toList();
    }
}
