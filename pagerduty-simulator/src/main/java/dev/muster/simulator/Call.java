package dev.muster.simulator;

import java.util.List;
import java.util.function.Function;

/// One request, ready to be answered.
///
/// @param view      what the caller may see
/// @param links     makes references into the account's region
/// @param variables what stands in the variable places of the path, in order
record Call(View view, Links links, List<String> variables, Query query) {

    /// The `{id}` of a path that has one.
    String id() {
        return variables.getFirst();
    }

    /// The rows that pass the `query` parameter, which looks into the name whatever the case.
    <T> List<T> named(List<T> rows, Function<T, String> name) {
        String wanted = query.one("query").orElse("");
        return wanted.isEmpty()
                ? rows
                : rows.stream()
                        .filter(row -> containsIgnoringCase(name.apply(row), wanted))
                        .toList();
    }

    private static boolean containsIgnoringCase(String text, String part) {
        for (int i = 0; i + part.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }
}
