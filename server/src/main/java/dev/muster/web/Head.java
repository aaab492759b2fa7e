package dev.muster.web;

import org.jspecify.annotations.Nullable;

/// The head of a column (`web/tag/head`), which may sort its list.
///
/// @param sorted `ascending`, `descending`, or none when the list is sorted by something else
/// @param href   the list sorted by it, the other way round if it is already; none when it cannot be
public record Head(
        String title, @Nullable String sorted, @Nullable String href) {

    /// Of a column that nothing is sorted by.
    public static Head unsorted(String title) {
        return new Head(title, null, null);
    }

    /// Of a column that sorts. Addresses say `sort=name` and, turned round, `sort=-name`.
    ///
    /// @param list  its address
    /// @param field as addresses name the column
    /// @param order as the address of the list asks; empty for the first
    /// @param first whether the list is sorted by it where nobody asks, which its address then leaves out
    public static Head of(String title, Address list, String field, String order, boolean first) {
        String down = "-" + field;
        boolean up = order.equals(field) || first && order.isEmpty();
        String next = up ? down : first ? "" : field;
        return new Head(
                title,
                up ? "ascending" : order.equals(down) ? "descending" : null,
                list.with("sort", next).toString());
    }
}
