package dev.muster.custom;

import dev.muster.custom.ColumnsPage.Fact;
import dev.muster.form.ColumnsForm;
import dev.muster.form.FileForm;
import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Findings;
import dev.muster.form.Findings.Column;
import dev.muster.form.Findings.Table;
import dev.muster.form.Meaning;
import dev.muster.form.Scan;
import dev.muster.form.TableKind;
import dev.muster.web.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Draws the second step of an upload.
final class ColumnsFacts {
    private static final Fact REJECTED = new Fact("Rejected", "told with row and reason in the preview");

    private final Upload upload;
    private final Findings findings;
    private final FileForm form;

    ColumnsFacts(Upload upload, Findings findings, FileForm form) {
        this.upload = upload;
        this.findings = findings;
        this.form = form;
    }

    /// @param at    address of the integration
    /// @param fault what has to be mended; empty when nothing has
    ColumnsPage page(String at, String name, String fault) {
        List<Table> found = ColumnsForm.tables(findings);
        List<ColumnsPage.Table> tables = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            tables.add(table(i, found.get(i)));
        }
        Optional<Column> level = ColumnsForm.levelColumn(findings, form);
        return new ColumnsPage(
                at,
                name,
                upload.number(),
                upload.name(),
                facts(),
                fault,
                tables,
                level.map(Column::name).orElse(""),
                level.isEmpty() ? List.of() : levels(),
                level.filter(column -> column.filled() > 0 && column.values().isEmpty())
                        .isPresent(),
                makes());
    }

    private String facts() {
        int columns = ColumnsForm.tables(findings).stream()
                .mapToInt(table -> table.columns().size())
                .sum();
        return "%s, %s, %s, %s"
                .formatted(
                        Figures.counted(upload.rows(), "row", "rows"),
                        Figures.counted(columns, "column", "columns"),
                        size(upload.bytes()),
                        upload.format());
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return Figures.counted(bytes, "byte", "bytes");
        }
        return bytes < 1_000_000
                ? "%d kB".formatted(Math.round(bytes / 1_000.0))
                : String.format(Locale.ENGLISH, "%.1f MB", bytes / 1_000_000.0);
    }

    private ColumnsPage.Table table(int place, Table found) {
        TableKind kind = Objects.requireNonNull(found.kind());
        Map<String, Meaning> meanings = form.table(kind).map(TableForm::columns).orElse(Map.of());
        List<ColumnsPage.Column> columns = new ArrayList<>();
        for (int i = 0; i < found.columns().size(); i++) {
            Column column = found.columns().get(i);
            columns.add(new ColumnsPage.Column(
                    "means-%d-%d".formatted(place, i),
                    column.name(),
                    column.first(),
                    filled(column, found.rows()),
                    meanings.getOrDefault(column.name(), Meaning.NOT_USED).word()));
        }
        return new ColumnsPage.Table(
                form.isShort() ? "Columns" : "Columns of %s".formatted(found.name()),
                found.rows(),
                columns,
                Meaning.of(kind).stream()
                        .map(meaning -> new ColumnsPage.Option(meaning.word(), meaning.title()))
                        .toList(),
                found.first().stream()
                        .map(row -> new ColumnsPage.Row(row.number(), row.cells()))
                        .toList());
    }

    private static String filled(Column column, long rows) {
        String filled = "%s of %s".formatted(Figures.grouped(column.filled()), Figures.grouped(rows));
        if (column.filled() == 0) {
            return filled;
        }
        return column.different() > Scan.MOST_DIFFERENT
                ? filled + ", more than 1,000 different"
                : "%s, %s different".formatted(filled, Figures.grouped(column.different()));
    }

    private List<ColumnsPage.Level> levels() {
        Map<String, Long> values = ColumnsForm.values(findings, form);
        List<ColumnsPage.Level> levels = new ArrayList<>();
        for (LevelForm level : form.levels()) {
            levels.add(new ColumnsPage.Level(
                    level.value(),
                    values.getOrDefault(level.value(), 0L),
                    level.title(),
                    level.privileged(),
                    levels.size() + 1));
        }
        return levels;
    }

    /// Counted from what the columns hold; which rows are rejected nobody knows before the preview.
    private List<Fact> makes() {
        List<Fact> makes = new ArrayList<>();
        if (form.isOfPeople()) {
            makes.add(
                    new Fact("People", "at most %s, one for each good row".formatted(Figures.grouped(upload.rows()))));
            filled("Other e-mails", List.of(Meaning.PERSON_OTHER_EMAILS), makes);
            filled("First day", Meaning.FIRST_DAY, makes);
            filled("Last day", Meaning.LAST_DAY, makes);
            makes.add(REJECTED);
            return makes;
        }
        TableKind ofAccounts = form.isShort() ? TableKind.ACCESS : TableKind.ACCOUNTS;
        TableKind ofResources = form.isShort() ? TableKind.ACCESS : TableKind.RESOURCES;
        different("Accounts", ofAccounts, form.table(ofAccounts).flatMap(TableForm::accountIdentity), makes);
        different("Resources", ofResources, form.table(ofResources).flatMap(TableForm::resourceIdentity), makes);
        long rows = table(form.grants().kind()).map(Table::rows).orElse(0L);
        makes.add(new Fact("Grants", "at most %s, one for each good row".formatted(Figures.grouped(rows))));
        Meaning.LAST_USED.stream()
                .filter(form.grants()::has)
                .findFirst()
                .flatMap(meaning -> column(form.grants().kind(), meaning))
                .ifPresent(column -> makes.add(new Fact(
                        "Last used", "known for %s".formatted(Figures.counted(column.filled(), "row", "rows")))));
        makes.add(REJECTED);
        return makes;
    }

    private void filled(String what, List<Meaning> meanings, List<Fact> makes) {
        meanings.stream()
                .flatMap(meaning -> column(TableKind.PEOPLE, meaning).stream())
                .forEach(column -> makes.add(
                        new Fact(what, "known of %s".formatted(Figures.counted(column.filled(), "row", "rows")))));
    }

    private void different(String what, TableKind kind, Optional<Meaning> identity, List<Fact> makes) {
        Optional<Column> column = identity.flatMap(meaning -> column(kind, meaning));
        makes.add(new Fact(
                what,
                column.map(found -> found.different() > Scan.MOST_DIFFERENT
                                ? "more than 1,000, one for each %s".formatted(found.name())
                                : "%s, one for each %s".formatted(Figures.grouped(found.different()), found.name()))
                        .orElse("no column tells them yet")));
    }

    private Optional<Table> table(TableKind kind) {
        return ColumnsForm.tables(findings).stream()
                .filter(table -> table.kind() == kind)
                .findFirst();
    }

    private Optional<Column> column(TableKind kind, Meaning meaning) {
        return form.table(kind)
                .flatMap(table -> table.column(meaning))
                .flatMap(name -> table(kind)
                        .flatMap(table -> table.columns().stream()
                                .filter(column -> column.name().equals(name))
                                .findFirst()));
    }
}
