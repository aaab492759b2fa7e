package dev.muster.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Filters of the list of access: a parameter a line, `name=value`.
public final class AccessFilterFuzz {
    private AccessFilterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        new String(input, UTF_8).lines().forEach(line -> {
            int equals = Math.max(0, line.indexOf('='));
            asked.computeIfAbsent(line.substring(0, equals), name -> new ArrayList<>())
                    .add(line.substring(Math.min(line.length(), equals + 1)));
        });
        try {
            AccessFilter.parse(asked).isNarrow();
        } catch (InvalidInput refused) {
            if (refused.faults().isEmpty()) {
                throw new AssertionError("Refused without a word", refused);
            }
        }
    }
}
