package dev.muster.shipping;

import dev.muster.audit.CleanText;
import dev.muster.audit.RecordFiles;
import dev.muster.audit.RecordLine;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Tenants;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends what was recorded since the last time. How far each tenant's record was sent is noted after the sink took it,
/// so that an entry arrives at least once, whoever dies. For one server at a time.
@Component
public class Shipping {
    private static final Logger log = LoggerFactory.getLogger(Shipping.class);
    private static final int ENTRIES_AT_A_TIME = 500;
    private static final int LONGEST_FAULT = 300;

    private final ShippingStore store;
    private final RecordFiles record;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final JsonMapper json;
    private final Clock clock;

    Shipping(
            ShippingStore store,
            RecordFiles record,
            Tenants tenants,
            TenantTransactions transactions,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.record = record;
        this.tenants = tenants;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /// How the sink does; empty before a server looked after one for the first time.
    public Optional<SinkState> state() {
        return store.state();
    }

    /// Sends all there is, or as much as the sink takes. A fault is told once when it begins and once when it ends.
    void ship(Sink sink) {
        Optional<SinkState> last = store.state();
        String before = last.map(SinkState::fault).orElse(null);
        Instant shipped = last.map(SinkState::shipped).orElse(null);
        String fault = null;
        try {
            for (TenantId tenant : tenants.ids()) {
                shipped = ship(sink, tenant) ? clock.instant() : shipped;
            }
        } catch (IOException refused) {
            fault = CleanText.cut(String.valueOf(refused.getMessage()), LONGEST_FAULT);
        }
        store.looked(fault == null ? new SinkState(clock.instant(), 0, null, null, shipped) : behind(fault, shipped));
        tell(sink, before, fault);
    }

    /// @return whether there was anything
    private boolean ship(Sink sink, TenantId tenant) throws IOException {
        long before = transactions.read(tenant, () -> store.position(tenant));
        long position = before;
        List<RecordLine> some;
        do {
            some = record.after(tenant, position, ENTRIES_AT_A_TIME);
            if (!some.isEmpty()) {
                sink.take(some.stream()
                        .map(line -> new Sink.Parcel(line.at(), json.writeValueAsString(line)))
                        .toList());
                long number = some.getLast().number();
                transactions.write(tenant, () -> store.move(tenant, number));
                position = number;
            }
        } while (some.size() == ENTRIES_AT_A_TIME);
        return position > before;
    }

    private SinkState behind(String fault, @Nullable Instant shipped) {
        long behind = 0;
        Instant oldest = null;
        for (TenantId tenant : tenants.ids()) {
            long position = transactions.read(tenant, () -> store.position(tenant));
            List<RecordLine> next = record.after(tenant, position, 1);
            if (!next.isEmpty()) {
                behind += record.newest(tenant) - next.getFirst().number() + 1;
                Instant at = next.getFirst().at();
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
            }
        }
        return new SinkState(clock.instant(), behind, oldest, fault, shipped);
    }

    private static void tell(Sink sink, @Nullable String before, @Nullable String fault) {
        if (fault != null && before == null) {
            log.warn(
                    "The audit record cannot be sent to {}: {}. Entries wait in the database and are sent as soon as it"
                            + " takes them",
                    sink.name(),
                    fault);
        } else if (fault == null && before != null) {
            log.info("The audit record is sent to {} again; nothing is left out", sink.name());
        }
    }
}
