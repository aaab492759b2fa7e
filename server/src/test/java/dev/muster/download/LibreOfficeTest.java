package dev.muster.download;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Files of hostile names, opened by a real LibreOffice and saved by it as the other kind. `deploy/libreoffice-test`
/// runs
/// it.
@EnabledIfSystemProperty(named = "muster.test.libreoffice", matches = ".+")
class LibreOfficeTest {
    /// Commas, quotes, UTF-8, texts as they are shown, and every sheet into a file of its own.
    private static final String ALL_SHEETS =
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

    /// Without a window LibreOffice asks nobody for the encoding, and looks at no byte order mark either: it is told.
    private static final String UTF_8 = "--infilter=CSV:44,34,76";

    @TempDir
    Path folder;

    @Test
    void a_csv_shows_its_characters_computes_nothing_and_knows_its_numbers() throws Exception {
        Files.write(folder.resolve("list.csv"), RowsTest.written(FileFormat.CSV));

        convert("xlsx", "list.csv", UTF_8);

        try (InputStream converted = Files.newInputStream(folder.resolve("list.xlsx"));
                var book = new ReadableWorkbook(converted)) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("name");
            assertThat(rows.stream()
                            .flatMap(Row::stream)
                            .filter(cell -> cell != null && cell.getType() == CellType.FORMULA))
                    .isEmpty();
            for (int i = 0; i < RowsTest.HOSTILE.size(); i++) {
                assertThat(rows.get(i + 1).getCellText(0)).endsWith(RowsTest.HOSTILE.get(i));
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
        assertThat(rows.stream().skip(1).map(row -> row.getField(0))).isEqualTo(RowsTest.HOSTILE);
        assertThat(rows.get(1).getFields()).containsSequence("0", "2026-11-26 02:04:05", "2026-11-26");
    }

    private List<CsvRecord> lines(String file) throws Exception {
        return CsvReader.builder().ofCsvRecord(Files.readString(folder.resolve(file))).stream()
                .toList();
    }

    private void convert(String to, String file, String... options) throws Exception {
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("muster.test.libreoffice"),
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri()));
        command.addAll(List.of(options));
        command.addAll(List.of("--convert-to", to, "--outdir", "" + folder, "" + folder.resolve(file)));
        int ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertThat(ended).as(Files.readString(said)).isZero();
    }
}
