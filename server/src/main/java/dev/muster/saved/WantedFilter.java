package dev.muster.saved;

import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody wants to keep, as it was typed or sent.
///
/// @param list       id of the list
/// @param parameters what narrows it, by name
/// @param shared     whether everybody in the tenant is to see it
record WantedFilter(String list, Map<String, List<String>> parameters, String name, boolean shared) {
    private static final int LONGEST = 100;
    /// What says which state of a list is shown, or which page of it.
    private static final List<String> NO_FILTER = List.of("asOf", "after");

    WantedFilter {
        parameters = Map.copyOf(parameters);
    }

    /// A name that can be kept.
    ///
    /// @throws InvalidInput about `name`
    static String checked(String name) {
        var faults = new Faults();
        String checked = faults.line("name", "Name", name, LONGEST);
        faults.throwIfAny();
        return checked;
    }

    /// What narrows the list, each with its one value.
    ///
    /// @throws InvalidInput about a parameter that the list does not take, or when nothing narrows it
    Map<String, String> checked(FilteredList known) {
        NO_FILTER.stream().filter(parameters::containsKey).findFirst().ifPresent(parameter -> {
            throw new InvalidInput(Map.of(
                    parameter,
                    "A saved filter shows what is there whenever it is opened. Leave %s out.".formatted(parameter)));
        });
        known.check(parameters);
        Map<String, String> values = new TreeMap<>();
        parameters.forEach((parameter, sent) -> {
            String value = sent.isEmpty() ? "" : sent.getFirst().strip();
            if (!value.isEmpty()) {
                values.put(parameter, value);
            }
        });
        if (values.isEmpty()) {
            throw new InvalidInput(
                    Map.of("parameters", "Nothing narrows the list. Choose a filter first, then save it."));
        }
        return values;
    }
}
