package dev.muster.download;

import dev.muster.api.Parameters;
import dev.muster.problem.InvalidInput;
import dev.muster.web.Address;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// What a list is asked with, by name, as it was sent.
public record Asked(Map<String, List<String>> sent) {
    public Asked {
        sent = new TreeMap<>(sent);
        sent.replaceAll((name, values) -> List.copyOf(values));
    }

    /// Of one value each; an empty one asks for nothing.
    public static Asked of(Map<String, String> values) {
        return new Asked(values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, value -> List.of(value.getValue()))));
    }

    /// The first value of a name; empty without one.
    public String value(String name) {
        List<String> values = sent.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// An id that must be there.
    ///
    /// @throws InvalidInput about `name` when it is missing or no id
    public UUID id(String name) {
        try {
            return UUID.fromString(value(name));
        } catch (IllegalArgumentException none) {
            throw new InvalidInput(Map.of(name, "Send the id of an %s as %s.".formatted(name, name)));
        }
    }

    /// A text that must be there.
    ///
    /// @throws InvalidInput about `name` when it is missing
    public String text(String name) {
        if (value(name).isEmpty()) {
            throw new InvalidInput(Map.of(name, "This list needs %s. Send it.".formatted(name)));
        }
        return value(name);
    }

    /// The same, with a name that is given another value, or none.
    public Asked with(String name, String value) {
        Map<String, List<String>> others = new TreeMap<>(sent);
        others.remove(name);
        if (!value.isEmpty()) {
            others.put(name, List.of(value));
        }
        return new Asked(others);
    }

    /// The same, with nothing that the list does not know.
    ///
    /// @throws InvalidInput about names that are not known, or that came twice
    public Asked only(String... known) {
        Parameters.parse(sent, List.of(known), (name, value) -> null);
        return this;
    }

    /// As one value for each name.
    Map<String, String> values() {
        return sent.keySet().stream()
                .filter(name -> !value(name).isEmpty())
                .collect(Collectors.toMap(name -> name, this::value));
    }

    /// An address with all of it in its query.
    Address in(Address address) {
        Address whole = address;
        for (String name : sent.keySet()) {
            whole = whole.with(name, value(name));
        }
        return whole;
    }

    /// What narrows a list, as one line: `state is active; q is ana`.
    ///
    /// @param leaving out names that narrow nothing
    public String words(List<String> leaving) {
        return sent.keySet().stream()
                .filter(name -> !leaving.contains(name) && !value(name).isEmpty())
                .map(name -> "%s is %s".formatted(name.equals("q") ? "search" : name, value(name)))
                .collect(Collectors.joining("; "));
    }
}
