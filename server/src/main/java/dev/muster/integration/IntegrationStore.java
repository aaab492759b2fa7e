package dev.muster.integration;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.Integration.SavedCredential;
import dev.muster.tenant.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of what people decided. Runs in the caller's tenant transaction.
@Repository
class IntegrationStore {
    /// With what stands in other tables, so that many integrations are read as quickly as one.
    private static final String INTEGRATION = """
            select i.id, i.application, i.name, i.description, i.primary_owner, i.choices, i.form, i.daily_at, i.time_zone,
                   i.guard_percent, i.guard_minimum, i.version, i.changed_at, i.changed_by,
                   array(select o.user_id
                           from integration_owner o
                          where o.tenant_id = :tenant and o.integration_id = i.id
                          order by o.user_id) as secondary_owners,
                   (select json_agg(json_build_object(
                               'field', s.field, 'lastFour', s.last_four, 'fingerprint', s.fingerprint,
                               'setAt', s.set_at, 'setBy', s.set_by, 'usedAt', s.used_at,
                               'former', case when s.former_last_four is not null then json_build_object(
                                   'lastFour', s.former_last_four, 'setAt', s.former_set_at, 'setBy', s.former_set_by)
                               end) order by s.field)
                      from integration_secret s
                     where s.tenant_id = :tenant and s.integration_id = i.id) as credentials
              from integration i
             where i.tenant_id = :tenant
            """;
    private static final String ALL = INTEGRATION + """
             order by lower(i.name), i.id
            """;
    private static final String ONE = INTEGRATION + """
               and i.id = :id
            """;
    private static final String INSERT = """
            insert into integration (tenant_id, id, application, name, description, primary_owner, choices, daily_at, time_zone,
                                     guard_percent, guard_minimum, added_at, changed_at, changed_by)
            values (:tenant, :id, :application, :name, :description, :owner, :choices::jsonb, :dailyAt, :timeZone,
                    :guardPercent, :guardMinimum, :at, :at, :by)
            """;
    private static final String INSERT_STATUS = """
            insert into integration_status (tenant_id, integration_id, state)
            values (:tenant, :id, 'not_configured')
            """;
    private static final String UPDATE = """
            update integration
               set name = :name, description = :description, primary_owner = :owner,
                   guard_percent = :guardPercent, guard_minimum = :guardMinimum,
                   version = version + 1, changed_at = :at, changed_by = :by
             where tenant_id = :tenant
               and id = :id
               and version = :version
            """;
    private static final String UPDATE_CONFIGURATION = """
            update integration
               set choices = :choices::jsonb, daily_at = :dailyAt, time_zone = :timeZone,
                   version = version + 1, changed_at = :at, changed_by = :by
             where tenant_id = :tenant
               and id = :id
               and version = :version
            """;
    private static final String PUT_FORM = """
            update integration
               set form = :form, version = version + 1, changed_at = :at, changed_by = :by
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String DELETE_OWNERS = """
            delete from integration_owner
             where tenant_id = :tenant
               and integration_id = :id
            """;
    private static final String INSERT_OWNER = """
            insert into integration_owner (tenant_id, integration_id, user_id)
            values (:tenant, :id, :user)
            """;
    /// The one that has read is kept, however often it is replaced before the next has.
    private static final String PUT_SECRET = """
            insert into integration_secret as saved (tenant_id, integration_id, field, sealed, last_four, fingerprint, set_at, set_by)
            values (:tenant, :id, :field, :sealed, :lastFour, :fingerprint, :at, :by)
            on conflict (tenant_id, integration_id, field) do update
               set sealed = excluded.sealed, last_four = excluded.last_four, fingerprint = excluded.fingerprint,
                   set_at = excluded.set_at, set_by = excluded.set_by, used_at = null, has_read = false,
                   sealed_before = case when saved.has_read then saved.sealed else saved.sealed_before end,
                   former_last_four = case when saved.has_read then saved.last_four else saved.former_last_four end,
                   former_fingerprint =
                       case when saved.has_read then saved.fingerprint else saved.former_fingerprint end,
                   former_set_at = case when saved.has_read then saved.set_at else saved.former_set_at end,
                   former_set_by = case when saved.has_read then saved.set_by else saved.former_set_by end,
                   former_used_at = case when saved.has_read then saved.used_at else saved.former_used_at end
            """;
    private static final String DELETE_SECRET = """
            delete from integration_secret
             where tenant_id = :tenant
               and integration_id = :id
               and field = :field
            """;
    private static final String SEALED = """
            select sealed
              from integration_secret
             where tenant_id = :tenant
               and integration_id = :id
               and field = :field
            """;
    private static final String NAME_TAKEN = """
            select count(*)
              from integration
             where tenant_id = :tenant
               and lower(name) = lower(:name)
               and id <> :id
            """;
    private static final String DELETE = """
            delete from integration
             where tenant_id = :tenant
               and id = :id
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    IntegrationStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    List<Integration> all(TenantId tenant) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .query((row, index) -> integration(row))
                .list();
    }

    Optional<Integration> find(IntegrationKey integration) {
        return db.sql(ONE)
                .param("tenant", integration.tenant().value())
                .param("id", integration.id().value())
                .query((row, index) -> integration(row))
                .optional();
    }

    void insert(TenantId tenant, Integration added) {
        db.sql(INSERT)
                .param("tenant", tenant.value())
                .param("id", added.id().value())
                .param("application", added.application())
                .param("name", added.name())
                .param("description", added.description())
                .param("owner", added.primaryOwner().value())
                .param("choices", json.writeValueAsString(added.choices()))
                .param("dailyAt", added.dailyAt())
                .param("timeZone", added.timeZone().getId())
                .param("guardPercent", added.holdLimit().percent())
                .param("guardMinimum", added.holdLimit().minimum())
                .param("at", added.changedAt().atOffset(UTC))
                .param("by", added.changedBy())
                .update();
        db.sql(INSERT_STATUS)
                .param("tenant", tenant.value())
                .param("id", added.id().value())
                .update();
        replaceOwners(tenant, added);
    }

    /// False when the version is no longer the one given, and nothing was changed.
    boolean update(TenantId tenant, Integration changed) {
        boolean updated = db.sql(UPDATE)
                        .param("tenant", tenant.value())
                        .param("id", changed.id().value())
                        .param("version", changed.version())
                        .param("name", changed.name())
                        .param("description", changed.description())
                        .param("owner", changed.primaryOwner().value())
                        .param("guardPercent", changed.holdLimit().percent())
                        .param("guardMinimum", changed.holdLimit().minimum())
                        .param("at", changed.changedAt().atOffset(UTC))
                        .param("by", changed.changedBy())
                        .update()
                == 1;
        if (updated) {
            replaceOwners(tenant, changed);
        }
        return updated;
    }

    /// False when the version is no longer the one given, and nothing was changed.
    boolean updateConfiguration(TenantId tenant, Integration changed) {
        return db.sql(UPDATE_CONFIGURATION)
                        .param("tenant", tenant.value())
                        .param("id", changed.id().value())
                        .param("version", changed.version())
                        .param("choices", json.writeValueAsString(changed.choices()))
                        .param("dailyAt", changed.dailyAt())
                        .param("timeZone", changed.timeZone().getId())
                        .param("at", changed.changedAt().atOffset(UTC))
                        .param("by", changed.changedBy())
                        .update()
                == 1;
    }

    void putForm(IntegrationKey integration, String form, Instant at, String by) {
        db.sql(PUT_FORM)
                .param("tenant", integration.tenant().value())
                .param("id", integration.id().value())
                .param("form", form)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .update();
    }

    void putSecret(IntegrationKey integration, SavedCredential saved, byte[] sealed) {
        db.sql(PUT_SECRET)
                .param("tenant", integration.tenant().value())
                .param("id", integration.id().value())
                .param("field", saved.field())
                .param("sealed", sealed)
                .param("lastFour", saved.lastFour())
                .param("fingerprint", saved.fingerprint())
                .param("at", saved.setAt().atOffset(UTC))
                .param("by", saved.setBy())
                .update();
    }

    void deleteSecret(IntegrationKey integration, String field) {
        db.sql(DELETE_SECRET)
                .param("tenant", integration.tenant().value())
                .param("id", integration.id().value())
                .param("field", field)
                .update();
    }

    Optional<byte[]> sealed(IntegrationKey integration, String field) {
        return db.sql(SEALED)
                .param("tenant", integration.tenant().value())
                .param("id", integration.id().value())
                .param("field", field)
                .query(byte[].class)
                .optional();
    }

    /// Whether another integration of the tenant has this name.
    boolean isNameTaken(IntegrationKey integration, String name) {
        return db.sql(NAME_TAKEN)
                        .param("tenant", integration.tenant().value())
                        .param("name", name)
                        .param("id", integration.id().value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void delete(IntegrationKey integration) {
        db.sql(DELETE)
                .param("tenant", integration.tenant().value())
                .param("id", integration.id().value())
                .update();
    }

    private void replaceOwners(TenantId tenant, Integration integration) {
        db.sql(DELETE_OWNERS)
                .param("tenant", tenant.value())
                .param("id", integration.id().value())
                .update();
        for (UserId owner : integration.secondaryOwners()) {
            db.sql(INSERT_OWNER)
                    .param("tenant", tenant.value())
                    .param("id", integration.id().value())
                    .param("user", owner.value())
                    .update();
        }
    }

    private Integration integration(ResultSet row) throws SQLException {
        return new Integration(
                new IntegrationId(row.getObject("id", UUID.class)),
                row.getString("application"),
                row.getString("name"),
                row.getString("description"),
                new UserId(row.getObject("primary_owner", UUID.class)),
                secondaryOwners(row.getArray("secondary_owners")),
                json.readValue(row.getString("choices"), new TypeReference<Map<String, String>>() {}),
                row.getString("form"),
                credentials(row.getString("credentials")),
                row.getObject("daily_at", LocalTime.class),
                ZoneId.of(row.getString("time_zone")),
                new HoldLimit(row.getInt("guard_percent"), row.getInt("guard_minimum")),
                row.getInt("version"),
                instant(row, "changed_at"),
                row.getString("changed_by"));
    }

    private static List<UserId> secondaryOwners(Array owners) throws SQLException {
        return Arrays.stream((UUID[]) owners.getArray()).map(UserId::new).toList();
    }

    private List<SavedCredential> credentials(@Nullable String saved) {
        return saved == null ? List.of() : json.readValue(saved, new TypeReference<List<SavedCredential>>() {});
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
