package dev.muster.shipping;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [Shipping]: how far each tenant's record was sent, and how the sink does. Runs in its transactions.
@Component
class ShippingStore {
    private static final String POSITION = """
            select number
              from audit_shipped
             where tenant_id = :tenant
            """;
    private static final String MOVE = """
            insert into audit_shipped (tenant_id, number)
            values (:tenant, :number)
                on conflict (tenant_id) do update set number = excluded.number
            """;
    private static final String LOOKED = """
            insert into audit_sink (looked_at, behind, oldest_at, fault)
            values (:now, :behind, :oldest, :fault)
                on conflict (only_row) do update
               set looked_at = excluded.looked_at, behind = excluded.behind, oldest_at = excluded.oldest_at,
                   fault = excluded.fault
            """;
    private static final String STATE = """
            select looked_at, behind, oldest_at, fault
              from audit_sink
            """;

    private final JdbcClient db;

    ShippingStore(JdbcClient db) {
        this.db = db;
    }

    long position(TenantId tenant) {
        return db.sql(POSITION)
                .param("tenant", tenant.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void move(TenantId tenant, long number) {
        db.sql(MOVE).param("tenant", tenant.value()).param("number", number).update();
    }

    void looked(SinkState state) {
        Instant oldest = state.oldest();
        db.sql(LOOKED)
                .param("now", state.at().atOffset(UTC))
                .param("behind", state.behind())
                .param("oldest", oldest == null ? null : oldest.atOffset(UTC))
                .param("fault", state.fault())
                .update();
    }

    Optional<SinkState> state() {
        return db.sql(STATE)
                .query((row, index) -> new SinkState(
                        row.getObject("looked_at", OffsetDateTime.class).toInstant(),
                        row.getLong("behind"),
                        instant(row.getObject("oldest_at", OffsetDateTime.class)),
                        row.getString("fault")))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
