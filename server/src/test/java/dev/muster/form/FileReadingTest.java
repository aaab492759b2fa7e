package dev.muster.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Findings.Check;
import dev.muster.form.Judged.Rejected;
import dev.muster.table.BadFile;
import dev.muster.table.Line;
import dev.muster.table.TableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows become accounts, resources and grants, or are told with their reason.
class FileReadingTest {
    private static final String HEADING = "Mail,Name,Module,Level,Used\n";

    @TempDir
    private Path folder;

    @Test
    void a_row_is_rejected_with_its_number_and_a_reason() throws Exception {
        var told = new Told();

        reading("""
                a@x.example,Ana,Expenses,View,20.11.2026
                A@x.example,Ana,Salaries,View,
                a@x.example,Ana,Expenses,View,21.11.2026
                ,Ben,Expenses,View,
                ben@x,Ben,Expenses,View,
                c@x.example,Cy,,View,
                c@x.example,Cy,Expenses,,
                d@x.example,Di,Expenses,View,11/20/2026
                d@x.example,Di,Expenses,View,31.02.2026
                e@x.example,E,Expenses,View,,more
                """ + "f@x.example," + "f".repeat(501) + ",Expenses,View,\n" + "g@x.example,G\u0007,Expenses,View,\n")
                .grants(told);

        assertThat(told.good)
                .containsExactly("2: a@x.example Expenses View 2026-11-20", "3: a@x.example Salaries View null");
        assertThat(told.rejected)
                .containsExactly(
                        "4: The same as row 2",
                        "5: Mail is empty",
                        "6: Not an e-mail address: ben@x",
                        "7: Module is empty",
                        "8: Level is empty",
                        "9: Used is no date as day.month.year: 11/20/2026",
                        "10: Used is no date as day.month.year: 31.02.2026",
                        "11: The row has more cells than there are columns",
                        "12: Name is longer than 500 characters",
                        "13: Name holds a line break or another character that cannot be shown");
    }

    /// The rows alone take more than all the memory there is: nothing but a few bytes for each may be kept.
    @Test
    @Tag("processes")
    void a_file_is_read_in_less_memory_than_it_would_take() throws Exception {
        Path file = folder.resolve("large.csv");
        LargeFile.write(file, 60_000);

        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx22m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("60000 60000 500 60000\n");
        assertThat(reader.waitFor()).isZero();
    }

    @RepeatedTest(40)
    void every_row_is_stored_or_rejected(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        StringBuilder rows = new StringBuilder();
        int number = 1 + random.nextInt(300);
        for (int i = 0; i < number; i++) {
            rows.append(random.nextInt(10) == 0 ? "" : "u%d@x.example".formatted(random.nextInt(40)))
                    .append(",N,")
                    .append(random.nextInt(12) == 0 ? "" : "M" + random.nextInt(5))
                    .append(',')
                    .append(random.nextInt(12) == 0 ? "" : "L" + random.nextInt(3))
                    .append(random.nextInt(15) == 0 ? ",yesterday\n" : ",\n");
        }
        rows.append("sure@x.example,N,M,L,\n");
        Path file = write(rows.toString());

        Check check = Checking.of(
                TableFile.open(file), form(), Scan.of(TableFile.open(file)).rows());
        var told = new Told();
        new FileReading(TableFile.open(file), form()).grants(told);

        assertThat(check.read()).isEqualTo(number + 1);
        assertThat(check.stored() + check.rejected()).isEqualTo(check.read());
        assertThat(check.grants()).isEqualTo(check.stored()).isEqualTo(told.good.size());
        assertThat(check.rejected()).isEqualTo(told.rejected.size());
        assertThat(check.accounts()).isEqualTo(told.accounts.size());
        assertThat(told.rejected).allMatch(row -> row.matches("\\d+: .+"));
    }

    @Test
    void a_renamed_column_is_named() throws IOException {
        Path file = Files.writeString(
                folder.resolve("renamed.csv"), HEADING.replace("Mail", "E-mail") + "a@x.example,A,M,L,\n");

        assertThatThrownBy(() -> FileReading.requireColumns(TableFile.open(file), form()))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("The file has no column Mail (Account: e-mail)");
    }

    @Test
    void a_file_without_a_good_row_is_refused_with_its_first_reason() throws IOException {
        Path file = write("a@x,A,M,L,\n,B,M,L,\n");

        assertThatThrownBy(() -> Checking.of(TableFile.open(file), form(), 2))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("None of the 2 rows can be stored. Row 2: Not an e-mail address: a@x.");
    }

    @Test
    void the_columns_of_the_templates_are_understood_without_a_word() throws Exception {
        Path shortForm = Files.writeString(folder.resolve("access.csv"), Templates.access());
        Path longForm = folder.resolve("long.xlsx");
        try (var out = Files.newOutputStream(longForm)) {
            Templates.tables(out);
        }

        for (Path template : List.of(shortForm, longForm)) {
            TableFile file = TableFile.open(template);
            Findings found = Scan.of(file);
            FileForm proposed = ColumnsForm.proposed(found, null).form();

            assertThat(proposed.faults()).isEmpty();
            assertThat(Checking.of(file, proposed, found.rows()).rejected()).isZero();
            assertThat(StoredForm.read(StoredForm.write(proposed))).isEqualTo(proposed);
        }
    }

    @Test
    void the_columns_of_a_roster_are_understood_without_a_word() throws Exception {
        Path csv = Files.writeString(folder.resolve("roster.csv"), Templates.roster());
        Path xlsx = folder.resolve("roster.xlsx");
        try (var out = Files.newOutputStream(xlsx)) {
            Templates.roster(out);
        }
        for (Path template : List.of(csv, xlsx)) {
            TableFile file = TableFile.open(template);
            Findings found = Scan.of(file, true);
            FileForm proposed = ColumnsForm.proposed(found, null).form();
            List<Facts> people = new ArrayList<>();

            new FileReading(file, proposed).accounts(collecting(people));

            assertThat(proposed.faults()).isEmpty();
            assertThat(proposed.tables().getFirst().columns()).doesNotContainValue(Meaning.NOT_USED);
            assertThat(Checking.of(file, proposed, found.rows()).accounts()).isEqualTo(2);
            assertThat(people.getLast().attributes())
                    .containsEntry("emails", "b.carter@acme.example")
                    .containsEntry("end", "2026-12-31");
        }
    }

    @Test
    void three_tables_tell_owners_and_what_groups_hold() throws Exception {
        Path file = folder.resolve("long.xlsx");
        try (var out = Files.newOutputStream(file)) {
            Templates.tables(out);
        }
        TableFile table = TableFile.open(file);
        FileForm form = ColumnsForm.proposed(Scan.of(table), null).form();
        var reading = new FileReading(table, form);
        List<Facts> accounts = new ArrayList<>();
        List<Facts> resources = new ArrayList<>();
        List<Facts> grants = new ArrayList<>();

        reading.accounts(collecting(accounts));
        reading.resources(collecting(resources));
        reading.grants(collecting(grants));

        assertThat(accounts).extracting(Facts::accountName).containsExactly("Ana Lima", "Payroll export");
        assertThat(accounts).extracting(Facts::service).containsExactly(false, true);
        assertThat(resources).extracting(Facts::owner).containsExactly("", "Finance");
        assertThat(grants).extracting(Facts::group).containsExactly("", "Finance", "");
    }

    private static FileReading.Sink collecting(List<Facts> facts) {
        return new FileReading.Sink() {
            @Override
            public void good(int row, Facts fact) {
                facts.add(fact);
            }

            @Override
            public void rejected(int row, Line line, Rejected why) {
                throw new AssertionError(why);
            }
        };
    }

    private static final class Told implements FileReading.Sink {
        private final List<String> good = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();
        private final Set<String> accounts = new HashSet<>();

        @Override
        public void good(int row, Facts facts) {
            good.add("%d: %s %s %s %s"
                    .formatted(row, facts.account(), facts.resource(), facts.level(), facts.lastUsed()));
            accounts.add(facts.account());
        }

        @Override
        public void rejected(int row, Line line, Rejected why) {
            rejected.add("%d: %s".formatted(row, why.told()));
        }
    }

    private FileReading reading(String rows) throws IOException {
        return new FileReading(TableFile.open(write(rows)), form());
    }

    private Path write(String rows) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "rows", ".csv"), HEADING + rows);
    }

    private static FileForm form() {
        Map<String, Meaning> columns = new LinkedHashMap<>();
        columns.put("Mail", Meaning.ACCOUNT_EMAIL);
        columns.put("Name", Meaning.ACCOUNT_NAME);
        columns.put("Module", Meaning.RESOURCE_NAME);
        columns.put("Level", Meaning.LEVEL);
        columns.put("Used", Meaning.LAST_USED_DOTS);
        return new FileForm(
                List.of(new TableForm(TableKind.ACCESS, columns)), List.of(new LevelForm("View", "View", false)));
    }
}
