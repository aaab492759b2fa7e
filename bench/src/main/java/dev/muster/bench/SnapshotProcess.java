package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `./muster snapshot` as a person runs it, from the command to its end.
///
/// @param output  what it printed, rows only
/// @param summary what it said besides
/// @param wall    from start to end of the process
record SnapshotProcess(Path output, Path summary, int exitCode, Duration wall) {

    /// @param javaOptions for its Java, such as a heap size; none usually
    static SnapshotProcess run(Workshop workshop, PagerDutySimulator far, String javaOptions, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                workshop.home().resolve("muster").toString(),
                "snapshot",
                "--api",
                far.uri().toString()));
        command.addAll(List.of(options));
        Path output = workshop.newFile("rows");
        Path summary = workshop.newFile("summary");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(summary.toFile());
        builder.environment().put("PAGERDUTY_TOKEN", far.token());
        if (!javaOptions.isEmpty()) {
            builder.environment().put("JDK_JAVA_OPTIONS", javaOptions);
        }
        var stopwatch = new Stopwatch();
        int exitCode = builder.start().waitFor();
        return new SnapshotProcess(output, summary, exitCode, stopwatch.elapsed());
    }

    /// Rows without the head of the table.
    long rows() throws IOException {
        try (var lines = Files.lines(output)) {
            return lines.count() - 1;
        }
    }

    /// @throws IOException with what it said, unless it read everything
    SnapshotProcess requireComplete() throws IOException {
        if (exitCode != 0) {
            throw new IOException("snapshot ended with %d: %s".formatted(exitCode, Files.readString(summary)));
        }
        return this;
    }
}
