package dev.muster.download;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.muster.ScriptedIntegration;
import dev.muster.connector.Row;
import dev.muster.database.MusterTest;
import dev.muster.download.About.Maker;
import dev.muster.web.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// Files of hostile names, opened by a real LibreOffice and saved by it as the other kind. `deploy/libreoffice-test`
/// runs it.
@MusterTest
@EnabledIfSystemProperty(named = "muster.test.libreoffice", matches = ".+")
class LibreOfficeTest {
    /// Commas, quotes, UTF-8, texts as they are shown, and every sheet into a file of its own.
    private static final String ALL_SHEETS =
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

    /// Without a window LibreOffice asks nobody for the encoding, and looks at no byte order mark either: it is told.
    private static final String UTF_8 = "--infilter=CSV:44,34,76";

    /// As files have hostile names: what hides in one is spelled out.
    private static final List<String> SHOWN =
            RowsTest.HOSTILE.stream().map(Spelling::visible).toList();

    /// Lists that show what accounts are called.
    private static final Set<String> WITH_NAMES = Set.of("grants", "accounts", "holders", "people");

    @TempDir
    Path folder;

    @Test
    void a_csv_shows_its_characters_computes_nothing_and_knows_its_numbers() throws Exception {
        Files.write(folder.resolve("list.csv"), RowsTest.written(FileFormat.CSV));

        convert("xlsx", "list.csv", UTF_8);

        try (InputStream converted = Files.newInputStream(folder.resolve("list.xlsx"));
                var book = new ReadableWorkbook(converted)) {
            List<org.dhatim.fastexcel.reader.Row> rows = book.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("name");
            assertThat(rows.stream()
                            .flatMap(org.dhatim.fastexcel.reader.Row::stream)
                            .filter(cell -> cell != null && cell.getType() == CellType.FORMULA))
                    .isEmpty();
            for (int i = 0; i < RowsTest.HOSTILE.size(); i++) {
                assertThat(rows.get(i + 1).getCellText(0)).endsWith(SHOWN.get(i));
                assertThat(rows.get(i + 1).getCellAsNumber(1).orElseThrow()).isEqualByComparingTo(i + ".0");
            }
        }
    }

    @Test
    void a_workbook_shows_what_it_is_about_its_characters_and_its_moments() throws Exception {
        Files.write(folder.resolve("list.xlsx"), RowsTest.written(FileFormat.XLSX));

        convert(ALL_SHEETS, "list.xlsx");

        assertThat(lines("list-About.csv").stream().map(line -> line.getField(0) + ": " + line.getField(1)))
                .contains("Tenant: Acme", "State: Revision 41", "Filter: =privileged is yes", "Rows: 7");
        List<CsvRecord> rows = lines("list-Rows.csv");
        assertThat(rows.stream().skip(1).map(row -> row.getField(0))).isEqualTo(SHOWN);
        assertThat(rows.get(1).getFields()).containsSequence("0", "2026-11-26 02:04:05", "2026-11-26");
    }

    /// Of a tenant whose people have hostile names: no cell of any list computes anything, and each says in LibreOffice
    /// what it says in Muster.
    @Test
    void every_list_opens_as_csv_and_as_a_workbook(@Autowired ApplicationContext server) throws Exception {
        ScriptedIntegration hostile = hostile(server);
        Map<String, FileList> lists = server.getBeansOfType(FileList.class).values().stream()
                .collect(Collectors.toMap(FileList::id, list -> list));
        Map<String, Asked> asked = EveryList.of(hostile);
        for (String list : asked.keySet()) {
            for (FileFormat format : List.of(FileFormat.CSV, FileFormat.XLSX)) {
                ListFile opened = Objects.requireNonNull(lists.get(list))
                        .open(hostile.tenant().access(), asked.get(list));
                try (OutputStream file = Files.newOutputStream(folder.resolve(list + "." + format.id()))) {
                    WrittenFile.write(opened, format, file, new Maker("=Acme", "+Ana", Instant.EPOCH), rows -> {});
                }
            }
        }
        Path converted = Files.createDirectory(folder.resolve("converted"));
        convert("xlsx", converted, files(asked, "csv"), UTF_8);
        convert(ALL_SHEETS, converted, files(asked, "xlsx"));

        for (String list : asked.keySet()) {
            int rows = lines(list + ".csv").size();
            List<String> ofCsv = texts(converted.resolve(list + ".xlsx"), rows);
            List<CsvRecord> ofWorkbook = lines("converted/" + list + "-Rows.csv");
            assertThat(ofWorkbook).as(list).hasSize(rows);
            if (WITH_NAMES.contains(list)) {
                assertThat(SHOWN).as(list).allSatisfy(name -> {
                    assertThat(ofCsv).anyMatch(text -> text.endsWith(name));
                    assertThat(ofWorkbook).anyMatch(row -> row.getFields().contains(name));
                });
            }
            assertThat(lines("converted/" + list + "-About.csv").stream()
                            .map(line -> line.getField(0) + ": " + line.getField(1)))
                    .as(list)
                    .contains("Tenant: =Acme")
                    .anyMatch(line -> line.matches("SHA-256 of the CSV: [0-9a-f]{64}"));
        }
    }

    private static ScriptedIntegration hostile(ApplicationContext server) {
        ScriptedIntegration scripted = ScriptedIntegration.added(server);
        scripted.script().record("teams", "T0", ScriptedIntegration.team("T0"));
        for (int i = 0; i < RowsTest.HOSTILE.size(); i++) {
            String id = "P" + i;
            scripted.script()
                    .record(
                            "people",
                            id,
                            new Row.Account(
                                    ScriptedIntegration.user(id),
                                    RowsTest.HOSTILE.get(i),
                                    id + "@acme.example",
                                    Row.AccountKind.HUMAN,
                                    Row.AccountState.ACTIVE,
                                    Map.of()),
                            ScriptedIntegration.role(id, "user"));
            scripted.script().record("members", id, ScriptedIntegration.member(id, "T0"));
        }
        scripted.connect();
        return scripted;
    }

    private List<Path> files(Map<String, Asked> lists, String ending) {
        return lists.keySet().stream()
                .map(list -> folder.resolve(list + "." + ending))
                .toList();
    }

    /// What its cells say, none of which computes anything.
    private static List<String> texts(Path workbook, int rows) throws IOException {
        try (InputStream file = Files.newInputStream(workbook);
                var book = new ReadableWorkbook(file)) {
            List<org.dhatim.fastexcel.reader.Row> read = book.getFirstSheet().read();
            assertThat(read).as("" + workbook).hasSize(rows);
            List<Cell> cells = read.stream()
                    .flatMap(org.dhatim.fastexcel.reader.Row::stream)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(cells).extracting(Cell::getType).doesNotContain(CellType.FORMULA, CellType.ERROR);
            return cells.stream().map(Cell::getText).toList();
        }
    }

    private List<CsvRecord> lines(String file) throws Exception {
        return CsvReader.builder().ofCsvRecord(Files.readString(folder.resolve(file))).stream()
                .toList();
    }

    private void convert(String to, String file, String... options) throws Exception {
        convert(to, folder, List.of(folder.resolve(file)), options);
    }

    private void convert(String to, Path into, List<Path> files, String... options) throws Exception {
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("muster.test.libreoffice"),
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri()));
        command.addAll(List.of(options));
        command.addAll(List.of("--convert-to", to, "--outdir", "" + into));
        files.forEach(file -> command.add("" + file));
        int ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(ended).as(Files.readString(said)).isZero();
    }
}
