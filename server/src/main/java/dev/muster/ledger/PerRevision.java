package dev.muster.ledger;

import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Figures about whole revisions, counted when first asked for and remembered while the server runs: what is published
/// as a revision never changes. The least used are forgotten first.
///
/// Safe for many threads; two that ask at once may both count.
public final class PerRevision<T> {
    private static final int KEPT = 1_000;

    private final Map<Key, T> figures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, T> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(TenantId tenant, IntegrationId integration, int number) {}

    /// @param counted  must not be changed afterwards
    public T of(Revision revision, Supplier<T> counted) {
        if (!revision.exists()) {
            return counted.get();
        }
        var key = new Key(revision.tenant(), revision.integration().id(), revision.number());
        synchronized (figures) {
            T known = figures.get(key);
            if (known != null) {
                return known;
            }
        }
        T figure = counted.get();
        synchronized (figures) {
            figures.put(key, figure);
        }
        return figure;
    }
}
