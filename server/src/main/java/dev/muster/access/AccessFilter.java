package dev.muster.access;

import dev.muster.api.Parameters;
import dev.muster.ledger.SearchText;
import dev.muster.problem.InvalidInput;
import dev.muster.web.Address;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which access is asked for, as an address says it. Everything must match.
///
/// @param search part of the name, e-mail or id of an account, of a resource, or of a level
/// @param values by what it is narrowed; what narrows nothing is left out
public record AccessFilter(SearchText search, Map<Criterion, String> values) {
    /// Access of every kind.
    public static final AccessFilter EVERYTHING = new AccessFilter(new SearchText(""), Map.of());

    private static final String SEARCH = "q";
    private static final Set<String> BESIDE = Set.of(SEARCH, "sort", "asOf", "after");

    public AccessFilter {
        var kept = new EnumMap<Criterion, String>(Criterion.class);
        kept.putAll(values);
        values = Collections.unmodifiableMap(kept);
    }

    /// As an address or a call asks.
    ///
    /// @param parameters of the query
    /// @param further    parameters that are taken besides those of a list of access
    /// @throws InvalidInput about parameters that nobody knows, that come twice, or whose value cannot be
    static AccessFilter parse(Map<String, List<String>> parameters, String... further) {
        Parameters asked = Parameters.parse(
                parameters,
                names(further),
                (name, value) -> Criterion.of(name)
                        .map(criterion -> faultOf(criterion, value))
                        .orElse(null));
        Map<Criterion, String> values = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            if (!asked.value(criterion.field()).isEmpty()) {
                values.put(criterion, asked.value(criterion.field()));
            }
        }
        return new AccessFilter(new SearchText(asked.value(SEARCH)), values);
    }

    private static @Nullable String faultOf(Criterion criterion, String value) {
        String fault = Parameters.faultOf(value);
        boolean known = value.isEmpty()
                || criterion.choices().isEmpty()
                || criterion.choices().contains(value);
        return fault != null || known ? fault : unknown(criterion, value, criterion.choices().stream());
    }

    /// That a value is none of those there are.
    static String unknown(Criterion criterion, String value, Stream<String> known) {
        return Parameters.unknown(criterion.field(), value, known.toList());
    }

    private static List<String> names(String... further) {
        return Stream.of(
                        Arrays.stream(Criterion.values()).map(Criterion::field),
                        BESIDE.stream(),
                        Arrays.stream(further))
                .flatMap(names -> names)
                .toList();
    }

    /// The first value of a parameter; empty without one.
    static String first(Map<String, List<String>> parameters, String name) {
        List<String> sent = parameters.getOrDefault(name, List.of());
        return sent.isEmpty() ? "" : sent.getFirst();
    }

    /// What it is narrowed to; empty where it is not.
    public String value(Criterion criterion) {
        return values.getOrDefault(criterion, "");
    }

    boolean has(Criterion criterion) {
        return values.containsKey(criterion);
    }

    /// Whether anything narrows the list.
    boolean isNarrow() {
        return !values.isEmpty() || !search.value().isEmpty();
    }

    /// The same, narrowed further.
    public AccessFilter with(Criterion criterion, String value) {
        var more = new EnumMap<Criterion, String>(Criterion.class);
        more.putAll(values);
        more.put(criterion, value);
        return new AccessFilter(search, more);
    }

    /// The same, but for one criterion.
    AccessFilter without(Criterion criterion) {
        var fewer = new EnumMap<Criterion, String>(Criterion.class);
        fewer.putAll(values);
        fewer.remove(criterion);
        return new AccessFilter(search, fewer);
    }

    /// An address with this filter in its query.
    Address in(Address list) {
        Address narrowed = list.with(SEARCH, search.value());
        for (Map.Entry<Criterion, String> value : values.entrySet()) {
            narrowed = narrowed.with(value.getKey().field(), value.getValue());
        }
        return narrowed;
    }
}
