package dev.muster.snapshot;

import dev.muster.connector.ConnectorSource;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.sheet.Glyphs;
import dev.muster.snapshot.sheet.Output;
import dev.muster.snapshot.sheet.OutputFailed;
import dev.muster.snapshot.sheet.Sheet;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/// `muster snapshot`: reads an account once and prints who has what access there.
@Command(name = "snapshot", sortOptions = false)
public final class SnapshotCommand implements Callable<Integer> {
    private final SourceOptions source;
    private final Map<String, String> environment;
    private final OutputStream out;
    private final PrintStream err;
    private final Terminal.Look terminal;

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "accounts",
            order = 1,
            converter = Names.OfWhat.class,
            description = "accounts, grants, teams, resources or certificate (default: ${DEFAULT-VALUE}).")
    private What what = What.ACCOUNTS;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 2,
            converter = Names.OfFormat.class,
            description = "table, csv, json or ndjson (default: table on a terminal, otherwise csv).")
    private @Nullable Format format;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 100,
            description = "Show this help.")
    private boolean help;

    /// Looked at here, because the usual complaint would repeat them, and one may be a token.
    @Unmatched
    private List<String> strangers = new ArrayList<>();

    private SnapshotCommand(
            SourceOptions source,
            Map<String, String> environment,
            OutputStream out,
            PrintStream err,
            Terminal.Look terminal) {
        this.source = source;
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /// The command for the process as it is, and the connector on its class path.
    public static CommandLine line() {
        return line(
                Installed.only(),
                System.getenv(),
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Terminal::look);
    }

    static CommandLine line(
            ConnectorSource source,
            Map<String, String> environment,
            OutputStream out,
            PrintStream err,
            Terminal.Look terminal) {
        var options = new SourceOptions(source);
        CommandSpec spec =
                CommandSpec.forAnnotatedObject(new SnapshotCommand(options, environment, out, err, terminal));
        options.addTo(spec);
        Help.write(spec, source.manual());
        return new CommandLine(spec);
    }

    static void main(String[] args) {
        // 1,200 is not 1.200 on machines of other countries.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(line().setCommandName("muster snapshot").execute(args));
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
        InstantSource clock = InstantSource.system();
        try (var connector = order.connector();
                var interruption = new Interruption();
                var progress = new Progress(err, terminal, clock)) {
            Output output = new Output(out, terminal.out() ? progress::erase : () -> {});
            Sheet sheet = format(terminal).sheet(what, output, terminal.width());
            RunCertificate certificate = new Snapshot(order, what, clock).print(sheet, progress::of);
            progress.close();
            Verdict verdict = Verdict.of(certificate, order.manual(), order.means());
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
        wanted.feeds(source.feeds());
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
                        + source.tokenVariable());
    }
}
