package dev.muster.demo;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody said about the simulated account; what they left open is decided by [#size] and [#differsFrom].
///
/// @param users   0 to 100,000
/// @param teams   0 to 10,000
/// @param latency pause before every answer, 0 to 60 seconds
public record Wanted(
        @Nullable Integer users,
        @Nullable Integer teams,
        @Nullable Long seed,
        Duration latency) {
    static final AccountSize USUAL = new AccountSize(250, 24, 7);
    private static final int MOST_USERS = 100_000;
    private static final int MOST_TEAMS = 10_000;
    private static final int LONGEST_LATENCY_MS = 60_000;

    /// @throws IllegalArgumentException when a number is out of bounds
    public Wanted {
        requireWithin("--users", users, MOST_USERS);
        requireWithin("--teams", teams, MOST_TEAMS);
        requireWithin("--latency", Math.toIntExact(latency.toMillis()), LONGEST_LATENCY_MS);
    }

    /// The account to make on a new data folder.
    AccountSize size() {
        return new AccountSize(
                Objects.requireNonNullElse(users, USUAL.users()),
                Objects.requireNonNullElse(teams, USUAL.teams()),
                Objects.requireNonNullElse(seed, USUAL.seed()));
    }

    /// Whether somebody said which account they want: one that has lived no days yet.
    boolean isParticular() {
        return users != null || teams != null || seed != null;
    }

    /// Whether another account was asked for than there is.
    boolean differsFrom(AccountSize kept) {
        return differs(users, kept.users()) || differs(teams, kept.teams()) || differs(seed, kept.seed());
    }

    private static boolean differs(@Nullable Number asked, Number kept) {
        return asked != null && asked.longValue() != kept.longValue();
    }

    private static void requireWithin(String option, @Nullable Integer number, int most) {
        if (number != null && (number < 0 || number > most)) {
            throw new IllegalArgumentException(
                    "The demo cannot be started with %s %d; choose from 0 to %,d".formatted(option, number, most));
        }
    }
}
