package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.snapshot.sheet.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/snapshot.md` says what is so.
class GuideTest {
    private static final Path GUIDE = Path.of("").toAbsolutePath().resolveSibling("docs/snapshot.md");
    private static final Pattern COMMAND = Pattern.compile("\\bmuster snapshot ([^>\\n]*)");
    private static final Pattern CODE = Pattern.compile("^\\| ([0-9]+) \\|", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    @Test
    void its_commands_run() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThan(5);
        try (var pagerduty = simulator()) {
            for (String command : commands) {
                var result = Shell.read(pagerduty, withoutTokenFile(command));

                assertThat(result.code()).as(command).isZero();
                assertThat(result.err()).startsWith("Complete: ");
            }
        }
    }

    @Test
    void it_names_the_columns_as_they_are() throws IOException {
        String guide = Files.readString(GUIDE);
        try (var pagerduty = simulator()) {
            for (What what : What.values()) {
                String columns = Shell.read(pagerduty, "--what", Words.lower(what)).csv().getFirst().stream()
                        .limit(8)
                        .reduce((before, next) -> before + "," + next)
                        .orElseThrow();

                assertThat(guide).contains("| " + Words.lower(what) + " | ");
                assertThat(columns).startsWith(named(guide, what));
            }
        }
    }

    @Test
    void it_names_every_option_and_exit_code_and_no_other() throws IOException {
        String help = new Shell().run("--help").out();
        String guide = Files.readString(GUIDE);

        assertThat(found(OPTION, guide))
                .isSubsetOf(found(OPTION, help).toList())
                .contains("--token-file", "--identity");
        assertThat(CODE.matcher(guide).results().map(code -> Integer.parseInt(code.group(1))))
                .containsExactly(
                        Verdict.COMPLETE,
                        Verdict.NOT_WRITTEN,
                        Verdict.USAGE,
                        Verdict.REFUSED,
                        Verdict.INCOMPLETE,
                        Verdict.UNREACHABLE,
                        Verdict.STOPPED,
                        Verdict.NOBODY_READS);
    }

    /// The columns that come before the guide says that more follow, at most eight.
    private static String named(String guide, What what) {
        String row = guide.lines()
                .filter(line -> line.startsWith("| " + Words.lower(what) + " | ") && line.contains(","))
                .findFirst()
                .orElseThrow();
        String columns = row.replaceAll("[^`]*`([^`]*)`.*", "$1").replace(",...", "");
        return Stream.of(columns.split(","))
                .limit(8)
                .reduce((before, next) -> before + "," + next)
                .orElseThrow();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).distinct();
    }

    private static List<String> commands() throws IOException {
        return COMMAND.matcher(Files.readString(GUIDE))
                .results()
                .map(command -> command.group(1).strip())
                .toList();
    }

    private static String[] withoutTokenFile(String command) {
        return Stream.of(command.replace("--token-file token", "").split(" "))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    private static PagerDutySimulator simulator() {
        return PagerDutySimulator.start(
                SimulatedAccount.of(30, 3, 7),
                PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
    }
}
