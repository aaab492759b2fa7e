package dev.muster.snapshot;

import dev.muster.simulator.PagerDutySimulator;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Types `muster snapshot` with some arguments into this process, and keeps what comes out.
public final class Shell {
    public static final String TOKEN = "PAGERDUTY_TOKEN";

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Terminal terminal = Terminal.NONE;

    /// @param code the exit code
    /// @param out  standard output
    /// @param err  standard error
    record Result(int code, String out, String err) {
        /// All that anybody can read.
        String said() {
            return out + err;
        }

        List<List<String>> csv() {
            return StrictCsv.read(out);
        }

        JsonText.Fields json() {
            return JsonText.parse(out);
        }
    }

    public Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Shell at(Terminal other) {
        terminal = other;
        return this;
    }

    Result run(String... args) {
        return run(out, args);
    }

    /// @param target takes the rows instead
    Result run(OutputStream target, String... args) {
        var err = new ByteArrayOutputStream();
        try (var errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int code = SnapshotCommand.line(Installed.only(), environment, target, errors, () -> terminal)
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                    .execute(args);
            return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    /// Reads a simulated account with its account key.
    static Result read(PagerDutySimulator pagerduty, String... args) {
        return new Shell().set(TOKEN, pagerduty.token()).run(at(pagerduty, args));
    }

    /// The arguments that name the account's address, and others.
    public static String[] at(PagerDutySimulator pagerduty, String... args) {
        return Stream.concat(Stream.of("--api", pagerduty.uri().toString()), Stream.of(args))
                .toArray(String[]::new);
    }
}
