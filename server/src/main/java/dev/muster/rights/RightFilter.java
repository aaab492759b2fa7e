package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Right;
import dev.muster.problem.InvalidInput;
import java.util.Map;
import java.util.stream.Collectors;

/// Which decisions are asked for.
///
/// @param value id of the right that must be held, [#ANY] for one at least, [#UNKNOWN] for what nobody can tell, empty
///              for all
public record RightFilter(String value) {
    public static final String UNKNOWN = "unknown";
    public static final String ANY = "any";
    public static final RightFilter ALL = new RightFilter("");

    public RightFilter {
        value = value.strip();
    }

    public boolean isAll() {
        return value.isEmpty();
    }

    /// The same, when there is such a right.
    ///
    /// @throws InvalidInput about `right` when the application has none of this name
    public RightFilter among(Rulebook book) {
        boolean known = isAll()
                || value.equals(UNKNOWN)
                || value.equals(ANY)
                || book.rights().stream().anyMatch(right -> right.id().equals(value));
        if (!known) {
            throw new InvalidInput(Map.of(
                    "right",
                    "A right is one of %s, %s, or %s"
                            .formatted(
                                    book.rights().stream().map(Right::id).collect(Collectors.joining(", ")),
                                    ANY,
                                    UNKNOWN)));
        }
        return this;
    }

    boolean admits(Decision decision) {
        return switch (value) {
            case "" -> true;
            case UNKNOWN -> !decision.certain();
            case ANY -> !decision.rights().isEmpty();
            default -> decision.rights().stream().anyMatch(right -> right.id().equals(value));
        };
    }
}
