package dev.muster.access;

import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The orders that a list of access has. By person an index serves it, however long it is.
public enum GrantOrder {
    PERSON("person", ByWhat.PERSON, "asc", ">"),
    PERSON_DOWN("-person", ByWhat.PERSON, "desc", "<"),
    RESOURCE("resource", ByWhat.RESOURCE, "asc", ">"),
    RESOURCE_DOWN("-resource", ByWhat.RESOURCE, "desc", "<");

    /// How many columns each has.
    static final int COLUMNS = 9;
    /// How many of those by person say which account it is.
    private static final int OF_ACCOUNT = 4;

    private final String value;
    private final ByWhat by;
    private final String direction;
    private final String beyond;

    GrantOrder(String value, ByWhat by, String direction, String beyond) {
        this.value = value;
        this.by = by;
        this.direction = direction;
        this.beyond = beyond;
    }

    /// What an order begins with.
    enum ByWhat {
        /// Accounts by name; what each holds by the name of the resource.
        PERSON(
                List.of("a.sort_name", "a.external_id"),
                List.of("a.type", "r.sort_name", "r.type", "r.external_id", "g.value", "g.through")),
        /// Resources by name; who holds something on each by their names.
        RESOURCE(
                List.of("r.sort_name", "r.type", "r.external_id"),
                List.of("a.sort_name", "a.external_id", "a.type", "g.value", "g.through"));

        private final List<String> indexed;
        private final List<String> rest;

        ByWhat(List<String> indexed, List<String> rest) {
            this.indexed = indexed;
            this.rest = rest;
        }
    }

    /// The order that a list is asked in; by person when it is asked in none.
    ///
    /// @throws InvalidInput about `sort`
    static GrantOrder parse(String sort) {
        return Arrays.stream(values())
                .filter(order -> order.value.equals(sort.isEmpty() ? PERSON.value : sort))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        "sort",
                        "This list is not sorted by that. Known are %s."
                                .formatted(Arrays.stream(values())
                                        .map(GrantOrder::value)
                                        .collect(Collectors.joining(", "))))));
    }

    /// As addresses and calls spell it: `-person`.
    public String value() {
        return value;
    }

    /// The same the other way round.
    GrantOrder reversed() {
        return switch (this) {
            case PERSON -> PERSON_DOWN;
            case PERSON_DOWN -> PERSON;
            case RESOURCE -> RESOURCE_DOWN;
            case RESOURCE_DOWN -> RESOURCE;
        };
    }

    boolean isByPerson() {
        return by == ByWhat.PERSON;
    }

    String direction() {
        return direction;
    }

    /// Condition that a row comes after a place.
    String after() {
        return compared(beyond, columns());
    }

    /// Condition that a row comes after a place or stands on it.
    String upTo() {
        return compared(beyond + "=", columns());
    }

    /// Condition that an index can begin at: what it is sorted by comes after a place or stands on it.
    String beginning() {
        return compared(beyond + "=", by.indexed);
    }

    /// Condition that the account of a row comes after that of a place, in an order by person.
    String afterAccount() {
        return compared(beyond, columns().subList(0, OF_ACCOUNT));
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
            default -> "afterIntegration";
        };
    }

    /// Names of the parameters that say a place, in the order of its columns.
    List<String> parameters() {
        return columns().stream().map(GrantOrder::parameter).toList();
    }

    /// What a statement orders by.
    String by() {
        return columns().stream().map(column -> column + " " + direction).collect(Collectors.joining(", "));
    }

    /// What listed rows are ordered by.
    ///
    /// @param rows how they are called
    String listed(String rows) {
        return columns().stream()
                .map(column -> "%s.%s %s".formatted(rows, listedAs(column), direction))
                .collect(Collectors.joining(", "));
    }

    private static String listedAs(String column) {
        return switch (column) {
            case "a.sort_name" -> "sort_name";
            case "a.external_id" -> "account_id";
            case "a.type" -> "account_type";
            case "r.sort_name" -> "resource_sort";
            case "r.external_id" -> "resource_id";
            case "r.type" -> "resource_type";
            case "g.value" -> "value";
            case "g.through" -> "through";
            default -> "integration_id::text";
        };
    }

    /// Where a row stands, as cursors hold it.
    ///
    /// @param account  what the account is sorted by
    /// @param resource what the resource is sorted by
    List<String> place(Grant grant, String account, String resource) {
        return columns().stream()
                .map(column -> switch (column) {
                    case "a.sort_name" -> account;
                    case "a.external_id" -> grant.holder().account().id();
                    case "a.type" -> grant.holder().account().type();
                    case "r.sort_name" -> resource;
                    case "r.external_id" -> grant.resource().id();
                    case "r.type" -> grant.resource().type();
                    case "g.value" -> grant.level().value();
                    case "g.through" -> grant.through();
                    default -> grant.integration().id().value().toString();
                })
                .toList();
    }

    /// The columns as one array, for cursors.
    String place() {
        return "array[%s]".formatted(String.join(", ", columns()));
    }

    private List<String> columns() {
        return Stream.of(by.indexed, List.of("a.integration_id::text"), by.rest)
                .flatMap(List::stream)
                .toList();
    }
}
