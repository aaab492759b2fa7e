package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server with a synced account of 1,000 users holds after a minute in which nobody asks for anything. Linux
/// only: pages that several processes share are counted once, by `/proc/PID/smaps_rollup`.
///
/// @param java     megabytes
/// @param postgres megabytes
record IdleMemory(long java, long postgres) {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    static IdleMemory of(Workshop workshop, Program program) throws IOException, InterruptedException {
        Path data = workshop.newFolder("memory");
        try (MusterProcess server =
                MusterProcess.start(workshop, program, data, Map.of(), "demo", "--users", "1000", "--teams", "40")) {
            ServerApi.of(workshop, server.awaitDemo(data)).awaitFirstRun();
            Thread.sleep(IDLE);
            return new IdleMemory(
                    megabytes(List.of(server.handle())),
                    megabytes(server.handle().descendants().toList()));
        }
    }

    long megabytes() {
        return java + postgres;
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
