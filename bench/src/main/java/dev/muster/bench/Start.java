package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a start costs, beside the same jars started plainly: without the launcher, its cache and its options. Times are
/// also told in times of `javac` of one small file, which says more about a machine than its cores do.
record Start() implements Measurement {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Program muster = Program.launched(workshop);
        Program plain = Program.plain(workshop);
        Duration compiled = compiled(workshop);
        return List.of(
                new Result(
                        "First start",
                        told(FirstStart.time(workshop, muster), FirstStart.time(workshop, plain), compiled),
                        "`./muster` on a new data folder until ready, median of 3"),
                new Result(
                        "Warm start to first page",
                        told(FirstPage.time(workshop, muster), FirstPage.time(workshop, plain), compiled),
                        "`./muster` on a used data folder until `GET /sign-in` is answered, median of 3"),
                new Result(
                        "Idle memory",
                        told(IdleMemory.of(workshop, muster), IdleMemory.of(workshop, plain)),
                        "1,000 users synced from an account in another process, then a minute without requests; all resident pages of the JVM;"
                                + " median of 3; the heap may take a quarter of the machine"));
    }

    private static String told(Duration time, Duration plain, Duration compiled) {
        return String.format(
                Locale.ROOT,
                "%s; plainly %s, so %.2f of it; %.1f times `javac`",
                Stopwatch.seconds(time),
                Stopwatch.seconds(plain),
                ratio(time, plain),
                ratio(time, compiled));
    }

    private static String told(IdleMemory memory, IdleMemory plain) {
        return String.format(
                Locale.ROOT,
                "%d MB: JVM %d, PostgreSQL %d; plainly %d MB, so %.2f of it",
                memory.megabytes(),
                memory.java(),
                memory.postgres(),
                plain.megabytes(),
                (double) memory.megabytes() / plain.megabytes());
    }

    private static double ratio(Duration part, Duration whole) {
        return (double) part.toNanos() / whole.toNanos();
    }

    private static Duration compiled(Workshop workshop) throws IOException, InterruptedException {
        Path source = workshop.newFile("Small").resolveSibling("Small.java");
        Files.writeString(source, "class Small { void main() { IO.println(1); } }");
        return Stopwatch.median(compiled(workshop, source), compiled(workshop, source), compiled(workshop, source));
    }

    private static Duration compiled(Workshop workshop, Path source) throws IOException, InterruptedException {
        Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
        var stopwatch = new Stopwatch();
        workshop.run(workshop.home(), javac.toString(), "-d", source.resolveSibling("classes") + "", source + "");
        return stopwatch.elapsed();
    }
}
