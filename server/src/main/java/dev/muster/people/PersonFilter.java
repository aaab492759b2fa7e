package dev.muster.people;

import dev.muster.api.Parameters;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.people.Persons.Who;
import dev.muster.problem.InvalidInput;
import dev.muster.web.Address;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which people with an account are asked for, and in which order, as an address or a call says it.
///
/// @param search   part of a name or e-mail
/// @param reversed whether the last name comes first
record PersonFilter(Who who, SearchText search, boolean reversed) {
    /// As addresses and calls name the column that sorts.
    static final String NAME = "name";

    private static final String WHO = "who";
    private static final String SEARCH = "q";
    private static final String SORT = "sort";
    private static final String REVERSED = "-" + NAME;
    private static final List<String> BESIDE = List.of(WHO, SEARCH, SORT, AsOf.FIELD, "after");

    /// @param further parameters that are taken besides those of the list
    /// @throws InvalidInput about parameters that nobody knows, that come twice, or whose value cannot be
    static PersonFilter parse(Map<String, List<String>> sent, String... further) {
        Parameters asked = Parameters.parse(
                sent,
                Stream.concat(BESIDE.stream(), Arrays.stream(further)).toList(),
                (name, value) -> name.equals(SEARCH) ? Parameters.faultOf(value) : null);
        return new PersonFilter(
                who(asked.value(WHO)), new SearchText(asked.value(SEARCH)), isReversed(asked.value(SORT)));
    }

    private static Who who(String text) {
        return Arrays.stream(Who.values())
                .filter(one -> one.path().equals(text.isEmpty() ? Who.EVERYBODY.path() : text))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        WHO,
                        "There are no people called %s here. Ask for %s."
                                .formatted(
                                        text,
                                        Arrays.stream(Who.values())
                                                .map(Who::path)
                                                .collect(Collectors.joining(", "))))));
    }

    private static boolean isReversed(String sort) {
        if (!List.of("", NAME, REVERSED).contains(sort)) {
            throw new InvalidInput(
                    Map.of(SORT, "This list is not sorted by that. Known are %s, %s.".formatted(NAME, REVERSED)));
        }
        return sort.equals(REVERSED);
    }

    /// As an address says the order; empty for the first.
    String sort() {
        return reversed ? REVERSED : "";
    }

    /// The list of others of them.
    PersonFilter of(Who others) {
        return new PersonFilter(others, search, reversed);
    }

    /// An address with this filter in its query.
    Address in(Address list) {
        return unsorted(list).with(SORT, sort());
    }

    /// The same in the first order.
    Address unsorted(Address list) {
        return list.with(WHO, who == Who.EVERYBODY ? "" : who.path()).with(SEARCH, search.value());
    }

    /// A walk through what it lets through.
    ///
    /// @throws InvalidInput about `asOf` or `after`
    PeopleWalk walk(String asOf, String after) {
        String question = "%s %s %s".formatted(who.path(), sort(), search.value());
        return PeopleWalk.parse(
                asOf, after, Persons.COLUMNS, "with-accounts " + Integer.toHexString(question.hashCode()));
    }
}
