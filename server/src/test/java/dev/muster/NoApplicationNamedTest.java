package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The server knows applications by what their connectors say of themselves, so its sources name no word of one:
/// neither its name, nor the types and levels it has. What an account, a group or a duty is called comes with the
/// description.
class NoApplicationNamedTest {
    private static final Path SOURCES = Path.of("src", "main");
    /// Where connectors are installed, by name, and the demo with its simulated account.
    private static final Set<String> MAY = Set.of(
            // A connector itself, which has types of its own.
            "java/dev/muster/custom/CustomApplication.java",
            "java/dev/muster/integration/InstalledConnectors.java",
            "java/dev/muster/integration/PagerDutySettings.java",
            "java/dev/muster/integration/package-info.java");
    /// Migrations that were applied are never touched.
    private static final List<String> LEFT_OUT = List.of("java/dev/muster/demo/", "resources/db/migration/");

    private static final List<Pattern> WORDS = Stream.of(
                    "pagerduty",
                    "escalation",
                    "licen[cs]e",
                    "stakeholder",
                    "['\"](?-i:teams?|schedules?|on_call|oauth_client|business_services?|limited_user|rotation)['\"]",
                    // The product's own word for a login, unless a statement or a key takes it for
                    // a type.
                    "type\\s*(=|<>|in\\s*\\()\\s*'(account|user)'",
                    "(Key|entitlement|title|Level\\.of|equals)\\(([a-zA-Z]+, )?\"(account|user)\"",
                    "String [A-Z_]+ = \"(account|user)\"")
            .map(word -> Pattern.compile(word, Pattern.CASE_INSENSITIVE))
            .toList();

    @Test
    void no_source_names_a_word_of_an_application() throws IOException {
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            List<Path> files = tree.filter(NoApplicationNamedTest::isGeneral).toList();

            assertThat(files).hasSizeGreaterThan(300);
            assertThat(files.stream().flatMap(NoApplicationNamedTest::named)).isEmpty();
        }
    }

    @Test
    void what_it_looks_for_is_found() {
        assertThat(Stream.of(
                        "/// Reads Pagerduty.",
                        "and g.resource_type = 'account' and g.value = :role",
                        "where r.type='team'",
                        "count(*) filter (where type = 'team') as groups",
                        "new Key(\"account\", id)",
                        "Level.of(application, \"account\", value)",
                        "private static final String WHOLE = \"account\";",
                        "<p>On no schedule and no escalation policy.</p>",
                        "one.more().get(\"schedule\")",
                        "'licence'"))
                .allMatch(NoApplicationNamedTest::namesAWord);
        assertThat(Stream.of(
                        "Figures.counted(view.total(), \"account\", \"accounts\")",
                        ".param(\"account\", account.id())",
                        "where p.kind in ('account', 'grant')",
                        "/// When the daily schedule starts the next run."))
                .noneMatch(NoApplicationNamedTest::namesAWord);
    }

    private static boolean isGeneral(Path file) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        return name.matches(".*\\.(java|jte|sql|ya?ml|properties|js|css)")
                && !MAY.contains(name)
                && LEFT_OUT.stream().noneMatch(name::startsWith);
    }

    private static Stream<String> named(Path file) {
        List<String> lines = lines(file);
        return IntStream.range(0, lines.size())
                .filter(line -> namesAWord(lines.get(line)))
                .mapToObj(line ->
                        "%s:%d %s".formatted(file, line + 1, lines.get(line).strip()));
    }

    private static boolean namesAWord(String line) {
        return WORDS.stream().anyMatch(word -> word.matcher(line).find());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
