package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every statement in the sources keeps to. Which tables hold tenant data is read from the migrations.
class SqlSourcesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"", Pattern.DOTALL);
    private static final Pattern WALLED = Pattern.compile("(?m)^call tenant_wall\\('(\\w+)'");

    /// Text of a source file between quotation marks.
    private record Literal(Path file, String text) {
        boolean matches(Pattern pattern) {
            return pattern.matcher(text).find();
        }

        boolean isIn(String... files) {
            return Set.of(files).contains(String.valueOf(file.getFileName()));
        }

        @Override
        public String toString() {
            return SOURCES.relativize(file) + ": " + text.strip();
        }
    }

    @Test
    void every_statement_on_tenant_data_names_the_tenant() {
        Pattern touches = touches();

        List<Literal> statements = literals().filter(it -> it.matches(touches)).toList();

        assertThat(statements).hasSizeGreaterThan(50);
        assertThat(statements.stream().filter(it -> !it.text().contains("tenant_id")))
                .isEmpty();
    }

    /// A table read without its tenant would have to be asked for on every machine, were tenants spread over many.
    @Test
    void every_table_of_tenant_data_in_a_statement_is_asked_for_by_its_tenant() {
        Pattern touches = touches();
        Pattern tenant = Pattern.compile("\\btenant_id\\b");

        assertThat(literals()
                        .filter(it -> it.matches(touches))
                        .filter(it -> count(tenant, it.text()) < count(touches, it.text())))
                .isEmpty();
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    @Test
    void only_a_publication_writes_what_is_published() {
        Pattern writes = Pattern.compile(
                "\\b(insert into|update|delete from|merge into|copy)\\s+(account|resource|access_grant|link|change_record|unread_fact)\\b");

        List<Literal> writing = literals().filter(it -> it.matches(writes)).toList();

        assertThat(writing).hasSizeGreaterThan(10);
        // What Publication has written for it; and data of an integration that somebody deleted goes with it.
        assertThat(writing.stream()
                        .filter(it -> !it.isIn(
                                "AccountFacts.java",
                                "ResourceFacts.java",
                                "GrantFacts.java",
                                "LinkFacts.java",
                                "UnreadFacts.java",
                                "ChangeRecords.java",
                                "AccessDeletion.java")))
                .isEmpty();
    }

    /// What goes with the years is decided by one function of the database, which looks at what is folded.
    @Test
    void only_folding_asks_for_old_facts_to_go() {
        assertThat(literals().filter(it -> it.text().contains("fold_facts(")))
                .allMatch(it -> it.isIn("Folding.java"))
                .isNotEmpty();
    }

    @Test
    void a_name_of_a_tenant_table_in_the_migrations_is_found() {
        assertThat(tenantTables()).contains("member", "audit_entry", "account", "access_grant", "sync_run");
    }

    private static Pattern touches() {
        return Pattern.compile("\\b(from|join|into|update|using|copy)\\s+(only\\s+)?(%s)\\b(?!\\s+of\\b)"
                .formatted(String.join("|", tenantTables())));
    }

    private static Stream<Literal> literals() {
        return sources()
                .flatMap(file -> LITERAL.matcher(read(file))
                        .results()
                        .map(found -> new Literal(file, text(found).toLowerCase(Locale.ROOT))));
    }

    private static String text(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    private static List<String> tenantTables() {
        return list(MIGRATIONS).stream()
                .flatMap(file -> WALLED.matcher(read(file)).results())
                .map(wall -> wall.group(1))
                .toList();
    }

    private static Stream<Path> sources() {
        return list(SOURCES).stream().filter(file -> file.toString().endsWith(".java"));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
