package dev.muster.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The decoded query of a request. Arrays are repeated names that end in `[]`.
public record Query(Map<String, List<String>> values) {
    private static final char LAST_ASCII = 127;

    public static Query of(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
        }
        return new Query(values);
    }

    public Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// Whether all that another query says is said here too.
    public boolean holds(Query other) {
        return other.values.entrySet().stream()
                .allMatch(wanted -> all(wanted.getKey()).containsAll(wanted.getValue()));
    }

    public Query with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new Query(changed);
    }

    public Query without(String name) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new Query(changed);
    }

    /// The rows that the `query` parameter finds, which looks into the name whatever the case; all without one.
    public <T> List<T> named(List<T> rows, Function<T, String> name) {
        String wanted = one("query").orElse("");
        return wanted.isEmpty()
                ? rows
                : rows.stream()
                        .filter(row -> containsIgnoringCase(name.apply(row), wanted))
                        .toList();
    }

    /// Most places are ruled out by their first letter, which is what makes large lists fast.
    private static boolean containsIgnoringCase(String text, String part) {
        char upper = Character.toUpperCase(part.charAt(0));
        char lower = Character.toLowerCase(upper);
        for (int i = 0; i + part.length() <= text.length(); i++) {
            char first = text.charAt(i);
            boolean possible = first == lower || first == upper || first > LAST_ASCII;
            if (possible && text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
