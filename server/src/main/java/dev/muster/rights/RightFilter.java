package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Right;
import dev.muster.problem.InvalidInput;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which decisions are asked for.
///
/// @param value id of the right that must be held, [#ANY] for one at least, [#CHANGE] for one that goes beyond looking
///              or may be held, [#UNKNOWN] for what nobody can tell, empty for all
public record RightFilter(String value) {
    public static final String UNKNOWN = "unknown";
    public static final String ANY = "any";
    public static final String CHANGE = "change";
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
                || value.equals(CHANGE)
                || book.rights().stream().anyMatch(right -> right.id().equals(value));
        if (!known) {
            throw new InvalidInput(Map.of(
                    "right",
                    "A right is one of %s, %s, %s, or %s"
                            .formatted(
                                    book.rights().stream().map(Right::id).collect(Collectors.joining(", ")),
                                    ANY,
                                    CHANGE,
                                    UNKNOWN)));
        }
        return this;
    }

    boolean admits(Decision decision) {
        return switch (value) {
            case "" -> true;
            case UNKNOWN -> !decision.certain();
            case ANY -> !decision.rights().isEmpty();
            case CHANGE ->
                Stream.of(decision.rights(), decision.open())
                        .flatMap(Set::stream)
                        .anyMatch(Right::acts);
            default -> decision.rights().stream().anyMatch(right -> right.id().equals(value));
        };
    }
}
