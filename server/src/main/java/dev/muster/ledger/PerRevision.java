package dev.muster.ledger;

import dev.muster.database.TenantId;
import dev.muster.integration.IntegrationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Figures about whole revisions, worked out when first asked for and remembered while the server runs: what is
/// published as a revision never changes. The least used are forgotten first.
///
/// Safe for many threads. Of those that ask the same at once one works it out, and the others wait for it: after a
/// publication everybody who looks asks the same.
public final class PerRevision<T> {
    private static final int KEPT = 1_000;

    private final Map<Key, T> figures = new LinkedHashMap<>(16, 0.75f, true);
    private final OneAtATime turns = new OneAtATime();
    private final int most;
    private final ToIntFunction<T> size;
    private int kept;

    /// @param publishedAt tells revisions apart that have the same number, because a tenant was deleted and
    ///                    restored from a backup while this server ran
    private record Key(
            TenantId tenant,
            IntegrationId integration,
            int number,
            @Nullable Instant publishedAt,
            Object question) {
        static Key of(Revision revision, Object question) {
            return new Key(
                    revision.tenant(),
                    revision.integration().id(),
                    revision.number(),
                    revision.publishedAt(),
                    question);
        }
    }

    /// Of small figures.
    public PerRevision() {
        this(KEPT, figure -> 1);
    }

    /// @param most what all that are remembered may have together
    /// @param size of one figure
    public PerRevision(int most, ToIntFunction<T> size) {
        this.most = most;
        this.size = size;
    }

    /// @param counted must not be changed afterwards
    public T of(Revision revision, Supplier<T> counted) {
        return of(revision, "", counted);
    }

    /// One figure for each question about a revision.
    ///
    /// @param question what is asked besides; equal ones have the same answer
    /// @param counted  must not be changed afterwards
    public T of(Revision revision, Object question, Supplier<T> counted) {
        return turns.knownOr(Key.of(revision, question), () -> known(revision, question), () -> {
            T figure = counted.get();
            remember(revision, question, figure);
            return figure;
        });
    }

    /// None when it was not worked out yet, or forgotten.
    public @Nullable T known(Revision revision, Object question) {
        synchronized (figures) {
            return figures.get(Key.of(revision, question));
        }
    }

    /// For whoever came by the figure on the way to something else.
    ///
    /// @param figure must not be changed afterwards
    public void remember(Revision revision, Object question, T figure) {
        if (revision.exists()) {
            remember(Key.of(revision, question), figure);
        }
    }

    private void remember(Key key, T figure) {
        synchronized (figures) {
            T former = figures.put(key, figure);
            kept += size.applyAsInt(figure) - (former == null ? 0 : size.applyAsInt(former));
            var eldest = figures.values().iterator();
            while (kept > most && eldest.hasNext()) {
                kept -= size.applyAsInt(eldest.next());
                eldest.remove();
            }
        }
    }
}
