package dev.muster.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            "Idle memory",
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
        for (String begin : ORDER) {
            rows.forEach((what, row) -> {
                if (what.startsWith(begin)) {
                    text.append(row).append('\n');
                }
            });
        }
        Files.writeString(file, text);
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%d cores, %s %s, Java %s, %s"
                .formatted(
                        system.getAvailableProcessors(),
                        system.getName(),
                        system.getArch(),
                        Runtime.version().feature(),
                        LocalDate.now());
    }
}
