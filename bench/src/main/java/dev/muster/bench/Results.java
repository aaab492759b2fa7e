package dev.muster.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The file of the newest results. What was not measured this time keeps its row.
final class Results {
    private static final String HEAD = """
            # How long things take
            Written by `bench/run`; a row stays until it is measured again. Figures of a busy machine are worth little: compare those of one machine only.

            | what | measured | how | machine and day |
            | --- | --- | --- | --- |
            """;
    /// In this order in the table.
    private static final List<String> ORDER = List.of(
            "Cold build",
            "First start",
            "Warm start",
            "Sync of 1,000",
            "Sync of 5,000",
            "Sync in",
            "Idle memory",
            "Load",
            "Ledger",
            "Explorer",
            "Fleet",
            "Requests",
            "Snapshot",
            "Fault matrix");

    private final Path file;
    private final Map<String, String> rows = new LinkedHashMap<>();

    Results(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| what") && !line.startsWith("| ---"))
                    .forEach(line -> rows.put(line.split("\\|")[1].strip(), line));
        }
    }

    void keep(Result result) throws IOException {
        rows.put(result.what(), "%s %s |".formatted(result.row(), machine()));
        var text = new StringBuilder(HEAD);
        rows.entrySet().stream()
                .sorted(Comparator.comparing(named -> place(named.getKey())))
                .forEach(named -> text.append(named.getValue()).append('\n'));
        Files.writeString(file, text);
    }

    /// What has no place in the table stands at its end.
    private static int place(String what) {
        return IntStream.range(0, ORDER.size())
                .filter(place -> what.startsWith(ORDER.get(place)))
                .findFirst()
                .orElse(ORDER.size());
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%d cores, %s %s, Java %s, %s"
                .formatted(
                        system.getAvailableProcessors(),
                        system.getName(),
                        system.getArch(),
                        Runtime.version().feature(),
                        LocalDate.now(ZoneOffset.UTC));
    }
}
