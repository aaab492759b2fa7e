package dev.muster.webhook;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of calls, each kept for 30 days. Runs in the caller's tenant transaction.
@Component
class DeliveryStore {
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String FORGET = """
            delete from webhook_delivery
             where tenant_id = :tenant
               and webhook_id = :webhook
               and written_at < :by
               and (delivered_at is not null or given_up_at is not null)
            """;
    private static final String PUT = """
            insert into webhook_delivery (tenant_id, id, webhook_id, event, body, written_at)
            values (:tenant, :id, :webhook, :event, :body, :now)
            """;
    private static final String FIND = """
            select id, webhook_id, event, body, written_at, tries, tried_at, answer, fault, delivered_at, given_up_at
              from webhook_delivery
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String NEWEST = """
            select id, webhook_id, event, body, written_at, tries, tried_at, answer, fault, delivered_at, given_up_at
              from webhook_delivery
             where tenant_id = :tenant
               and webhook_id = :webhook
             order by written_at desc, id desc
             limit :limit
            """;
    private static final String TRIED = """
            update webhook_delivery
               set tries = tries + 1, tried_at = :now, answer = :answer, fault = :fault,
                   delivered_at = case when cast(:fault as text) is null then :now end,
                   given_up_at = case when :last then :now end
             where tenant_id = :tenant
               and id = :id
            """;
    private static final String AGAIN = """
            update webhook_delivery
               set tries = 0, delivered_at = null, given_up_at = null
             where tenant_id = :tenant
               and id = :id
            """;

    private final JdbcClient db;

    DeliveryStore(JdbcClient db) {
        this.db = db;
    }

    void put(TenantId tenant, UUID id, UUID webhook, WebhookEvent event, String body, Instant now) {
        db.sql(FORGET)
                .param("tenant", tenant.value())
                .param("webhook", webhook)
                .param("by", now.minus(KEPT).atOffset(UTC))
                .update();
        db.sql(PUT)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("webhook", webhook)
                .param("event", event.type())
                .param("body", body)
                .param("now", now.atOffset(UTC))
                .update();
    }

    Optional<Delivery> find(TenantId tenant, UUID id) {
        return db.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id)
                .query((row, number) -> delivery(row))
                .optional();
    }

    List<Delivery> newest(TenantId tenant, UUID webhook, int limit) {
        return db.sql(NEWEST)
                .param("tenant", tenant.value())
                .param("webhook", webhook)
                .param("limit", limit)
                .query((row, number) -> delivery(row))
                .list();
    }

    /// @param last whether it is given up
    void tried(TenantId tenant, UUID id, WebhookHost.Outcome outcome, boolean last, Instant now) {
        db.sql(TRIED)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("now", now.atOffset(UTC))
                .param("answer", outcome.answer())
                .param("fault", outcome.fault())
                .param("last", last)
                .update();
    }

    void again(TenantId tenant, UUID id) {
        db.sql(AGAIN).param("tenant", tenant.value()).param("id", id).update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getString("event"),
                row.getString("body"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getInt("tries"),
                moment(row, "tried_at"),
                row.getObject("answer", Integer.class),
                row.getString("fault"),
                moment(row, "delivered_at"),
                moment(row, "given_up_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
