package dev.muster.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.table.BadFile.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What people call a CSV or an XLSX file.
class TableFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("encodings")
    void text_is_read_in_the_encodings_that_say_what_they_are(byte[] mark, Charset charset) throws Exception {
        byte[] text = "Name;Where\nZieliński;Łódź\n".getBytes(charset);
        byte[] file = Stream.of(mark, text)
                .collect(ByteArrayOutputStream::new, (all, part) -> all.writeBytes(part), (a, b) -> {})
                .toByteArray();

        assertThat(lines(file)).containsExactly("2: Zieliński|Łódź");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of(new byte[0], StandardCharsets.UTF_8),
                Arguments.of(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, StandardCharsets.UTF_8),
                Arguments.of(new byte[] {(byte) 0xff, (byte) 0xfe}, StandardCharsets.UTF_16LE),
                Arguments.of(new byte[] {(byte) 0xfe, (byte) 0xff}, StandardCharsets.UTF_16BE));
    }

    @Test
    void rows_keep_the_numbers_that_a_spreadsheet_gives_them() throws Exception {
        String file = "\"A\",B\r\n\r\n1,\"two\nlines\"\r\n , \r\n3,4,\r\n5\r\n6,7,8\r\n";

        assertThat(lines(file.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("3: 1|two\nlines", "5: 3|4", "6: 5|", "7: 6|7 and more");
        assertThat(open("A\tB\n1\t2\n".getBytes(StandardCharsets.UTF_8)).words())
                .isEqualTo("CSV, UTF-8, separated by tabs");
    }

    @Test
    void a_workbook_tells_numbers_and_days_as_people_see_them() throws Exception {
        byte[] file = workbook(sheet -> {
            sheet.value(0, 0, "Number");
            sheet.value(0, 1, "Day");
            sheet.value(0, 2, "Text");
            sheet.value(1, 0, 4410);
            sheet.value(1, 1, LocalDate.of(2026, 11, 20));
            sheet.style(1, 1).format("dd.mm.yyyy").set();
            sheet.value(1, 2, " Łódź ");
            sheet.value(3, 0, 0.5);
        });

        assertThat(lines(file)).containsExactly("2: 4410|2026-11-20|Łódź", "4: 0.5||");
    }

    @Test
    void a_formula_is_told_from_a_value() throws Exception {
        byte[] file = workbook(sheet -> {
            sheet.value(0, 0, "Level");
            sheet.value(1, 0, "View");
            sheet.formula(2, 0, "A2");
        });
        List<Line> lines = new ArrayList<>();

        open(file).read(0, lines::add);

        assertThat(lines.get(0).formulas()).isEmpty();
        assertThat(lines.get(1).formulas()).containsExactly(0);
    }

    @Test
    void an_archive_of_csv_files_has_a_table_for_each() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("export/Accounts.csv", "export/Grants.csv", "export/notes.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("Name;Where\nŁódź;2\n".getBytes(StandardCharsets.UTF_8));
            }
        }

        TableFile file = open(bytes.toByteArray());

        assertThat(file.words()).isEqualTo("2 CSV files");
        assertThat(file.sheets()).extracting(Sheet::name).containsExactly("Accounts", "Grants");
        assertThat(lines(bytes.toByteArray())).containsExactly("2: Łódź|2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void a_bad_file_is_refused_in_words(String name, byte[] file, Kind kind, String words) throws IOException {
        Path path = write(file);

        assertThatThrownBy(() -> {
                    TableFile table = TableFile.open(path);
                    for (int i = 0; i < table.sheets().size(); i++) {
                        table.read(i, line -> {});
                    }
                })
                .isInstanceOfSatisfying(BadFile.class, bad -> {
                    assertThat(bad.words()).contains(words);
                    assertThat(bad.kind()).isEqualTo(kind);
                });
    }

    static Stream<Arguments> badFiles() throws IOException {
        return Stream.of(
                bad("empty", "", Kind.UNFIT, "The file is empty"),
                bad("no heading", "\n\na,b\n", Kind.UNFIT, "The first row is empty"),
                bad("unnamed column", "a,,c\n", Kind.UNFIT, "Column 2 has no name"),
                bad("twice the same column", "a,b,a\n", Kind.UNFIT, "Two columns are called a"),
                bad("200 columns", columns(200), Kind.TOO_LARGE, "has 200 columns; a table has at most 100"),
                bad("open quotation mark", "a,b\n1,2\n\"3,4\n", Kind.UNREADABLE, "Row 3 is no row of a CSV file"),
                bad("two million rows", "a\n" + "1\n".repeat(2_000_000), Kind.TOO_LARGE, "more than 1,000,000 rows"),
                bad(
                        "Windows-1252",
                        "Name\nZoë\n".getBytes(Charset.forName("windows-1252")),
                        Kind.UNREADABLE,
                        "The file is not UTF-8"),
                bad("half of UTF-16", new byte[] {(byte) 0xff, (byte) 0xfe, 65, 0, 10}, Kind.UNREADABLE, "not UTF-16"),
                bad(
                        "a picture",
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0},
                        Kind.UNREADABLE,
                        "neither a CSV nor an XLSX"),
                bad(
                        "an old workbook",
                        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0},
                        Kind.UNREADABLE,
                        "old Excel"),
                bad(
                        "an archive",
                        zip("readme.txt", "hello".getBytes(StandardCharsets.UTF_8)),
                        Kind.UNREADABLE,
                        "no XLSX workbook"),
                bad("a damaged workbook", damaged(), Kind.UNREADABLE, "damaged"),
                bad("an empty workbook", workbook(sheet -> {}), Kind.UNFIT, "No sheet of the workbook holds anything"),
                bad("a bomb", bomb(), Kind.UNREADABLE, "unpacks to far more"),
                bad("a column far away", farAway(), Kind.UNREADABLE, "unpacks to far more"),
                bad("a workbook that names a file of ours", outside(), Kind.UNREADABLE, "damaged"),
                bad("an endless text", endless(), Kind.UNREADABLE, "unpacks to far more"));
    }

    private static Arguments bad(String name, String file, Kind kind, String words) {
        return bad(name, file.getBytes(StandardCharsets.UTF_8), kind, words);
    }

    private static Arguments bad(String name, byte[] file, Kind kind, String words) {
        return Arguments.of(name, file, kind, words);
    }

    private static String columns(int number) {
        return IntStream.range(0, number).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";
    }

    private static byte[] damaged() throws IOException {
        byte[] whole = workbook(sheet -> sheet.value(0, 0, "a"));
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /// Some 100 kB that unpack to a hundred million bytes.
    private static byte[] bomb() throws IOException {
        return zip("xl/worksheets/sheet1.xml", new byte[100_000_000]);
    }

    private static byte[] farAway() throws IOException {
        return sheet("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>");
    }

    private static byte[] outside() throws IOException {
        return zip("xl/worksheets/sheet1.xml", """
                <!DOCTYPE worksheet [<!ENTITY outside SYSTEM "file:///etc/hostname">]>
                <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&outside;</t></is></c></row></sheetData></worksheet>""".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] endless() throws IOException {
        return sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "x".repeat(1_100_000) + "</t></is></c></row>");
    }

    private static byte[] sheet(String rows) throws IOException {
        return zip(
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>%s</sheetData></worksheet>"
                        .formatted(rows)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            if (name.startsWith("xl/")) {
                zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
                zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Filling {
        void fill(Worksheet sheet);
    }

    private static byte[] workbook(Filling filling) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                Workbook workbook = new Workbook(out, "Test", null)) {
            filling.fill(workbook.newWorksheet("Sheet"));
        }
        return bytes.toByteArray();
    }

    private List<String> lines(byte[] file) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        open(file)
                .read(
                        0,
                        line -> lines.add("%d: %s%s"
                                .formatted(
                                        line.number(),
                                        String.join("|", line.cells()),
                                        line.longer() ? " and more" : "")));
        return lines;
    }

    private TableFile open(byte[] file) throws IOException {
        return TableFile.open(write(file));
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(Files.createTempFile(folder, "table", ""), file);
    }
}
