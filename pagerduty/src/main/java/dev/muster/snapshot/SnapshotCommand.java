package dev.muster.snapshot;

import dev.muster.pagerduty.PagerDutyOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/// `muster snapshot`: reads a PagerDuty account once and prints who has what access there.
@Command(
        name = "snapshot",
        sortOptions = false,
        description = {
            "Read a PagerDuty account once and print who has what access there. Needs no server and no database.",
            "",
            "The access token is taken from --token-file, else from PAGERDUTY_TOKEN, else asked for at the terminal."
                    + " It is never an argument, because every user of a machine can see those.",
            ""
        },
        footer = {
            "",
            "Columns, the same in every format:",
            "  accounts     id,name,email,state,role,role_title,teams,kind, then a column for each attribute",
            "  grants       account_id,account_name,account_email,resource_type,resource_id,resource_name,value,title,",
            "               privileged,through,attributes",
            "  teams        id,name,members,people, then a column for each attribute",
            "  resources    type,id,name,links,attributes",
            "  certificate  a row for each feed: state, counts, reason; credential, account, connector and times",
            "State of an account: active, invited; absent when only a team or the like names it; unknown when users were"
                    + " not read to the end. A JSON document holds the certificate beside the rows.",
            "",
            "Exit codes: 0 complete (an optional feed that plan or scope leave out does not count against it), 2 not"
                    + " understood, 3 credential refused, 4 incomplete (what was read is printed, the certificate says what is missing), 5 unreachable; 1 the"
                    + " rows could not be written, 130 stopped by Ctrl-C, 141 nobody reads the rows.",
            "",
            "Example: PAGERDUTY_TOKEN=... ./muster snapshot > access.csv"
        })
public final class SnapshotCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final OutputStream out;
    private final PrintStream err;
    private final Terminal.Look terminal;

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "accounts",
            converter = Names.OfWhat.class,
            description = "accounts, grants, teams, resources or certificate (default: ${DEFAULT-VALUE}).")
    private What what = What.ACCOUNTS;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Names.OfFormat.class,
            description = "table, csv, json or ndjson (default: table on a terminal, otherwise csv).")
    private @Nullable Format format;

    @Option(
            names = "--feeds",
            paramLabel = "FEEDS",
            defaultValue = "core",
            description = "core, standard, all, or names of feeds separated by commas; what they depend on is read too"
                    + " (default: core, who has access to what, without outgoing webhooks and the audit trail).")
    private String feeds = "core";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /// Looked at here, because the usual complaint would repeat them, and one may be a token.
    @Unmatched
    private List<String> strangers = new ArrayList<>();

    /// For the process as it is.
    public SnapshotCommand() {
        this(System.getenv(), new FileOutputStream(FileDescriptor.out), System.err, Terminal::look);
    }

    SnapshotCommand(Map<String, String> environment, OutputStream out, PrintStream err, Terminal.Look terminal) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    static void main(String[] args) {
        // 1,200 is not 1.200 on machines of other countries.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(new CommandLine(new SnapshotCommand())
                .setCommandName("muster snapshot")
                .execute(args));
    }

    /// @return the exit code
    @Override
    public Integer call() throws InterruptedException {
        try {
            return run(order(), terminal.at());
        } catch (Misused misused) {
            err.println(misused.getMessage());
            return Verdict.USAGE;
        }
    }

    private int run(Order order, Terminal terminal) {
        InstantSource clock = PagerDutyOptions.Time.REAL.clock();
        try (var connector = order.connector();
                var interruption = new Interruption();
                var progress = new Progress(err, terminal, clock)) {
            Output output = new Output(out, terminal.out() ? progress::erase : () -> {});
            Sheet sheet = format(terminal).sheet(what, output, terminal.width());
            Proof proof = new Snapshot(order, what, clock).print(sheet, progress::of);
            progress.close();
            Verdict verdict = Verdict.of(proof, order.means());
            verdict.lines().stream().map(Glyphs::printable).forEach(err::println);
            return verdict.exitCode();
        } catch (OutputFailed failed) {
            return notWritten(failed, terminal);
        }
    }

    /// The reader of a pipe may go when it has enough, as `head` does. That is no trouble to tell of.
    private int notWritten(OutputFailed failed, Terminal terminal) {
        if (terminal.pipe()) {
            return Verdict.NOBODY_READS;
        }
        err.printf(
                "What was read could not be written (%s), so the output is cut off. Make room or name another place.%n",
                failed.why());
        return Verdict.NOT_WRITTEN;
    }

    private Format format(Terminal terminal) {
        if (format != null) {
            return format;
        }
        return terminal.out() ? Format.TABLE : Format.CSV;
    }

    private Order order() throws Misused, InterruptedException {
        refuseStrangers();
        Wanted wanted = source.wanted(environment, err);
        wanted.feeds(feeds);
        return wanted.order();
    }

    private void refuseStrangers() throws Misused {
        if (strangers.isEmpty()) {
            return;
        }
        String first = strangers.getFirst().replaceAll("=.*", "");
        String what =
                first.matches("--[a-z][a-z-]{1,12}") ? first + " is no option" : "An argument belongs to no option";
        throw new Misused(
                what,
                "muster snapshot --help lists them; an access token is never an argument, give it in "
                        + TokenSource.VARIABLE);
    }
}
