package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server with a synced account of 1,000 users holds after a minute in which nobody asks for anything. Linux
/// only: pages that several processes share are counted once, by `/proc/PID/smaps_rollup`.
record IdleMemory() implements Measurement {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("memory");
        try (MusterProcess server = MusterProcess.start(workshop, data, "demo", "--users", "1000", "--teams", "40")) {
            ServerApi.of(workshop, server.awaitDemo(data)).awaitFirstRun();
            Thread.sleep(IDLE);
            return List.of(new Result(
                    "Idle memory",
                    "JVM %d MB, PostgreSQL %d MB"
                            .formatted(
                                    megabytes(List.of(server.handle())),
                                    megabytes(server.handle().descendants().toList())),
                    "1,000 users synced, then a minute without requests; the JVM sizes its heap by the machine"));
        }
    }

    private static long megabytes(List<ProcessHandle> processes) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle process : processes) {
            kilobytes += kilobytes(process.pid());
        }
        return kilobytes / 1024;
    }

    private static long kilobytes(long pid) throws IOException {
        try {
            Matcher share = SHARE.matcher(Files.readString(Path.of("/proc/%d/smaps_rollup".formatted(pid))));
            return share.find() ? Long.parseLong(share.group(1)) : 0;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
