package dev.muster.api;

import dev.muster.problem.InvalidInput;
import java.util.Map;

/// The order of a list that is sorted by name: from the first to the last, or turned round.
public enum NameOrder {
    UP("name", ">", "asc"),
    DOWN("-name", "<", "desc");

    /// As addresses and calls name the order.
    public static final String FIELD = "sort";
    /// As they name the column.
    public static final String COLUMN = "name";

    private final String value;
    private final String beyond;
    private final String direction;

    NameOrder(String value, String beyond, String direction) {
        this.value = value;
        this.beyond = beyond;
        this.direction = direction;
    }

    /// As an address asks; upwards when it asks for none.
    ///
    /// @throws InvalidInput about `sort`
    public static NameOrder parse(String sort) {
        return switch (sort.strip()) {
            case "", "name" -> UP;
            case "-name" -> DOWN;
            default ->
                throw new InvalidInput(Map.of(
                        FIELD, "This list is not sorted by that. Known are %s, %s.".formatted(UP.value, DOWN.value)));
        };
    }

    /// As an address asks for it; empty for upwards, which needs no asking.
    public String asked() {
        return this == UP ? "" : value;
    }

    /// A statement that lists what follows a place: `%1$s` compares with it, `%2$s` is the direction of each column,
    /// and `%3$s` before the comparison lets everything through at the beginning, which `:first` says. Upwards that
    /// is after an empty name, where an index can begin.
    public String following(String statement) {
        return statement.formatted(beyond, direction, this == UP ? "" : ":first or");
    }

    /// A statement that walks back to a place, which is found too.
    public String leadingTo(String statement) {
        NameOrder back = this == UP ? DOWN : UP;
        return statement.formatted(back.beyond + "=", back.direction);
    }
}
