package dev.muster.people;

import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An account of somebody, with what it holds.
///
/// @param levels   what it holds, the most privileged first
/// @param lastUsed day on which it was last used, as far as anybody tells
/// @param duty     what it is called upon for at this moment; none when it is not
record HeldAccount(
        Integration integration,
        String type,
        String id,
        String name,
        List<Holding> levels,
        @Nullable LocalDate lastUsed,
        @Nullable Duty duty) {
    HeldAccount {
        levels = List.copyOf(levels);
    }

    /// As rows of a file: one for each level that it holds, or a single one where it holds nothing.
    ///
    /// @return application, id and name; value and title of the level, whether it is privileged, one of the
    ///         resources that it is held on, and how many; and the day of its last use
    Stream<List<? extends @Nullable Object>> rows() {
        return levels.isEmpty()
                ? Stream.of(row(List.of("", "", "", "", "")))
                : levels.stream().map(holding -> row(holding.cells()));
    }

    private List<? extends @Nullable Object> row(List<Object> holding) {
        List<@Nullable Object> row = new ArrayList<>();
        row.addAll(List.of(integration.name(), id, name));
        row.addAll(holding);
        row.add(lastUsed);
        return row;
    }

    /// What an account is called upon for, as people on call are.
    ///
    /// @param what     `On call`
    /// @param resource name of one of the resources it is called upon for
    /// @param until    when that ends; none when nobody tells
    record Duty(String what, String resource, @Nullable Instant until) {}

    /// One level, on one or several resources of a type.
    ///
    /// @param whole     whether it is held on the application as a whole
    /// @param resource  name of one of the resources
    /// @param resources how many
    record Holding(Level level, boolean whole, String resource, long resources) {
        private List<Object> cells() {
            return List.of(level.value(), level.title(), level.privileged() ? "yes" : "no", resource, resources);
        }
    }
}
