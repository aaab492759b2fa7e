package dev.muster.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/teams/{id}/members`: literal segments, and `{anything}` for exactly one segment of any text.
///
/// @param segments without slashes
public record PathPattern(List<String> segments) {

    /// @throws IllegalArgumentException when the text does not begin with a slash
    public static PathPattern of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash, as in /teams/{id}/members; got " + text);
        }
        return new PathPattern(split(text));
    }

    /// What stands in the place of each variable, in order; none when the path is another one.
    public Optional<List<String>> match(String path) {
        List<String> actual = split(path);
        if (actual.size() != segments.size()) {
            return Optional.empty();
        }
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < actual.size(); i++) {
            if (segments.get(i).startsWith("{")) {
                variables.add(actual.get(i));
            } else if (!segments.get(i).equals(actual.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
