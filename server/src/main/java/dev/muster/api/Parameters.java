package dev.muster.api;

import dev.muster.problem.InvalidInput;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an address or a call asks for, by name: nothing that nobody knows, and nothing twice.
///
/// @param values without space around them; what is blank is left out
public record Parameters(Map<String, String> values) {
    private static final int LONGEST = 200;

    public Parameters {
        values = Map.copyOf(values);
    }

    /// @param sent    as it came
    /// @param known   names of all that are taken
    /// @param faultOf what is wrong with the value of a name; none where nothing is
    /// @throws InvalidInput about every parameter that nobody knows, that came twice, or whose value cannot be
    public static Parameters parse(
            Map<String, List<String>> sent,
            Collection<String> known,
            BiFunction<String, String, @Nullable String> faultOf) {
        Map<String, String> faults = new LinkedHashMap<>();
        Map<String, String> values = new HashMap<>();
        sent.forEach((name, all) -> {
            String value = all.isEmpty() ? "" : all.getFirst().strip();
            String fault = !known.contains(name)
                    ? unknown(name, known)
                    : all.size() > 1 ? "Send %s once.".formatted(name) : faultOf.apply(name, value);
            if (fault != null) {
                faults.put(name, fault);
            } else if (!value.isEmpty()) {
                values.put(name, value);
            }
        });
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Parameters(values);
    }

    private static String unknown(String name, Collection<String> known) {
        return known.isEmpty()
                ? "There is no parameter %s here. Send none.".formatted(shortened(name))
                : "There is no parameter %s here. Known are %s."
                        .formatted(shortened(name), known.stream().sorted().collect(Collectors.joining(", ")));
    }

    /// Empty for what is not asked.
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// What is wrong with a text that is longer than any that is meant, or that no database can hold; none where
    /// nothing is.
    public static @Nullable String faultOf(String value) {
        return value.length() > LONGEST || value.indexOf('\0') >= 0
                ? "Send at most %d characters, none of them U+0000.".formatted(LONGEST)
                : null;
    }

    /// That a value is none of those there are.
    public static String unknown(String name, String value, Collection<String> known) {
        return "There is no %s %s here. %s"
                .formatted(
                        name,
                        shortened(value),
                        known.isEmpty()
                                ? "Nothing is published that has one."
                                : "Known are %s."
                                        .formatted(known.stream()
                                                .distinct()
                                                .sorted()
                                                .collect(Collectors.joining(", "))));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
