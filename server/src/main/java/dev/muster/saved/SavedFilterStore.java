package dev.muster.saved;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of saved filters. Runs in the caller's tenant transaction.
@Component
class SavedFilterStore {
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    /// One index for the reader's own, one for what is shared.
    private static final String SEEN_BY = """
            select id, list, parameters::text as parameters, name, shared, made_by, maker_name, made_at
              from saved_filter
             where tenant_id = :tenant
               and made_by = :user
             union all
            select id, list, parameters::text as parameters, name, shared, made_by, maker_name, made_at
              from saved_filter
             where tenant_id = :tenant
               and shared
               and made_by <> :user
             order by name, id
            """;
    private static final String FIND = """
            select id, list, parameters::text as parameters, name, shared, made_by, maker_name, made_at
              from saved_filter
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String COUNT = """
            select count(*)
              from saved_filter
             where tenant_id = :tenant
               and made_by = :user
            """;
    private static final String ADD = """
            insert into saved_filter (tenant_id, id, list, parameters, name, shared, made_by, maker_name, made_at)
            values (:tenant, :id, :list, :parameters::jsonb, :name, :shared, :user, :makerName, :now)
            on conflict (tenant_id, made_by, lower(name)) do nothing
            """;
    private static final String CHANGE = """
            update saved_filter f
               set name = :name, shared = :shared
             where f.tenant_id = :tenant
               and f.id = :id
               and not exists (select 1
                                 from saved_filter o
                                where o.tenant_id = :tenant
                                  and o.made_by = f.made_by
                                  and lower(o.name) = lower(:name)
                                  and o.id <> f.id)
            """;
    private static final String REMOVE = """
            delete from saved_filter
             where tenant_id = :tenant
               and id = :id
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    SavedFilterStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Their own and what others share, by name.
    List<SavedFilter> seenBy(TenantId tenant, UserId user) {
        return db.sql(SEEN_BY)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .query((row, number) -> filter(row))
                .list();
    }

    Optional<SavedFilter> find(TenantId tenant, UUID id) {
        return statement(FIND, tenant, id).query((row, number) -> filter(row)).optional();
    }

    /// How many somebody has saved.
    long count(TenantId tenant, UserId user) {
        return db.sql(COUNT)
                .param("tenant", tenant.value())
                .param("user", user.value())
                .query(Long.class)
                .single();
    }

    /// @return whether no other of the same maker had that name
    boolean add(TenantId tenant, SavedFilter filter) {
        return statement(ADD, tenant, filter.id())
                        .param("list", filter.list())
                        .param("parameters", json.writeValueAsString(filter.parameters()))
                        .param("name", filter.name())
                        .param("shared", filter.shared())
                        .param("user", filter.maker().value())
                        .param("makerName", filter.makerName())
                        .param("now", filter.madeAt().atOffset(UTC))
                        .update()
                == 1;
    }

    /// @return whether no other of the same maker had that name
    boolean change(TenantId tenant, SavedFilter filter) {
        return statement(CHANGE, tenant, filter.id())
                        .param("name", filter.name())
                        .param("shared", filter.shared())
                        .update()
                == 1;
    }

    void remove(TenantId tenant, UUID id) {
        statement(REMOVE, tenant, id).update();
    }

    private JdbcClient.StatementSpec statement(String sql, TenantId tenant, UUID id) {
        return db.sql(sql).param("tenant", tenant.value()).param("id", id);
    }

    private SavedFilter filter(ResultSet row) throws SQLException {
        return new SavedFilter(
                row.getObject("id", UUID.class),
                row.getString("list"),
                json.readValue(row.getString("parameters"), VALUES),
                row.getString("name"),
                row.getBoolean("shared"),
                new UserId(row.getObject("made_by", UUID.class)),
                row.getString("maker_name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
