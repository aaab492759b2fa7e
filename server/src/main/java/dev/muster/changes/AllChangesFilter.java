package dev.muster.changes;

import dev.muster.api.Parameters;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleWalk;
import dev.muster.problem.InvalidInput;
import dev.muster.web.Address;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which changes of all applications are asked for, as an address says it: between what, and which of them. Everything
/// must match.
///
/// @param from   a day, as it ended, or a time; empty for a week before the end
/// @param to     a day, as it ended, or a time; empty for now
/// @param search part of the name, e-mail or id of an account or a resource that a change is about
/// @param values by what it is narrowed; what narrows nothing is left out
record AllChangesFilter(String from, String to, SearchText search, Map<Narrowing, String> values) {
    private static final String SEARCH = "q";
    private static final String AFTER = "after";
    private static final String LIST = "changes ";

    AllChangesFilter {
        var kept = new EnumMap<Narrowing, String>(Narrowing.class);
        kept.putAll(values);
        values = Collections.unmodifiableMap(kept);
    }

    /// As an address or a call asks.
    ///
    /// @param sent    parameters of the query
    /// @param further parameters that are taken besides those of a list of changes
    /// @throws InvalidInput about parameters that nobody knows, that come twice, or whose value cannot be
    static AllChangesFilter parse(Map<String, List<String>> sent, String... further) {
        List<String> known = Stream.of(
                        Arrays.stream(Narrowing.values()).map(Narrowing::field),
                        Stream.of(SEARCH, Difference.FROM, Difference.TO, AFTER),
                        Arrays.stream(further))
                .flatMap(names -> names)
                .toList();
        Parameters asked = Parameters.parse(sent, known, AllChangesFilter::faultOf);
        Map<Narrowing, String> values = new EnumMap<>(Narrowing.class);
        for (Narrowing narrowing : Narrowing.values()) {
            if (!asked.value(narrowing.field()).isEmpty()) {
                values.put(narrowing, asked.value(narrowing.field()));
            }
        }
        requireAccess(values);
        return new AllChangesFilter(
                asked.value(Difference.FROM), asked.value(Difference.TO), new SearchText(asked.value(SEARCH)), values);
    }

    private static @Nullable String faultOf(String name, String value) {
        List<String> choices = Narrowing.of(name).map(Narrowing::choices).orElse(List.of());
        if (Narrowing.of(name).isPresent() && Parameters.faultOf(value) != null) {
            return Parameters.faultOf(value);
        }
        return value.isEmpty() || choices.isEmpty() || choices.contains(value)
                ? null
                : Parameters.unknown(name, value, choices);
    }

    private static void requireAccess(Map<Narrowing, String> values) {
        String what = values.getOrDefault(Narrowing.WHAT, ChangeFilter.what(Kind.GRANT));
        if (what.equals(ChangeFilter.what(Kind.GRANT))) {
            return;
        }
        Narrowing.OF_ACCESS.stream().filter(values::containsKey).findFirst().ifPresent(narrowing -> {
            throw new InvalidInput(Map.of(
                    narrowing.field(),
                    "Only grants have levels. Leave %s out, or send what=grants.".formatted(narrowing.field())));
        });
    }

    /// The same where nothing else is asked for than access.
    AllChangesFilter ofAccessUnlessSaid() {
        return has(Narrowing.WHAT) ? this : with(Narrowing.WHAT, ChangeFilter.what(Kind.GRANT));
    }

    String value(Narrowing narrowing) {
        return values.getOrDefault(narrowing, "");
    }

    boolean has(Narrowing narrowing) {
        return values.containsKey(narrowing);
    }

    /// Whether the level of what is granted narrows the list.
    boolean isByLevel() {
        return Narrowing.OF_ACCESS.stream().anyMatch(this::has);
    }

    /// None for all.
    @Nullable
    Kind kind() {
        return isByLevel() ? Kind.GRANT : one(Kind.values(), ChangeFilter::what, Narrowing.WHAT);
    }

    /// None for all.
    @Nullable
    Way way() {
        return one(Way.values(), Way::id, Narrowing.KIND);
    }

    private <T> @Nullable T one(T[] all, Function<T, String> id, Narrowing narrowing) {
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(value(narrowing)))
                .findFirst()
                .orElse(null);
    }

    /// None for a week before the end.
    ///
    /// @throws InvalidInput about `from` when it is no day or time
    @Nullable
    AsOf begin() {
        return from.isEmpty() ? null : AsOf.parseOfAll(Difference.FROM, from);
    }

    /// A walk through what it lets through; it opens the state that the changes lead to.
    ///
    /// @param after   what a stretch before gave as next; none at the beginning
    /// @param columns how many the list is ordered by
    /// @throws InvalidInput about `to` or `after`
    PeopleWalk walk(@Nullable String after, int columns) {
        String question = "%s %s %s".formatted(from, search.value(), values);
        return PeopleWalk.parse(Difference.TO, to, after, columns, LIST + Integer.toHexString(question.hashCode()));
    }

    /// The same, narrowed otherwise; an empty value takes a narrowing away.
    AllChangesFilter with(Narrowing narrowing, String value) {
        var others = new EnumMap<Narrowing, String>(Narrowing.class);
        others.putAll(values);
        others.remove(narrowing);
        if (!value.isEmpty()) {
            others.put(narrowing, value);
        }
        return new AllChangesFilter(from, to, search, others);
    }

    /// The same between other ends.
    AllChangesFilter between(String from, String to) {
        return new AllChangesFilter(from, to, search, values);
    }

    /// An address with this filter in its query.
    Address in(Address list) {
        Address narrowed =
                list.with(Difference.FROM, from).with(Difference.TO, to).with(SEARCH, search.value());
        for (Map.Entry<Narrowing, String> value : values.entrySet()) {
            narrowed = narrowed.with(value.getKey().field(), value.getValue());
        }
        return narrowed;
    }
}
