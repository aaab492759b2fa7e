package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./muster` as a person starts it, on a free port.
final class MusterProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern READY = Pattern.compile("Muster is ready at (http://\\S+)\\R");

    private final Process process;
    private final Path output;

    private MusterProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static MusterProcess start(Workshop workshop, Path data, String command, String... options) throws IOException {
        return start(workshop, data, Map.of(), command, options);
    }

    /// @param environment settings besides those of this process
    static MusterProcess start(
            Workshop workshop, Path data, Map<String, String> environment, String command, String... options)
            throws IOException {
        return start(workshop, Program.launched(workshop), data, environment, command, options);
    }

    /// @param environment settings besides those of this process
    static MusterProcess start(
            Workshop workshop,
            Program program,
            Path data,
            Map<String, String> environment,
            String command,
            String... options)
            throws IOException {
        List<String> line = new ArrayList<>(program.command());
        line.addAll(List.of(command, "--port", "0", "--data", "" + data));
        line.addAll(List.of(options));
        Path output = workshop.newFile("output");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        // What is measured is not how soon a token is told to wait.
        builder.environment().put("MUSTER_API_CALLS_PER_MINUTE", "100000000");
        builder.environment().putAll(environment);
        return new MusterProcess(builder.start(), output);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Where it can be used, as soon as it can.
    String awaitUrl() throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        while (true) {
            Matcher ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return ready.group(1);
            }
            lookAgain(stopwatch);
        }
    }

    /// What `demo.json` says, as soon as it is there.
    JsonNode awaitDemo(Path data) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        Path file = data.resolve("demo.json");
        while (!Files.exists(file)) {
            lookAgain(stopwatch);
        }
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    private void lookAgain(Stopwatch stopwatch) throws IOException, InterruptedException {
        if (!process.isAlive() || stopwatch.elapsed().compareTo(PATIENCE) > 0) {
            throw new IOException("It did not start: " + Files.readString(output));
        }
        Thread.sleep(Duration.ofMillis(10));
    }

    /// Ends it as `kill -9` does, and waits for that.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Ends it and all it started.
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }
}
