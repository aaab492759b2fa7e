package dev.muster.simulator;

import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster simulate`: a simulated PagerDuty account by itself, until somebody ends it.
@Command(
        name = "simulate",
        sortOptions = false,
        description = "Start a simulated PagerDuty account on this machine, to try a reading without a real one.",
        footer = {"", "It prints its address, its keys and a command that reads it. Ctrl-C ends it."})
public final class SimulateCommand implements Callable<Integer> {
    private static final int NOT_STARTED = 1;
    private static final int LONGEST_LATENCY_MS = 60_000;

    private final PrintStream out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--users", paramLabel = "N", defaultValue = "250", description = "Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(names = "--teams", paramLabel = "N", defaultValue = "24", description = "Default: ${DEFAULT-VALUE}.")
    private int teams;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "The same numbers give the same account, down to the last id (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Milliseconds it takes for an answer (default: ${DEFAULT-VALUE}).")
    private int latency;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            defaultValue = "960",
            description = "Requests a key may send in a minute; PagerDuty allows ${DEFAULT-VALUE}.")
    private int requestsPerMinute;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "us",
            description = "us or eu: whose keys are known and whose addresses are named (default: ${DEFAULT-VALUE}).")
    private String region = "us";

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "advanced",
            description = "advanced or basic: whether the plan has Advanced Permissions (default: ${DEFAULT-VALUE}).")
    private String tier = "advanced";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Something readers stumble over; may be given several times.")
    private List<String> scenarios = List.of();

    @Option(names = "--list-scenarios", description = "Print the scenarios and end.")
    private boolean listScenarios;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /// For the process as it is.
    public SimulateCommand() {
        this(System.out);
    }

    SimulateCommand(PrintStream out) {
        this.out = out;
    }

    static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH);
        System.exit(new CommandLine(new SimulateCommand())
                .setCommandName("muster simulate")
                .execute(args));
    }

    /// Answers until the thread is interrupted or the process ends.
    ///
    /// @return the exit code of an account that could not be started
    @Override
    public Integer call() throws InterruptedException {
        if (listScenarios) {
            Arrays.stream(Pitfall.values()).forEach(known -> out.printf("%-20s %s%n", known.id(), known.what()));
            return 0;
        }
        SimulatedAccount account = account();
        List<Pitfall> pitfalls = scenarios.stream().map(this::pitfall).toList();
        PagerDutySimulator.Options options = options();
        try (PagerDutySimulator simulator = PagerDutySimulator.start(account, options)) {
            pitfalls.forEach(pitfall -> pitfall.into(simulator));
            out.printf(
                    "A simulated PagerDuty account in the region %s: %,d users, %,d teams, seed %d%n",
                    region, users, teams, seed);
            new Introduction(simulator, out).print();
            new CountDownLatch(1).await();
            return 0;
        } catch (UncheckedIOException taken) {
            System.err.println(taken.getMessage() + ".");
            return NOT_STARTED;
        }
    }

    private SimulatedAccount account() {
        try {
            return switch (tier) {
                case "advanced" -> SimulatedAccount.of(users, teams, seed);
                case "basic" -> SimulatedAccount.ofBasicTier(users, teams, seed);
                default ->
                    throw new IllegalArgumentException(
                            "There is no tier '%s'; choose advanced or basic".formatted(tier));
            };
        } catch (IllegalArgumentException outOfBounds) {
            throw misused(outOfBounds);
        }
    }

    private Pitfall pitfall(String id) {
        require(
                users >= Pitfall.SMALLEST && teams > 0,
                "Scenarios need %d users or more and a team".formatted(Pitfall.SMALLEST));
        return Pitfall.of(id)
                .orElseThrow(() -> misused(new IllegalArgumentException(
                        "There is no scenario '%s'; --list-scenarios names them".formatted(id))));
    }

    private PagerDutySimulator.Options options() {
        require(port >= 0 && port <= 65_535, "There is no port %d; choose from 0 to 65535".formatted(port));
        require(latency <= LONGEST_LATENCY_MS, "An answer may take up to %,d ms".formatted(LONGEST_LATENCY_MS));
        try {
            return PagerDutySimulator.Options.defaults()
                    .withPort(port)
                    .withLatency(Duration.ofMillis(latency))
                    .withRequestsPerMinute(requestsPerMinute)
                    .withRegion(chosenRegion());
        } catch (IllegalArgumentException outOfBounds) {
            throw misused(outOfBounds);
        }
    }

    private Region chosenRegion() {
        return Arrays.stream(Region.values())
                .filter(known -> known.id().equals(region))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no region '%s'; choose us or eu".formatted(region)));
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }

    private ParameterException misused(IllegalArgumentException cause) {
        return new ParameterException(spec.commandLine(), String.valueOf(cause.getMessage()), cause);
    }
}
