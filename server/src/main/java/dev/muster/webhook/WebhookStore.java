package dev.muster.webhook;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Secret;
import dev.muster.database.TenantId;
import dev.muster.secret.Seal;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of webhooks, with their secrets sealed. Runs in the caller's tenant transaction.
@Component
class WebhookStore {
    private static final String FIELD = "secret of webhook ";

    private static final String ALL = """
            select id, address, events, made_at, before_until
              from webhook
             where tenant_id = :tenant
             order by made_at, id
            """;
    private static final String ADD = """
            insert into webhook (tenant_id, id, address, events, sealed_secret, made_at)
            values (:tenant, :id, :address, :events, :secret, :now)
            """;
    private static final String CHANGE = """
            update webhook
               set address = :address, events = :events
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String ROTATE = """
            update webhook
               set sealed_before = sealed_secret, before_until = :until, sealed_secret = :secret
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String REMOVE = """
            delete from webhook
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String SECRETS = """
            select sealed_secret, case when before_until > :now then sealed_before end as before
              from webhook
             where tenant_id = :tenant
               and id = :id
            """;

    private final JdbcClient db;
    private final Seal seal;

    WebhookStore(JdbcClient db, Seal seal) {
        this.db = db;
        this.seal = seal;
    }

    List<Webhook> all(TenantId tenant) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .query((row, number) -> webhook(row))
                .list();
    }

    /// Those that are told of an event.
    List<Webhook> toldOf(TenantId tenant, WebhookEvent event) {
        return all(tenant).stream()
                .filter(webhook -> webhook.events().contains(event))
                .toList();
    }

    Optional<Webhook> find(TenantId tenant, UUID id) {
        return all(tenant).stream().filter(webhook -> webhook.id().equals(id)).findFirst();
    }

    void add(TenantId tenant, Webhook webhook, SigningSecret secret) {
        statement(ADD, tenant, webhook.id())
                .param("address", webhook.address().toString())
                .param("events", types(webhook.events()))
                .param("secret", sealed(tenant, webhook.id(), secret))
                .param("now", webhook.madeAt().atOffset(UTC))
                .update();
    }

    void change(TenantId tenant, UUID id, Wanted.Checked wanted) {
        statement(CHANGE, tenant, id)
                .param("address", wanted.address().toString())
                .param("events", types(wanted.events()))
                .update();
    }

    /// @param until when the secret so far stops signing
    void rotate(TenantId tenant, UUID id, SigningSecret secret, Instant until) {
        statement(ROTATE, tenant, id)
                .param("secret", sealed(tenant, id, secret))
                .param("until", until.atOffset(UTC))
                .update();
    }

    /// What it was told goes with it.
    void remove(TenantId tenant, UUID id) {
        statement(REMOVE, tenant, id).update();
    }

    /// Those that sign now, the newest first; none when the webhook is gone.
    ///
    /// @throws dev.muster.secret.CannotOpen when one was sealed with another master key
    List<SigningSecret> secrets(TenantId tenant, UUID id, Instant now) {
        List<SigningSecret> secrets = new ArrayList<>();
        statement(SECRETS, tenant, id).param("now", now.atOffset(UTC)).query(row -> {
            secrets.add(opened(tenant, id, row.getBytes("sealed_secret")));
            byte[] before = row.getBytes("before");
            if (before != null) {
                secrets.add(opened(tenant, id, before));
            }
        });
        return secrets;
    }

    private byte[] sealed(TenantId tenant, UUID id, SigningSecret secret) {
        return seal.sealOfTenant(tenant, place(id), secret.text());
    }

    private SigningSecret opened(TenantId tenant, UUID id, byte[] sealed) {
        Secret text = seal.openOfTenant(tenant, place(id), sealed);
        return new SigningSecret(text);
    }

    private static String place(UUID id) {
        return FIELD + id;
    }

    private JdbcClient.StatementSpec statement(String sql, TenantId tenant, UUID id) {
        return db.sql(sql).param("tenant", tenant.value()).param("id", id);
    }

    private static String[] types(List<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::type).toArray(String[]::new);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        List<String> types = Arrays.asList((String[]) row.getArray("events").getArray());
        OffsetDateTime until = row.getObject("before_until", OffsetDateTime.class);
        return new Webhook(
                row.getObject("id", UUID.class),
                URI.create(row.getString("address")),
                types.stream()
                        .flatMap(type -> WebhookEvent.typed(type).stream())
                        .toList(),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant());
    }
}
