package dev.muster.download;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.download.About.Maker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:04:05Z");
    private static final List<String> COLUMNS = List.of("name", "count", "at", "day", "none");
    static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://evil.example\",\"click\")",
            "+1+cmd|' /C calc'!A0",
            "-2",
            "@SUM(A1)",
            "<script>&amp;</script>",
            "quote \" comma , semicolon ; line\nbreak",
            "Jos\u00E9 \u6F22\u5B57 \uD83D\uDE80 \u202Eevil");

    @Test
    void an_address_ends_with_the_id_of_any_format() {
        assertThat(FileFormat.ENDING)
                .isEqualTo(Arrays.stream(FileFormat.values())
                        .map(FileFormat::id)
                        .collect(Collectors.joining("|", ".{format:", "}")));
    }

    @Test
    void a_workbook_holds_the_rows_of_the_csv_with_their_types_and_no_formula() throws IOException {
        byte[] csv = written(FileFormat.CSV);
        byte[] xlsx = written(FileFormat.XLSX);

        List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()
                .toList();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            List<Row> rows = book.findSheet("Rows").orElseThrow().read();
            assertThat(rows).hasSameSizeAs(lines);
            for (int i = 1; i < rows.size(); i++) {
                assertThat(texts(rows.get(i))).as("row %d", i).isEqualTo(texts(lines.get(i)));
                assertThat(rows.get(i).getCell(0).getType()).isEqualTo(CellType.STRING);
                assertThat(rows.get(i).getCell(1).getType()).isEqualTo(CellType.NUMBER);
                assertThat(rows.get(i).getCellAsDate(2))
                        .hasValue(AT.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
            }
            assertThat(rows.stream()
                            .flatMap(Row::stream)
                            .filter(cell -> cell != null && cell.getType() == CellType.FORMULA))
                    .isEmpty();
        }
    }

    @Test
    void the_first_sheet_and_the_text_beside_a_csv_say_what_they_are_about() throws Exception {
        String digest = sha256(written(FileFormat.CSV));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(written(FileFormat.XLSX)))) {
            assertThat(book.getFirstSheet().getName()).isEqualTo("About");
            assertThat(book.getFirstSheet().read().stream().map(row -> row.getCellText(0) + ": " + row.getCellText(1)))
                    .contains(
                            "Tenant: Acme",
                            "Integration: Pagerduty",
                            "State: Revision 41",
                            "Filter: =privileged is yes",
                            "Rows: 7",
                            "Data behind it: Pagerduty, revision 41: Licences could not be read",
                            "Made: 26 Nov 2026, 02:04:05 UTC by Ana Lima",
                            "SHA-256 of the CSV: " + digest);
        }
        Map<String, byte[]> zip = unzipped(written(FileFormat.ZIP));
        assertThat(zip).containsOnlyKeys("acme-list.csv", "acme-list.txt");
        assertThat(sha256(Objects.requireNonNull(zip.get("acme-list.csv")))).isEqualTo(digest);
        assertThat(new String(Objects.requireNonNull(zip.get("acme-list.txt")), StandardCharsets.UTF_8))
                .contains("Rows: 7\n", "SHA-256 of the CSV: " + digest);
    }

    @Test
    void what_a_sheet_cannot_hold_goes_on_in_the_next() throws IOException {
        var target = new ByteArrayOutputStream();
        var rows = new XlsxRows(target, List.of("number"), 1001);
        for (int i = 0; i < 2500; i++) {
            rows.row(List.of(i));
        }
        rows.end(new About(List.of(new About.Line("Rows", "2,500"))));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(target.toByteArray()))) {
            assertThat(book.getSheets().map(sheet -> sheet.getName()))
                    .containsExactly("About", "Rows", "Rows 2", "Rows 3");
            List<Integer> all = new ArrayList<>();
            for (String sheet : List.of("Rows", "Rows 2", "Rows 3")) {
                List<Row> read = book.findSheet(sheet).orElseThrow().read();
                assertThat(read.getFirst().getCellText(0)).isEqualTo("number");
                read.stream()
                        .skip(1)
                        .forEach(row ->
                                all.add(row.getCellAsNumber(0).orElseThrow().intValue()));
            }
            assertThat(all)
                    .containsExactlyElementsOf(IntStream.range(0, 2500).boxed().toList());
        }
    }

    @Test
    void what_a_cell_cannot_hold_is_replaced_or_cut_and_says_so() throws IOException {
        var target = new ByteArrayOutputStream();
        var rows = new XlsxRows(target, List.of("text"));
        rows.row(List.of("bell \u0007 half \uD83D pair"));
        rows.row(List.of("_x0041_"));
        rows.row(List.of("x".repeat(40_000)));
        rows.end(new About(List.of()));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(target.toByteArray()))) {
            List<Row> read = book.findSheet("Rows").orElseThrow().read();
            assertThat(read.get(1).getCellText(0)).isEqualTo("bell [U+0007] half \uFFFD pair");
            assertThat(read.get(2).getCellText(0)).isEqualTo("_x005F_x0041_");
            assertThat(read.get(3).getCellText(0)).hasSize(32_767).endsWith("x … (the CSV has all of it)");
        }
    }

    static byte[] written(FileFormat format) throws IOException {
        var target = new ByteArrayOutputStream();
        List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        HOSTILE.forEach(name -> rows.add(Arrays.asList(name, rows.size(), AT, LocalDate.of(2026, 11, 26), null)));
        var head = new FileHead(
                "acme-list",
                COLUMNS,
                "List",
                "Pagerduty",
                "Revision 41",
                "=privileged is yes",
                List.of(new FileHead.Source("Pagerduty", "revision 41", List.of("Licences could not be read"))),
                null,
                Asked.of(Map.of()),
                Map.of());
        var list = new ListFile(
                head,
                new Slice<>(rows.subList(0, 3), Cursor.of("3")),
                after -> new Slice<>(rows.subList(3, rows.size()), null));
        WrittenFile file = WrittenFile.write(list, format, target, new Maker("Acme", "Ana Lima", AT), written -> {});
        assertThat(file.rows()).isEqualTo(HOSTILE.size());
        return target.toByteArray();
    }

    /// As the CSV has them: what keeps a text from being a formula there is not needed in a workbook.
    private static List<String> texts(CsvRecord line) {
        return line.getFields().stream()
                .map(cell -> cell.startsWith("'") ? cell.substring(1) : cell)
                .limit(2)
                .toList();
    }

    private static List<String> texts(Row row) {
        return Stream.of(row.getCellText(0), row.getCellText(1)).toList();
    }

    private static Map<String, byte[]> unzipped(byte[] file) throws IOException {
        Map<String, byte[]> entries = new java.util.TreeMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
