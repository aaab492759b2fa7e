package dev.muster.kit.listing;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.transport.ReadFailed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ids of a listing's records, and nothing else of them.
public final class ListedIds implements Walk.Visitor {
    private final Listing listing;
    private final Set<String> ids = new HashSet<>();

    private ListedIds(Listing listing) {
        this.listing = listing;
    }

    /// Walks to the end.
    ///
    /// @throws ReadFailed when the end was not reached, or reached without all records
    public static Set<String> of(Walk walk) throws ReadFailed, InterruptedException {
        ListedIds listed = new ListedIds(walk.listing());
        walk.read(listed);
        return listed.ids;
    }

    @Override
    public void begin(@Nullable Long total) {
        ids.clear();
    }

    @Override
    public void page(List<Fields> rows) {
        rows.forEach(row -> listing.id().of(row).ifPresent(ids::add));
    }
}
