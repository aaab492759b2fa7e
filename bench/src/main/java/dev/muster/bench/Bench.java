package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures everything, or what the arguments name, and keeps the results.
final class Bench {
    private Bench() {}

    /// @param args the root of the sources, then names of measurements, where sizes may follow; none for all of
    ///             them
    static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        List<Measurement> wanted = wanted(Arrays.copyOfRange(args, 1, args.length));
        if (wanted.isEmpty()) {
            System.err.println("Measure some of: " + String.join(" ", Measurement.names()));
            System.exit(2);
        }
        var results = new Results(home.resolve("bench/RESULTS.md"));
        try (var workshop = new Workshop(home)) {
            for (Measurement measurement : wanted) {
                for (Result result : measurement.measure(workshop)) {
                    System.out.println(result.row());
                    results.keep(result);
                }
            }
        }
    }

    /// Empty when a name is not known.
    private static List<Measurement> wanted(String... names) {
        if (names.length == 0) {
            return Measurement.all();
        }
        List<Measurement> wanted = new ArrayList<>();
        for (int at = 0; at < names.length; at++) {
            String name = names[at];
            List<Integer> sizes = sizes(names, at + 1);
            List<Measurement> named = Measurement.all().stream()
                    .filter(known -> known.name().equals(name))
                    .map(known -> sizes.isEmpty() ? known : known.of(sizes))
                    .toList();
            if (named.isEmpty()) {
                return List.of();
            }
            wanted.addAll(named);
            at += sizes.size();
        }
        return wanted;
    }

    /// The numbers that follow a name.
    private static List<Integer> sizes(String[] names, int from) {
        return Arrays.stream(names)
                .skip(from)
                .takeWhile(name -> name.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
    }
}
