package dev.muster.token;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.tenant.Scope;
import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [ApiTokens]; runs in its transactions.
@Component
class ApiTokenStore {
    private static final String ALL = """
            select t.id, t.name, t.owner_id, u.name as owner_name, t.service, t.scopes, t.scopes_chosen,
                   t.created_at, t.last_used_at, t.expires_at
              from api_token t
              join app_user u on u.id = t.owner_id
             where t.tenant_id = :tenant
             order by t.created_at desc, t.id
            """;
    private static final String FIND = """
            select t.id, t.name, t.owner_id, u.name as owner_name, t.service, t.scopes, t.scopes_chosen,
                   t.created_at, t.last_used_at, t.expires_at
              from api_token t
              join app_user u on u.id = t.owner_id
             where t.tenant_id = :tenant
               and t.id = :id
            """;
    private static final String BY_HASH = """
            select t.id, t.name, t.owner_id, u.name as owner_name, t.service, t.scopes, t.scopes_chosen,
                   t.created_at, t.last_used_at, t.expires_at
              from api_token t
              join app_user u on u.id = t.owner_id
             where t.tenant_id = :tenant
               and t.hash = :hash
            """;
    private static final String ADD = """
            insert into api_token (tenant_id, id, owner_id, name, service, scopes, hash, created_at, expires_at)
            values (:tenant, :id, :owner, :name, :service, cast(:scopes as text[]), :hash, :created, :expires)
            """;
    private static final String HAND_OVER = """
            update api_token
               set owner_id = :successor
             where tenant_id = :tenant
               and owner_id = :owner
               and service
            returning name
            """;
    private static final String END_BY = """
            update api_token
               set expires_at = :end
             where tenant_id = :tenant
               and expires_at > :end
            """;
    private static final String NOTE_USE = """
            update api_token
               set last_used_at = :now
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String REMOVE = """
            delete from api_token
             where tenant_id = :tenant
               and id = :id
            """;

    private final JdbcClient db;

    ApiTokenStore(JdbcClient db) {
        this.db = db;
    }

    List<ApiToken> all(TenantId tenant) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .query(ApiTokenStore::token)
                .list();
    }

    Optional<ApiToken> find(TenantId tenant, UUID id) {
        return db.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id)
                .query(ApiTokenStore::token)
                .optional();
    }

    Optional<ApiToken> byHash(TenantId tenant, byte[] hash) {
        return db.sql(BY_HASH)
                .param("tenant", tenant.value())
                .param("hash", hash)
                .query(ApiTokenStore::token)
                .optional();
    }

    void add(TenantId tenant, ApiToken token, byte[] hash) {
        db.sql(ADD)
                .param("tenant", tenant.value())
                .param("id", token.id())
                .param("owner", token.owner().value())
                .param("name", token.name())
                .param("service", token.service())
                .param("scopes", token.scopes().stream().map(Scope::name).toArray(String[]::new))
                .param("hash", hash)
                .param("created", token.created().atOffset(UTC))
                .param("expires", token.expires().atOffset(UTC))
                .update();
    }

    /// Has somebody else answer for the service tokens of a member.
    ///
    /// @return their names
    List<String> handOver(TenantId tenant, UserId owner, UserId successor) {
        return db.sql(HAND_OVER)
                .param("tenant", tenant.value())
                .param("owner", owner.value())
                .param("successor", successor.value())
                .query((row, number) -> row.getString("name"))
                .list();
    }

    /// Has none end later than that.
    void endBy(TenantId tenant, Instant end) {
        db.sql(END_BY)
                .param("tenant", tenant.value())
                .param("end", end.atOffset(UTC))
                .update();
    }

    void noteUse(TenantId tenant, UUID id, Instant now) {
        db.sql(NOTE_USE)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void remove(TenantId tenant, UUID id) {
        db.sql(REMOVE).param("tenant", tenant.value()).param("id", id).update();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new UserId(row.getObject("owner_id", UUID.class)),
                row.getString("owner_name"),
                row.getBoolean("service"),
                scopes(row),
                row.getBoolean("scopes_chosen"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : (String[]) row.getArray("scopes").getArray()) {
            scopes.add(Scope.valueOf(name));
        }
        return scopes;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
