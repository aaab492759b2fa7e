package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import dev.muster.simulator.account.AccountSizes;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a server that has synced an account of 1,000 users holds after a minute in which nobody asks for anything.
/// The account lives in this process, so that it is not counted. Linux only.
///
/// Of the server itself every resident page counts, also those of Java that other processes here use too. Of PostgreSQL
/// the pages its processes share count once; its shared memory counts as the machine does it, since what an ended
/// connection has used of it belongs to no process any more.
///
/// @param java     megabytes
/// @param postgres megabytes
record IdleMemory(long java, long postgres) {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final AccountSizes SIZES = AccountSizes.of(1_000, 40);
    private static final Path MACHINE = Path.of("/proc/meminfo");

    /// The median of three.
    static IdleMemory of(Workshop workshop, Program program) throws IOException, InterruptedException {
        return Stream.of(once(workshop, program), once(workshop, program), once(workshop, program))
                .sorted(Comparator.comparing(IdleMemory::megabytes))
                .toList()
                .get(1);
    }

    private static IdleMemory once(Workshop workshop, Program program) throws IOException, InterruptedException {
        Path data = workshop.newFolder("memory");
        String token;
        try (MusterProcess demo = MusterProcess.start(workshop, data, "demo", "--users", "20", "--teams", "2")) {
            token = demo.awaitDemo(data).get("apiToken").asString();
        }
        long sharedBefore = kilobytes(MACHINE, "Shmem");
        try (var far = PagerDutySimulator.start(Accounts.of(SIZES), Options.defaults());
                MusterProcess server = MusterProcess.start(
                        workshop, program, data, Map.of("MUSTER_PAGERDUTY_HOSTS", "" + far.uri()), "serve")) {
            ServerApi api = new ServerApi(workshop, server.awaitUrl(), token);
            api.awaitFirstRun(api.connect(far, "Measured"));
            Thread.sleep(IDLE);
            long shared = kilobytes(MACHINE, "Shmem") - sharedBefore;
            return new IdleMemory(
                    kilobytes(pages(server.handle()), "Rss") / 1024,
                    (shared + ownOf(server.handle().descendants().toList())) / 1024);
        }
    }

    long megabytes() {
        return java + postgres;
    }

    /// Without the shared memory.
    private static long ownOf(List<ProcessHandle> processes) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle process : processes) {
            kilobytes += kilobytes(pages(process), "Pss") - kilobytes(pages(process), "Pss_Shmem");
        }
        return kilobytes;
    }

    private static Path pages(ProcessHandle process) {
        return Path.of("/proc/%d/smaps_rollup".formatted(process.pid()));
    }

    private static long kilobytes(Path file, String what) throws IOException {
        try {
            Matcher line = Pattern.compile("(?m)^" + what + ":\\s+(\\d+) kB").matcher(Files.readString(file));
            return line.find() ? Long.parseLong(line.group(1)) : 0;
        } catch (FileSystemException ended) {
            // A process that ended since it was listed has no file, or one that answers "No such process".
            return 0;
        }
    }
}
