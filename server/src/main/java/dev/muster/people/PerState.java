package dev.muster.people;

import dev.muster.database.TenantId;
import dev.muster.ledger.OneAtATime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Figures about one state of a tenant's data, remembered until the state is another. The least used are forgotten
/// first.
///
/// Safe for many threads. Of those that ask at once one works them out, and the others wait for it.
public final class PerState<T> {
    private static final int KEPT = 500;

    private final Map<TenantId, Of<T>> figures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Of<T>> eldest) {
            return size() > KEPT;
        }
    };

    private final OneAtATime turns = new OneAtATime();

    private record Of<T>(String state, T figures) {}

    /// @param state  names the state, as [StateNames] does
    /// @param worked must not be changed afterwards
    public T of(TenantId tenant, String state, Supplier<T> worked) {
        return turns.knownOr(List.of(tenant, state), () -> known(tenant, state), () -> {
            T figure = worked.get();
            remember(tenant, new Of<>(state, figure));
            return figure;
        });
    }

    private void remember(TenantId tenant, Of<T> worked) {
        synchronized (figures) {
            figures.put(tenant, worked);
        }
    }

    private @Nullable T known(TenantId tenant, String state) {
        synchronized (figures) {
            Of<T> known = figures.get(tenant);
            return known != null && known.state().equals(state) ? known.figures() : null;
        }
    }
}
