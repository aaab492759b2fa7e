package dev.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Counted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActionWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/muster");
    private static final Pattern DOTTED = Pattern.compile("\"([a-z]+\\.[a-z_]+)\"");
    private static final Pattern FILE = Pattern.compile(".*\\.(csv|js|jsonl?|xlsx|txt|zip)");
    private static final Actor ANA = new Actor(Actor.Kind.USER, null, "Ana Lima");

    @Test
    void every_action_that_is_recorded_has_words_and_no_other_has() throws IOException {
        Set<String> recorded = recorded();

        assertThat(ActionWords.actions()).containsExactlyInAnyOrderElementsOf(recorded);
        Counted.tell(
                "catalogue-record", "Catalogue: %d actions are recorded, each in words".formatted(recorded.size()));
    }

    @Test
    void every_action_belongs_to_a_group() {
        assertThat(ActionWords.actions())
                .allMatch(action -> ActionGroup.ofAction(action).isPresent());
    }

    @Test
    void an_entry_is_a_sentence_with_its_details() {
        Map<String, String> details = Map.of("before", "Reviewer", "after", "$1 {role}");

        assertThat(sentence(ANA, "member.role_changed", "Priya", details))
                .isEqualTo("Ana Lima changed the role of Priya from Reviewer to $1 {role}");
    }

    @Test
    void a_moment_is_told_as_its_day() {
        assertThat(sentence(ANA, "integration.deleted", "EU", Map.of("keptUntil", "2026-12-31T23:59:59.5Z")))
                .isEqualTo("Ana Lima deleted EU, which can be restored until 31 Dec 2026");
    }

    @Test
    void what_an_entry_lacks_is_left_out_of_its_sentence() {
        assertThat(sentence(ANA, "member.role_changed", "Priya", Map.of("after", "Auditor")))
                .isEqualTo("Ana Lima changed the role of Priya");
    }

    @Test
    void an_action_of_another_version_is_named() {
        assertThat(sentence(Actor.OPERATOR, "key.rotated", "Acme", Map.of()))
                .isEqualTo("The operator did key.rotated on Acme");
    }

    private static String sentence(Actor actor, String action, String subject, Map<String, String> details) {
        return Sentence.of(new AuditEntry(1, Instant.EPOCH, actor, action, subject, details, null))
                .text();
    }

    /// What looks like an action in a class that records, and what begins like one elsewhere.
    private static Set<String> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("ActionWords.java"))
                    // Its words are told to others and look like actions.
                    .filter(file -> !file.endsWith("WebhookEvent.java"))
                    .map(ActionWordsTest::read)
                    .flatMap(ActionWordsTest::actions)
                    .toList());
        }
    }

    private static Stream<String> actions(String source) {
        boolean records = source.contains("AuditTrail");
        return DOTTED.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(text -> !FILE.matcher(text).matches())
                .filter(text -> records || ActionGroup.ofAction(text).isPresent());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
