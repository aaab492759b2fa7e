package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said of OWASP's standard leaves nothing out, counts rightly, and names what exists.
class AsvsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COUNTS = Pattern.compile("\\| ([12]) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|");
    private static final Pattern LACKING = Pattern.compile("\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| [^|]+ \\|");
    private static final Pattern ROW = Pattern.compile(
            "\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| [^|]+ \\| (met|not applicable|not met) \\| ([^|]+) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    /// Each line a chapter, a level, and the numbers that the standard has there: version 5.0.0, without chapter 17.
    private static final String STANDARD = """
            1 1 2.1 2.2 2.3 2.4 2.5 3.1 3.2 5.1
            1 2 1.1 1.2 2.6 2.7 2.8 2.9 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 3.11 4.1 4.2 4.3 5.2
            2 1 1.1 2.1 2.2 3.1
            2 2 1.2 1.3 2.3 3.2 3.3 3.4 4.1
            3 1 2.1 2.2 3.1 4.1 4.2 5.1 5.2 5.3
            3 2 3.2 3.3 3.4 4.3 4.4 4.5 4.6 5.4 5.5 7.1 7.2
            4 1 1.1 4.1
            4 2 1.2 1.3 2.1 3.1 3.2 4.2 4.3 4.4
            5 1 2.1 2.2 3.1 3.2
            5 2 1.1 2.3 4.1 4.2 4.3
            6 1 1.1 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 3.1 3.2 4.1 4.2
            6 2 1.2 1.3 2.9 2.10 2.11 2.12 3.3 3.4 4.3 4.4 5.1 5.2 5.3 5.4 5.5 6.1 6.2 6.3 8.1 8.2 8.3 8.4
            7 1 2.1 2.2 2.3 2.4 4.1 4.2
            7 2 1.1 1.2 1.3 3.1 3.2 4.3 4.4 4.5 5.1 5.2 6.1 6.2
            8 1 1.1 2.1 2.2 3.1
            8 2 1.2 2.3 4.1
            9 1 1.1 1.2 1.3 2.1
            9 2 2.2 2.3 2.4
            10 1 4.1 4.2 4.3 4.4 4.5
            10 2 1.1 1.2 2.1 2.2 3.1 3.2 3.3 3.4 4.6 4.7 4.8 4.9 4.10 4.11 5.1 5.2 5.3 5.4 5.5 6.1 6.2 7.1 7.2 7.3
            11 1 3.1 3.2 4.1
            11 2 1.1 1.2 2.1 2.2 2.3 3.3 4.2 4.3 4.4 5.1 6.1
            12 1 1.1 2.1 2.2
            12 2 1.2 1.3 3.1 3.2 3.3 3.4
            13 1 4.1
            13 2 1.1 2.1 2.2 2.3 2.4 2.5 3.1 3.2 4.2 4.3 4.4 4.5
            14 1 2.1 3.1
            14 2 1.1 1.2 2.2 2.3 2.4 3.2 3.3
            15 1 1.1 2.1 3.1
            15 2 1.2 1.3 2.2 2.3 3.2 3.3 3.4 3.5 3.6 3.7
            16 2 1.1 2.1 2.2 2.3 2.4 2.5 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2 5.3
            """;

    private record Row(String number, String level, String state, String shownBy) {
        private static Optional<Row> of(String line) {
            Matcher row = ROW.matcher(line);
            return row.matches()
                    ? Optional.of(new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
                    : Optional.empty();
        }

        private boolean is(String state) {
            return this.state.equals(state);
        }

        private List<String> files() {
            return quoted().filter(text -> text.contains("/") || text.endsWith(".xml"))
                    .toList();
        }

        private List<String> classes() {
            return quoted().filter(text -> CLASS.matcher(text).matches()).toList();
        }

        private Stream<String> quoted() {
            return QUOTED.matcher(shownBy).results().map(quoted -> quoted.group(1));
        }
    }

    @Test
    void every_requirement_of_both_levels_is_there_once() throws IOException {
        assertThat(rows().stream().map(row -> named(row.number(), row.level())))
                .containsExactlyInAnyOrderElementsOf(standard());
    }

    @Test
    void the_counts_on_top_are_those_of_the_rows() throws IOException {
        List<Row> rows = rows();

        assertThat(lines(COUNTS, counts -> counts.group())).containsExactly(counted("1", rows), counted("2", rows));
    }

    @Test
    void what_is_not_met_is_listed_with_its_reason() throws IOException {
        List<String> lacking = rows().stream()
                .filter(row -> row.is("not met"))
                .map(row -> named(row.number(), row.level()))
                .toList();

        assertThat(lines(LACKING, line -> named(line.group(1), line.group(2)))).isEqualTo(lacking);
    }

    @Test
    void what_is_met_names_a_class_or_a_file_and_each_that_is_named_exists() throws IOException {
        Set<String> classes = classes();

        for (Row row : rows()) {
            assertThat(row.classes()).as(row.number()).isSubsetOf(classes);
            assertThat(row.files()).as(row.number()).allMatch(file -> Files.exists(ROOT.resolve(file)));
            assertThat(row.is("met") && row.files().isEmpty() && row.classes().isEmpty())
                    .as("%s is met and names nothing", row.number())
                    .isFalse();
        }
    }

    @Test
    void each_test_that_the_threat_model_names_exists() throws IOException {
        List<String> tests = TEST.matcher(Files.readString(ROOT.resolve("docs/threat-model.md")))
                .results()
                .map(named -> named.group(1))
                .toList();

        assertThat(tests).hasSizeGreaterThan(20).isSubsetOf(classes());
    }

    private static String counted(String level, List<Row> rows) {
        List<Row> ofLevel =
                rows.stream().filter(row -> row.level().equals(level)).toList();
        return Stream.of("met", "not applicable", "not met")
                .map(state -> " %d |"
                        .formatted(ofLevel.stream().filter(row -> row.is(state)).count()))
                .reduce("| " + level + " |", String::concat);
    }

    private static String named(String number, String level) {
        return "%s of level %s".formatted(number, level);
    }

    private static List<String> standard() {
        return STANDARD.lines()
                .map(line -> List.of(line.split(" ")))
                .flatMap(line -> line.stream().skip(2).map(number -> named(line.get(0) + "." + number, line.get(1))))
                .toList();
    }

    private static List<Row> rows() throws IOException {
        return page().map(Row::of).flatMap(Optional::stream).toList();
    }

    /// What is made of each line that is of one form.
    private static List<String> lines(Pattern form, Function<Matcher, String> made) throws IOException {
        return page().map(form::matcher).filter(Matcher::matches).map(made).toList();
    }

    private static Stream<String> page() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/asvs.md")).stream();
    }

    /// Names of the Java files of all modules.
    private static Set<String> classes() throws IOException {
        var classes = new HashSet<String>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .forEach(classes::add);
                }
            }
        }
        return classes;
    }
}
