package dev.muster.snapshot;

import dev.muster.WatchedAccount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command `snapshot` of the same program, reading what the server reads.
final class Command {
    private Command() {}

    /// @param code the exit code
    /// @param err  standard error
    record Taken(int code, JsonNode document, String err) {
        JsonNode certificate() {
            return document.get("certificate");
        }
    }

    static Taken read(WatchedAccount watched, String what) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = SnapshotCommand.line(
                        Installed.only(),
                        Map.of("PAGERDUTY_TOKEN", watched.pagerDuty().token()),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        () -> Terminal.NONE)
                .execute(
                        "--api",
                        watched.pagerDuty().uri().toString(),
                        "--feeds",
                        "standard",
                        "--what",
                        what,
                        "--format",
                        "json");
        return new Taken(
                code,
                JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8)),
                err.toString(StandardCharsets.UTF_8));
    }
}
