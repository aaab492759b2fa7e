package dev.muster.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Bytes as parameters of an address: one a line, `name=value`.
public final class FuzzedParameters {
    private FuzzedParameters() {}

    /// Asks with them. A question that is refused must say why.
    public static void ask(byte[] input, Consumer<Map<String, List<String>>> question) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        new String(input, UTF_8).lines().forEach(line -> {
            int equals = Math.max(0, line.indexOf('='));
            asked.computeIfAbsent(line.substring(0, equals), name -> new ArrayList<>())
                    .add(line.substring(Math.min(line.length(), equals + 1)));
        });
        try {
            question.accept(asked);
        } catch (InvalidInput refused) {
            if (refused.faults().isEmpty()) {
                throw new AssertionError("Refused without a word", refused);
            }
        }
    }
}
