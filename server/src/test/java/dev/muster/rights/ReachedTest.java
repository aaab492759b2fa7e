package dev.muster.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.rights.Reached.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which groups reach a group, along links that may tell a level, may part and join, and may go in circles.
class ReachedTest {
    @ParameterizedTest(name = "{0} reach a by {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    # from>to:level, ...          | who reaches a, with the levels on the way
                    b>a                           | b
                    b>a c>b                       | b c
                    b>a c>a d>b d>c               | b c d
                    b>a a>b                       | b
                    b>a c>b b>c                   | b c
                    a>a b>a                       | b
                    b>a c>b d>c d>a               | b d c
                    b>a:read                      | b:read
                    b>a:read c>b                  | b:read c:/read
                    b>a:read c>b:write            | b:read c:write/read
                    b>a:read c>a:write d>b d>c    | b:read c:write d:/read d:/write
                    b>a:read b>a:write            | b:read b:write
                    b>a:read c>b:x b>c:y          | b:read c:x/read
                    b>c                           |
                    """)
    void each_comes_once_for_every_different_chain_of_levels_nearest_first(String links, @Nullable String expected) {
        List<String> chains = reached(links).chains(group("a")).stream()
                .map(ReachedTest::spelled)
                .toList();

        assertThat(chains).isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    /// Levels that double with each of thirty floors: 2 to the power of 30 chains.
    @Test
    void too_many_chains_are_not_followed_to_their_end() {
        String links = IntStream.range(0, 30)
                .mapToObj(floor ->
                        "%1$s>%2$s:p%1$s %1$s>%2$s:q%1$s".formatted("f" + (floor + 1), floor == 0 ? "a" : "f" + floor))
                .collect(Collectors.joining(" "));

        assertThat(reached(links).chains(group("a")).size()).isBetween(Reached.MOST + 1, Reached.MOST + 3);
    }

    private static Reached reached(String links) {
        Map<Key, List<Link>> from = new HashMap<>();
        Arrays.stream(links.split(" ")).forEach(told -> {
            String[] parts = told.split("[>:]");
            from.computeIfAbsent(group(parts[1]), any -> new ArrayList<>())
                    .add(new Link(group(parts[0]), parts.length > 2 ? parts[2] : ""));
        });
        return new Reached(from);
    }

    private static Key group(String id) {
        return new Key("group", id);
    }

    private static String spelled(Reached.Chain chain) {
        boolean told = chain.levels().stream().anyMatch(level -> !level.isEmpty());
        return chain.group().id() + (told ? ":" + String.join("/", chain.levels()) : "");
    }
}
