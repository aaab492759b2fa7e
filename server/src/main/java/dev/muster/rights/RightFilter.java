package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Right;
import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Which decisions are asked for.
///
/// @param value id of the right that must be held, [#UNKNOWN] for what nobody can tell, empty for all
public record RightFilter(String value) {
    public static final String UNKNOWN = "unknown";
    public static final RightFilter ALL = new RightFilter("");

    public RightFilter {
        value = value.strip();
        String asked = value;
        if (!asked.isEmpty()
                && !asked.equals(UNKNOWN)
                && Arrays.stream(Right.values()).noneMatch(right -> id(right).equals(asked))) {
            throw new InvalidInput(Map.of("right", "A right is one of %s, or %s".formatted(ids(), UNKNOWN)));
        }
    }

    /// As addresses, files and the API name a right: `manage_team`.
    public static String id(Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    public boolean isAll() {
        return value.isEmpty();
    }

    boolean admits(Decision decision) {
        return switch (value) {
            case "" -> true;
            case UNKNOWN -> !decision.certain();
            default -> decision.rights().stream().anyMatch(right -> id(right).equals(value));
        };
    }

    private static String ids() {
        return Arrays.stream(Right.values()).map(RightFilter::id).collect(Collectors.joining(", "));
    }
}
