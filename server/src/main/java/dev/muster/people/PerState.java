package dev.muster.people;

import dev.muster.database.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Figures about one state of a tenant's data, remembered until the state is another. The least used are forgotten
/// first.
///
/// Safe for many threads; two that ask at once may both work them out.
public final class PerState<T> {
    private static final int KEPT = 500;

    private final Map<TenantId, Of<T>> figures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Of<T>> eldest) {
            return size() > KEPT;
        }
    };

    private record Of<T>(String state, T figures) {}

    /// @param state  names the state, as [StateNames] does
    /// @param worked must not be changed afterwards
    public T of(TenantId tenant, String state, Supplier<T> worked) {
        synchronized (figures) {
            Of<T> known = figures.get(tenant);
            if (known != null && known.state().equals(state)) {
                return known.figures();
            }
        }
        T figure = worked.get();
        synchronized (figures) {
            figures.put(tenant, new Of<>(state, figure));
        }
        return figure;
    }
}
