package dev.muster.access;

import dev.muster.api.Keyset;
import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The order of a list of access. By person an index serves it, however long it is.
///
/// @param by   what it begins with
/// @param down whether it is turned round
public record GrantOrder(Column by, boolean down) {
    /// As lists are where nobody asks for an order.
    static final GrantOrder PERSON = new GrantOrder(Column.PERSON, false);

    private static final List<String> ACCOUNT = List.of("a.sort_name", "a.external_id");
    private static final String INTEGRATION = "a.integration_id::text";
    private static final List<String> BY_PERSON = Stream.of(
                    ACCOUNT,
                    List.of(INTEGRATION, "a.type", "r.sort_name", "r.type", "r.external_id", "g.value", "g.through"))
            .flatMap(List::stream)
            .toList();
    /// How many of these say which account it is.
    private static final int OF_ACCOUNT = 4;

    private static final List<String> BY_RESOURCE = List.of(
            "r.sort_name",
            "r.type",
            "r.external_id",
            INTEGRATION,
            "a.sort_name",
            "a.external_id",
            "a.type",
            "g.value",
            "g.through");

    /// The order that a list is asked in; by person when it is asked in none.
    ///
    /// @throws InvalidInput about `sort`
    static GrantOrder parse(String sort) {
        return all().filter(order -> order.value().equals(sort.isEmpty() ? PERSON.value() : sort))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        "sort",
                        "This list is not sorted by that. Known are %s."
                                .formatted(all().map(GrantOrder::value).collect(Collectors.joining(", "))))));
    }

    static Stream<GrantOrder> all() {
        return Arrays.stream(Column.values())
                .flatMap(column -> Stream.of(new GrantOrder(column, false), new GrantOrder(column, true)));
    }

    /// As addresses and calls spell it: `-person`.
    public String value() {
        return (down ? "-" : "") + by.field();
    }

    /// The same the other way round.
    GrantOrder reversed() {
        return new GrantOrder(by, !down);
    }

    boolean isByPerson() {
        return by == Column.PERSON;
    }

    String direction() {
        return down ? "desc" : "asc";
    }

    /// Condition that a row comes after a place.
    String after() {
        return compared(beyond(), columns());
    }

    /// Condition that a row comes after a place or stands on it.
    String upTo() {
        return compared(beyond() + "=", columns());
    }

    /// The same for the account alone, where the index that serves the order by person can begin.
    String beginning() {
        return compared(beyond() + "=", ACCOUNT);
    }

    /// Condition that the account of a row comes after that of a place, in an order by person.
    String afterAccount() {
        return compared(beyond(), BY_PERSON.subList(0, OF_ACCOUNT));
    }

    private String beyond() {
        return down ? "<" : ">";
    }

    private static String compared(String with, List<String> columns) {
        return "(%s) %s (%s)".formatted(String.join(", ", columns), with, places(columns));
    }

    /// Parameters have the names of the columns, which are the same in every order.
    private static String places(List<String> columns) {
        return columns.stream().map(column -> ":" + parameter(column)).collect(Collectors.joining(", "));
    }

    private static String parameter(String column) {
        return switch (column) {
            case "a.sort_name" -> "afterAccountName";
            case "a.external_id" -> "afterAccount";
            case "a.type" -> "afterAccountType";
            case "r.sort_name" -> "afterResourceName";
            case "r.external_id" -> "afterResource";
            case "r.type" -> "afterResourceType";
            case "g.value" -> "afterValue";
            case "g.through" -> "afterThrough";
            case INTEGRATION -> "afterIntegration";
            default -> "afterFirst";
        };
    }

    /// Names of the parameters that say a place, in the order of its columns.
    List<String> parameters() {
        return columns().stream().map(GrantOrder::parameter).toList();
    }

    /// How many columns a place in such a list has, without the count that cursors hold.
    int width() {
        return columns().size();
    }

    /// The same with that count.
    int place() {
        return width() + Keyset.COUNT;
    }

    /// What a statement orders by.
    String sorted() {
        return columns().stream().map(column -> column + " " + direction()).collect(Collectors.joining(", "));
    }

    /// The columns as one array, for cursors.
    String placed() {
        return "array[%s]".formatted(String.join(", ", columns()));
    }

    private List<String> columns() {
        return switch (by) {
            case PERSON -> BY_PERSON;
            case RESOURCE -> BY_RESOURCE;
            case INTEGRATION, ACCESS, TYPE, SINCE, STATE, KIND ->
                Stream.concat(by.sorts().stream(), BY_PERSON.stream()).toList();
        };
    }
}
