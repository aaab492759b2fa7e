package dev.muster.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What lists named, so that the lists about it can be asked for: accounts of integrations, resources of each type.
final class KnownThings {
    /// Of each type under the same thing, which is enough to see what answers look like.
    private static final int OF_EACH_TYPE = 4;

    private final Map<String, List<Named>> byList = new HashMap<>();

    /// @param reached what its own list was asked with
    private record Named(Arguments reached, Object row) {
        String type() {
            return reached + "/" + Property.of(row, "type");
        }
    }

    void add(ListCall call, Arguments about, List<Object> rows) {
        rows.forEach(row -> byList.computeIfAbsent(call.path(), path -> new ArrayList<>())
                .add(new Named(about, row)));
    }

    /// What a list is to be asked about; with nothing, once, where it is about nothing.
    List<Arguments> about(ListCall call) {
        if (call.variables().isEmpty()) {
            return List.of(Arguments.NONE);
        }
        Map<String, Integer> seen = new HashMap<>();
        return byList.getOrDefault(call.above(), List.of()).stream()
                .filter(named -> seen.merge(named.type(), 1, Integer::sum) <= OF_EACH_TYPE)
                .flatMap(named -> arguments(call, named))
                .toList();
    }

    /// The last variable is the id of what was named, one before it the field of its name.
    private static Stream<Arguments> arguments(ListCall call, Named named) {
        Arguments asked = named.reached();
        List<String> about = call.about();
        for (String variable : about) {
            Object value = variable.equals(about.getLast())
                    ? Objects.requireNonNullElseGet(
                            Property.of(named.row(), "id"), () -> Property.of(named.row(), "slug"))
                    : Property.of(named.row(), variable);
            asked = asked.with(variable, value);
        }
        return Widening.of(call, asked);
    }
}
