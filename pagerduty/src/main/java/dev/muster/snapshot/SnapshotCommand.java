package dev.muster.snapshot;

import dev.muster.connector.Secret;
import dev.muster.pagerduty.PagerDutyOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
                    + " not read. A JSON document holds the certificate beside the rows.",
            "",
            "Exit codes: 0 complete (an optional feed that plan or scope leave out does not count against it), 2 not"
                    + " understood, 3 credential refused, 4 incomplete (what was read is printed), 5 unreachable; 1 the"
                    + " rows could not be written, 130 stopped by Ctrl-C, 141 nobody reads the rows.",
            "",
            "Example: PAGERDUTY_TOKEN=... ./muster snapshot > access.csv"
        })
public final class SnapshotCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final OutputStream out;
    private final PrintStream err;

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

    @Option(names = "--region", paramLabel = "REGION", description = "us or eu (default: us).")
    private @Nullable String region;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Another address of the API: one of this machine, or one listed in MUSTER_PAGERDUTY_HOSTS.")
    private @Nullable String api;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File that holds the access token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--subdomain",
            paramLabel = "NAME",
            description =
                    "Read as a scoped OAuth app of this account (acme for acme.pagerduty.com), whose id and secret"
                            + " are in PAGERDUTY_CLIENT_ID and PAGERDUTY_CLIENT_SECRET.")
    private @Nullable String subdomain;

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
        this(System.getenv(), new FileOutputStream(FileDescriptor.out), System.err);
    }

    SnapshotCommand(Map<String, String> environment, OutputStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
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
            return run(wanted());
        } catch (Misused misused) {
            err.println(misused.getMessage());
            return Verdict.USAGE;
        }
    }

    private int run(Wanted wanted) throws InterruptedException {
        Terminal terminal = Terminal.look();
        InstantSource clock = PagerDutyOptions.Time.REAL.clock();
        try (var interruption = new Interruption();
                var progress = new Progress(err, terminal, clock)) {
            Output output = new Output(out, terminal.out() ? progress::erase : () -> {});
            Sheet sheet = format(terminal).sheet(what, output, terminal.width());
            Proof proof =
                    new Snapshot(wanted.connector(), wanted.configuration(), what, clock).print(sheet, progress::of);
            progress.close();
            Verdict verdict = Verdict.of(proof);
            err.println(verdict.line());
            return verdict.exitCode();
        } catch (OutputFailed failed) {
            return notWritten(failed);
        }
    }

    private int notWritten(OutputFailed failed) {
        if (failed.isNobodyReading()) {
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

    private Wanted wanted() throws Misused, InterruptedException {
        refuseStrangers();
        Wanted wanted = place();
        wanted.feeds(feeds);
        addCredential(wanted);
        return wanted;
    }

    private Wanted place() throws Misused {
        if (api == null) {
            return Wanted.in(region == null ? "us" : region);
        }
        if (region != null) {
            throw new Misused("--api and --region both say where to read", "Leave one of them out");
        }
        return Wanted.at(ApiAddress.allowed(api, environment));
    }

    private void addCredential(Wanted wanted) throws Misused, InterruptedException {
        if (subdomain == null) {
            wanted.accessToken(new TokenSource(environment, err).token(tokenFile));
            return;
        }
        if (tokenFile != null) {
            throw new Misused("--subdomain reads as an app and --token-file with a token", "Leave one of them out");
        }
        wanted.application(variable("PAGERDUTY_CLIENT_ID"), Secret.of(variable("PAGERDUTY_CLIENT_SECRET")), subdomain);
    }

    private String variable(String name) throws Misused {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new Misused("--subdomain needs %s in the environment".formatted(name), "Set it and try again");
        }
        return value;
    }

    private void refuseStrangers() throws Misused {
        if (strangers.isEmpty()) {
            return;
        }
        String first = strangers.getFirst().replaceAll("=.*", "");
        String what = first.startsWith("-") ? first + " is no option" : "An argument belongs to no option";
        throw new Misused(
                what,
                "muster snapshot --help lists them; an access token is never an argument, give it in "
                        + TokenSource.VARIABLE);
    }
}
