package dev.muster.kit.listing;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the pages of a listing's last reading, for those who need all of them before they write any.
public final class Gathered implements Walk.Visitor {
    private final List<List<Fields>> pages = new ArrayList<>();

    private Gathered() {}

    /// Walks to the end.
    ///
    /// @throws ReadFailed when the end was not reached, or reached without all records
    public static List<List<Fields>> pages(Walk walk) throws ReadFailed, InterruptedException {
        Gathered gathered = new Gathered();
        walk.read(gathered);
        return gathered.pages;
    }

    @Override
    public void begin(@Nullable Long total) {
        pages.clear();
    }

    @Override
    public void page(List<Fields> rows) {
        pages.add(rows);
    }
}
