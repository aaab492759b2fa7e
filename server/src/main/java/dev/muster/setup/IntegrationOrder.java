package dev.muster.setup;

import dev.muster.problem.InvalidInput;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.web.Address;
import dev.muster.web.Head;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The order of the list of integrations. Where nobody asks for one, those that wait for somebody come first.
///
/// @param by   none for that
/// @param down whether it is turned round
record IntegrationOrder(@Nullable By by, boolean down) {
    static final String FIELD = "sort";

    /// Columns that sort.
    enum By {
        NAME("Application", Row::name),
        STATUS("Status", row -> row.standing().badge().word()),
        OWNER("Owner", Row::owner);

        private final String title;
        private final Comparator<Row> order;

        By(String title, Function<Row, String> word) {
            this.title = title;
            this.order = Comparator.comparing(word, String.CASE_INSENSITIVE_ORDER);
        }

        private String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As an address asks.
    ///
    /// @throws InvalidInput about `sort`
    static IntegrationOrder parse(String sort) {
        if (sort.isEmpty()) {
            return new IntegrationOrder(null, false);
        }
        boolean down = sort.startsWith("-");
        String column = down ? sort.substring(1) : sort;
        return Arrays.stream(By.values())
                .filter(by -> by.field().equals(column))
                .findFirst()
                .map(by -> new IntegrationOrder(by, down))
                .orElseThrow(() -> new InvalidInput(Map.of(
                        FIELD,
                        "This list is not sorted by that. Known are %s, each also the other way round, as -name."
                                .formatted(Arrays.stream(By.values())
                                        .map(By::field)
                                        .collect(Collectors.joining(", "))))));
    }

    /// As an address says it; empty where nobody asks.
    String value() {
        return by == null ? "" : (down ? "-" : "") + by.field();
    }

    /// The same rows in this order; equal ones stay as they were.
    List<Row> sorted(List<Row> rows) {
        if (by == null) {
            return rows;
        }
        Comparator<Row> order = down ? by.order.reversed() : by.order;
        return rows.stream().sorted(order).toList();
    }

    /// The heads of the columns that sort, in the order of [By].
    ///
    /// @param list its address without an order
    List<Head> heads(Address list) {
        return Arrays.stream(By.values())
                .map(column -> Head.of(column.title, list, column.field(), value(), false))
                .toList();
    }
}
