package dev.muster.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The program `muster` in a process of its own, as a person starts it.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// @param folder      takes what it prints
    /// @param environment beside this process's own
    static ServerProcess start(Path folder, Map<String, String> environment, String... args) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-Xmx512m", "-cp", classPath, "dev.muster.Muster"));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), out, err);
    }

    /// Waits for the line that says it can be used.
    ServerProcess untilReady() {
        await(() -> output().contains("Muster is ready at http://") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("It did not start: " + output() + errors());
        }
        return this;
    }

    /// Waits for words it prints.
    ServerProcess until(String words) {
        await(() -> output().contains(words) || !process.isAlive());
        if (!output().contains(words)) {
            throw new AssertionError("It ended early: " + output() + errors());
        }
        return this;
    }

    /// Where it can be used.
    String url() {
        return output().replaceAll("(?s).*Muster is ready at (http://[^\\s]+).*", "$1");
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running: " + output() + errors());
        }
        return process.exitValue();
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    /// Ctrl-C's gentler sister.
    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    /// Everything it has started.
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
