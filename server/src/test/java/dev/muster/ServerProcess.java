package dev.muster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// The program `muster` in a process of its own, as a person starts it.
public final class ServerProcess implements AutoCloseable {
    /// For processes that live too briefly to earn back its work.
    public static final String NO_LATE_COMPILER = "-XX:TieredStopAtLevel=1";
    private static final List<String> FOR_A_BRIEF_LIFE = List.of(
            NO_LATE_COMPILER,
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions", // Linux alone knows the next
            "-XX:+UseTransparentHugePages");
    /// The variable that Java takes options from, and notes that it did.
    private static final String OPTIONS = "JDK_JAVA_OPTIONS";
    /// Less than a test may take, so that it is told what did not happen and not only that it hangs.
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Process process;
    private final String options;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, String options, Path out, Path err) {
        this.process = process;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /// The packaged program by its launcher, as people start it; with its cache a start costs a third. It does
    /// without the late compiler and with one collector unless options for Java are given: most live too briefly to
    /// earn back the work of more. Large pages of memory are touched sooner than as many small ones.
    ///
    /// @param folder      takes what it prints
    /// @param environment beside this process's own
    public static ServerProcess start(Path folder, Map<String, String> environment, String... args) throws IOException {
        var all = new HashMap<>(environment);
        all.putIfAbsent(OPTIONS, String.join(" ", FOR_A_BRIEF_LIFE));
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return of(folder, all, launched(args));
    }

    /// The packaged program without launcher and cache, as an image starts it.
    ///
    /// @param options for Java
    public static ServerProcess startPackaged(Path folder, List<String> options, String... args) throws IOException {
        var java = new ArrayList<>(options);
        java.addAll(FOR_A_BRIEF_LIFE);
        java.addAll(List.of("-Dspring.aot.enabled=true", "-jar", jar().toString()));
        return java(folder, Map.of(), java, args);
    }

    /// The packaged program with a jar beside its own; how both are put together it finds out by itself.
    public static ServerProcess startWith(Path folder, Path jar, String... args) throws IOException {
        var java = new ArrayList<>(FOR_A_BRIEF_LIFE);
        java.add("-XX:AOTCache=" + PackagedProgram.ready().home().resolve("cache/muster.aot"));
        java.addAll(List.of("-cp", jar() + ":" + jar, "dev.muster.Muster"));
        return java(folder, Map.of(), java, args);
    }

    /// As [#start], with options for Java.
    public static ServerProcess launch(Path folder, List<String> options, String... args) throws IOException {
        return start(folder, Map.of(OPTIONS, String.join(" ", options)), args);
    }

    private static List<String> launched(String... args) {
        var command = new ArrayList<>(List.of(PackagedProgram.ready().launcher().toString()));
        command.addAll(List.of(args));
        return command;
    }

    private static Path jar() {
        return PackagedProgram.ready().home().resolve("lib/muster.jar");
    }

    private static ServerProcess java(
            Path folder, Map<String, String> environment, List<String> options, String... args) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(args));
        return of(folder, environment, command);
    }

    /// Any other command that is watched in the same way.
    ///
    /// @param folder      takes what it prints
    /// @param environment beside this process's own
    public static ServerProcess of(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("MUSTER_MANAGEMENT_ADDRESS", "off");
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), environment.getOrDefault(OPTIONS, ""), out, err);
    }

    /// Waits for the line that says it can be used.
    public ServerProcess untilReady() {
        await(() -> output().contains("Muster is ready at http") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("It did not start: " + output() + errors());
        }
        return this;
    }

    /// Waits for words it prints.
    public ServerProcess until(String words) {
        await(() -> output().contains(words) || !process.isAlive());
        if (!output().contains(words)) {
            throw new AssertionError("It ended early: " + output() + errors());
        }
        return this;
    }

    /// Where it can be used.
    public String url() {
        return output().replaceAll("(?s).*Muster is ready at (https?://[^\\s]+).*", "$1");
    }

    /// Whether it ends by itself in this time.
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running: " + output() + errors());
        }
        return process.exitValue();
    }

    public String output() {
        return read(out);
    }

    /// Without Java's note of the options that are given here.
    public String errors() {
        return read(err).replaceFirst("(?m)^NOTE: Picked up %s: %s\\R".formatted(OPTIONS, Pattern.quote(options)), "");
    }

    /// Ctrl-C's gentler sister.
    public void terminate() {
        process.destroy();
    }

    public void kill() {
        process.destroyForcibly();
    }

    /// Stops it from doing anything, while all that it holds stays open: a machine that swaps, a suspended
    /// container.
    public void suspend() {
        signal("STOP");
    }

    /// Lets it go on as if nothing had happened.
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO();
        try {
            if (kill.start().waitFor() != 0) {
                throw new AssertionError("Process %d got no SIG%s".formatted(process.pid(), name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    /// Everything it has started.
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    public static void await(BooleanSupplier condition) {
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
