package dev.muster.snapshot;

import java.util.ArrayList;
import java.util.List;

/// Reads CSV as RFC 4180 has it and nothing else: every record ends with CRLF, quotes stand around whole cells only,
/// and all records are equally long.
public final class StrictCsv {
    private final String text;
    private int at;

    private StrictCsv(String text) {
        this.text = text;
    }

    public static List<List<String>> read(String text) {
        var csv = new StrictCsv(text);
        List<List<String>> records = new ArrayList<>();
        while (csv.at < text.length()) {
            records.add(csv.line());
        }
        for (List<String> each : records) {
            require(each.size() == records.getFirst().size(), "A record of another length: " + each);
        }
        return records;
    }

    /// The cells below a heading.
    static List<String> column(List<List<String>> records, String heading) {
        int column = records.getFirst().indexOf(heading);
        require(column >= 0, "No column is called " + heading);
        return records.stream().skip(1).map(each -> each.get(column)).toList();
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (peek() == ',') {
            at++;
            cells.add(cell());
        }
        require(text.startsWith("\r\n", at), "No end of line at " + at);
        at += 2;
        return cells;
    }

    private String cell() {
        return peek() == '"' ? quoted() : plain();
    }

    private String plain() {
        int begin = at;
        while (",\r\n\"".indexOf(peek()) < 0) {
            at++;
        }
        require(peek() != '"' && peek() != '\n', "A stray sign at " + at);
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (peek() != '"' || text.startsWith("\"\"", at)) {
            cell.append(peek());
            at += peek() == '"' ? 2 : 1;
        }
        at++;
        return cell.toString();
    }

    private char peek() {
        require(at < text.length(), "It ends in the middle of a record");
        return text.charAt(at);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(fault);
        }
    }
}
