package dev.muster.download;

import dev.muster.web.Figures;
import dev.muster.web.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a file says of itself: the header block.
record About(List<Line> lines) {
    About {
        lines = List.copyOf(lines);
    }

    record Line(String label, String value) {}

    /// For whom a file is written, and when.
    record Maker(String tenant, String by, Instant at) {}

    /// @param rows   that were written
    /// @param digest SHA-256 of the same rows as CSV, in hexadecimal
    static About of(FileHead head, Maker maker, long rows, String digest) {
        List<Line> lines = new ArrayList<>(List.of(
                new Line("Tenant", maker.tenant()),
                new Line("List", head.list()),
                new Line("Integration", head.of()),
                new Line("State", head.state()),
                new Line("Filter", head.filter().isEmpty() ? "None" : head.filter()),
                new Line("Rows", Figures.grouped(rows))));
        head.sources().forEach(source -> lines.add(new Line("Data behind it", source.line())));
        lines.add(new Line(
                "Made", "%s UTC by %s".formatted(Moment.utc(maker.at()).second(), maker.by())));
        lines.add(new Line("SHA-256 of the CSV", digest));
        return new About(lines);
    }

    /// As a text file, a line each.
    String text() {
        return lines.stream()
                .map(line -> "%s: %s\n".formatted(line.label(), line.value().replaceAll("\\R", " ")))
                .collect(Collectors.joining());
    }
}
