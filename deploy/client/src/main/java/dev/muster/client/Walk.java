package dev.muster.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A list that was read to its end.
///
/// @param count how many rows it says it has; null when it says nothing
record Walk(List<Object> rows, int pages, Long count) {
    static final Walk NONE = new Walk(List.of(), 0, null);
    private static final int LONG = 500;

    /// @param step rows of a page; null for as many as a page may have
    static Walk through(ListCall call, Caller caller, Arguments about, Integer step) throws ApiException {
        List<Object> rows = new ArrayList<>();
        Set<String> places = new HashSet<>();
        Arguments asked = call.isPaged() ? about.with("limit", step == null ? LONG : step) : about;
        Long count = null;
        int pages = 0;
        for (Object next = ""; next != null; pages++) {
            Object answer = call.answer(caller, next.equals("") ? asked : asked.with("after", next));
            rows.addAll((List<?>) Property.of(answer, "items"));
            count = exact(answer);
            next = Property.of(answer, "next");
            if (next != null && !places.add(next.toString())) {
                throw new IllegalStateException("the same page came again");
            }
        }
        return new Walk(rows, pages, count);
    }

    /// What a list says of its length, unless it counted no further.
    private static Long exact(Object answer) {
        boolean more = Boolean.TRUE.equals(Property.of(answer, "countIsLowerBound"));
        return !more && Property.of(answer, "count") instanceof Number said ? Long.valueOf(said.longValue()) : null;
    }
}
