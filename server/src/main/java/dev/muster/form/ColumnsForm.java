package dev.muster.form;

import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Findings.Column;
import dev.muster.form.Findings.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody says the columns of a file mean, or what is proposed to them: the second step of an upload as a form.
public final class ColumnsForm {
    private static final int LONGEST_TITLE = 100;

    private final Findings findings;
    private final FileForm form;

    private ColumnsForm(Findings findings, FileForm form) {
        this.findings = findings;
        this.form = form;
    }

    public FileForm form() {
        return form;
    }

    /// What is proposed before anybody said anything.
    public static ColumnsForm proposed(Findings findings, @Nullable FileForm before) {
        List<TableForm> tables = new ArrayList<>();
        for (Table table : tables(findings)) {
            TableKind kind = Objects.requireNonNull(table.kind());
            tables.add(new TableForm(kind, Guess.of(table, kind, before)));
        }
        var unlevelled = new FileForm(tables, before == null ? List.of() : before.levels());
        return new ColumnsForm(findings, new FileForm(tables, levels(findings, unlevelled)));
    }

    /// What somebody filled in.
    public static ColumnsForm filled(Findings findings, Map<String, String> fields, @Nullable FileForm before) {
        List<TableForm> forms = new ArrayList<>();
        List<Table> tables = tables(findings);
        for (int t = 0; t < tables.size(); t++) {
            Map<String, Meaning> columns = new LinkedHashMap<>();
            List<Column> found = tables.get(t).columns();
            TableKind kind = Objects.requireNonNull(tables.get(t).kind());
            for (int c = 0; c < found.size(); c++) {
                columns.put(
                        found.get(c).name(),
                        Meaning.named(fields.getOrDefault("means-%d-%d".formatted(t, c), ""))
                                .filter(meaning -> meaning.fits(kind))
                                .orElse(Meaning.NOT_USED));
            }
            forms.add(new TableForm(kind, columns));
        }
        List<LevelForm> said = said(fields);
        var unlevelled = new FileForm(forms, said.isEmpty() && before != null ? before.levels() : said);
        return new ColumnsForm(findings, new FileForm(forms, levels(findings, unlevelled)));
    }

    /// Whether somebody saw every level of the column that tells them.
    public boolean showed(Map<String, String> fields) {
        List<String> values = said(fields).stream().map(LevelForm::value).toList();
        return values(findings, form).keySet().stream().allMatch(values::contains);
    }

    /// Levels as they were sent, in the order that was given to them.
    private static List<LevelForm> said(Map<String, String> fields) {
        record Placed(int order, int place, LevelForm level) {}
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < Scan.MOST_VALUES; i++) {
            String value = fields.get("value-" + i);
            if (value != null) {
                String title = fields.getOrDefault("title-" + i, "").strip();
                placed.add(new Placed(
                        order(fields.get("order-" + i)),
                        i,
                        new LevelForm(
                                value,
                                title.isEmpty() ? value : title.substring(0, Math.min(LONGEST_TITLE, title.length())),
                                fields.containsKey("privileged-" + i))));
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingInt(Placed::order).thenComparingInt(Placed::place))
                .map(Placed::level)
                .toList();
    }

    private static int order(@Nullable String text) {
        try {
            return text == null ? Integer.MAX_VALUE : Integer.parseInt(text.strip());
        } catch (NumberFormatException none) {
            return Integer.MAX_VALUE;
        }
    }

    /// Levels that are known stay, whether or not this file has them; new ones come behind them.
    private static List<LevelForm> levels(Findings findings, FileForm form) {
        Map<String, LevelForm> levels = new LinkedHashMap<>();
        form.levels().forEach(level -> levels.put(level.value(), level));
        values(findings, form).keySet().forEach(value -> levels.computeIfAbsent(value, ColumnsForm::proposed));
        return levels.values().stream().limit(Scan.MOST_VALUES).toList();
    }

    private static LevelForm proposed(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return new LevelForm(value, value, lower.contains("admin") || lower.contains("owner"));
    }

    /// The values of the column that tells levels, and how many rows have each.
    public static Map<String, Long> values(Findings findings, FileForm form) {
        return levelColumn(findings, form).map(Column::values).orElse(Map.of());
    }

    public static Optional<Column> levelColumn(Findings findings, FileForm form) {
        for (TableForm table : form.tables()) {
            Optional<String> name = table.column(Meaning.LEVEL);
            if (name.isPresent()) {
                return tables(findings).stream()
                        .filter(found -> found.kind() == table.kind())
                        .flatMap(found -> found.columns().stream())
                        .filter(column -> column.name().equals(name.get()))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /// Those that are read.
    public static List<Table> tables(Findings findings) {
        return findings.tables().stream().filter(table -> table.kind() != null).toList();
    }
}
