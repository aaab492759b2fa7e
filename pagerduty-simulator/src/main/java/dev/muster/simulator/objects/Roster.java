package dev.muster.simulator.objects;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Rows by id, in the order they came unless told otherwise. A page is cut from a list made once after each
/// change, so reading costs nothing and changing is cheap. Safe for many threads.
public final class Roster<T> {

    private final Map<String, T> rows = new LinkedHashMap<>();
    private final Comparator<? super T> order;
    private @Nullable List<T> listed;

    public Roster() {
        this((one, other) -> 0);
    }

    /// One whose rows are listed in this order, and equal ones as they came.
    Roster(Comparator<? super T> order) {
        this.order = order;
    }

    public synchronized void put(String id, T row) {
        rows.put(id, row);
        listed = null;
    }

    public synchronized @Nullable T remove(String id) {
        listed = null;
        return rows.remove(id);
    }

    /// Changes the row when there is one.
    public synchronized void change(String id, UnaryOperator<T> change) {
        rows.computeIfPresent(id, (key, row) -> change.apply(row));
        listed = null;
    }

    public synchronized @Nullable T get(String id) {
        return rows.get(id);
    }

    public synchronized List<T> list() {
        if (listed == null) {
            listed = rows.values().stream().sorted(order).toList();
        }
        return listed;
    }
}
