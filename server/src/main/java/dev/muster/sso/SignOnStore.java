package dev.muster.sso;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL about providers and whom they know; runs in the caller's transactions.
@Component
class SignOnStore {
    private static final String FIND = """
            select issuer, client_id, groups_claim, lets_join
              from single_sign_on
             where tenant_id = :tenant
            """;
    private static final String GROUPS = """
            select name, role
              from single_sign_on_group
             where tenant_id = :tenant
             order by name
            """;
    private static final String SECRET = """
            select sealed_secret
              from single_sign_on
             where tenant_id = :tenant
            """;
    private static final String PUT = """
            insert into single_sign_on (tenant_id, issuer, client_id, sealed_secret, groups_claim, lets_join, changed_at)
            values (:tenant, :issuer, :client, :secret, :claim, :joins, :now)
            on conflict (tenant_id) do update
               set issuer = excluded.issuer, client_id = excluded.client_id, sealed_secret = excluded.sealed_secret,
                   groups_claim = excluded.groups_claim, lets_join = excluded.lets_join,
                   changed_at = excluded.changed_at
            """;
    private static final String FORGET_GROUPS = """
            delete from single_sign_on_group
             where tenant_id = :tenant
            """;
    private static final String ADD_GROUP = """
            insert into single_sign_on_group (tenant_id, name, role)
            values (:tenant, :name, :role)
            """;
    private static final String REMOVE = """
            delete from single_sign_on
             where tenant_id = :tenant
            """;
    private static final String LINKED = """
            select user_id
              from single_sign_on_link
             where tenant_id = :tenant
               and issuer = :issuer
               and subject = :subject
            """;
    /// Neither a subject has two members, nor a member two subjects of one provider.
    private static final String LINK = """
            insert into single_sign_on_link (tenant_id, issuer, subject, user_id, since)
            values (:tenant, :issuer, :subject, :user, :now)
            on conflict do nothing
            """;

    private final JdbcClient db;

    SignOnStore(JdbcClient db) {
        this.db = db;
    }

    Optional<SingleSignOn> find(TenantId tenant) {
        return db.sql(FIND)
                .param("tenant", tenant.value())
                .query((row, number) -> new SingleSignOn(
                        row.getString("issuer"),
                        row.getString("client_id"),
                        row.getString("groups_claim"),
                        row.getBoolean("lets_join"),
                        groups(tenant)))
                .optional();
    }

    Optional<byte[]> secret(TenantId tenant) {
        return db.sql(SECRET)
                .param("tenant", tenant.value())
                .query((row, number) -> row.getBytes("sealed_secret"))
                .optional();
    }

    void put(TenantId tenant, SingleSignOn wanted, byte[] secret, Instant now) {
        db.sql(PUT)
                .param("tenant", tenant.value())
                .param("issuer", wanted.issuer())
                .param("client", wanted.clientId())
                .param("secret", secret)
                .param("claim", wanted.groupsClaim())
                .param("joins", wanted.letsJoin())
                .param("now", now.atOffset(UTC))
                .update();
        db.sql(FORGET_GROUPS).param("tenant", tenant.value()).update();
        wanted.groups()
                .forEach((name, role) -> db.sql(ADD_GROUP)
                        .param("tenant", tenant.value())
                        .param("name", name)
                        .param("role", role.name())
                        .update());
    }

    void remove(TenantId tenant) {
        db.sql(REMOVE).param("tenant", tenant.value()).update();
    }

    Optional<UserId> linked(TenantId tenant, String issuer, String subject) {
        return db.sql(LINKED)
                .param("tenant", tenant.value())
                .param("issuer", issuer)
                .param("subject", subject)
                .query((row, number) -> new UserId(row.getObject("user_id", UUID.class)))
                .optional();
    }

    /// @return whether neither of the two was linked to another
    boolean link(TenantId tenant, String issuer, String subject, UserId user, Instant now) {
        return db.sql(LINK)
                        .param("tenant", tenant.value())
                        .param("issuer", issuer)
                        .param("subject", subject)
                        .param("user", user.value())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    private Map<String, Role> groups(TenantId tenant) {
        Map<String, Role> groups = new HashMap<>();
        db.sql(GROUPS).param("tenant", tenant.value()).query(row -> {
            groups.put(row.getString("name"), Role.valueOf(row.getString("role")));
        });
        return groups;
    }
}
