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
            insert into audit_sink (looked_at, behind, oldest_at, fault, shipped_at)
            values (:now, :behind, :oldest, :fault, :shipped)
                on conflict (only_row) do update
               set looked_at = excluded.looked_at, behind = excluded.behind, oldest_at = excluded.oldest_at,
                   fault = excluded.fault, shipped_at = excluded.shipped_at
            """;
    private static final String STATE = """
            select looked_at, behind, oldest_at, fault, shipped_at
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
        db.sql(LOOKED)
                .param("now", offset(state.at()))
                .param("behind", state.behind())
                .param("oldest", offset(state.oldest()))
                .param("fault", state.fault())
                .param("shipped", offset(state.shipped()))
                .update();
    }

    Optional<SinkState> state() {
        return db.sql(STATE)
                .query((row, index) -> new SinkState(
                        row.getObject("looked_at", OffsetDateTime.class).toInstant(),
                        row.getLong("behind"),
                        instant(row.getObject("oldest_at", OffsetDateTime.class)),
                        row.getString("fault"),
                        instant(row.getObject("shipped_at", OffsetDateTime.class))))
                .optional();
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant at) {
        return at == null ? null : at.atOffset(UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
