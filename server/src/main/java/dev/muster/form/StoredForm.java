package dev.muster.form;

import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.FileForm.TableForm;
import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A [FileForm] as the database, the audit record and the API write it.
///
/// @param tables columns by their names
public record StoredForm(List<Table> tables, @Nullable List<LevelForm> levels) {
    private static final List<String> KINDS =
            Arrays.stream(TableKind.values()).map(TableKind::word).toList();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param kind    `access`, `accounts`, `resources`, `grants`
    /// @param columns in the order of the file
    public record Table(String kind, List<Column> columns) {}

    /// @param means `account_email`
    public record Column(String name, String means) {}

    public static String write(FileForm form) {
        return JSON.writeValueAsString(
                new StoredForm(form.tables().stream().map(StoredForm::table).toList(), form.levels()));
    }

    public static FileForm read(String stored) {
        return parse(stored).form();
    }

    public static StoredForm parse(String stored) {
        return JSON.readValue(stored, StoredForm.class);
    }

    /// The form, when somebody else wrote this.
    ///
    /// @throws InvalidInput with the first thing that is no such form
    public FileForm checked() {
        if (tables == null || tables.isEmpty() || tables.size() > 3) {
            throw unfit("Send tables: one of the kind access, or one of each of accounts, resources and grants.");
        }
        for (Table table : tables) {
            if (table == null || !KINDS.contains(table.kind()) || table.columns() == null) {
                throw unfit("A table has a kind, one of %s, and columns.".formatted(String.join(", ", KINDS)));
            }
            for (Column column : table.columns()) {
                if (column == null
                        || column.name() == null
                        || Meaning.named(String.valueOf(column.means())).isEmpty()) {
                    throw unfit("A column has a name, and means one of %s."
                            .formatted(Arrays.stream(Meaning.values())
                                    .map(Meaning::word)
                                    .collect(Collectors.joining(", "))));
                }
            }
        }
        if (levels != null
                && (levels.size() > Scan.MOST_VALUES
                        || levels.stream()
                                .anyMatch(level -> level == null || level.value() == null || level.title() == null))) {
            throw unfit("A level has a value and a title, and there are at most %d.".formatted(Scan.MOST_VALUES));
        }
        return form();
    }

    private static InvalidInput unfit(String why) {
        return new InvalidInput(Map.of("columns", why));
    }

    FileForm form() {
        return new FileForm(tables.stream().map(StoredForm::table).toList(), levels == null ? List.of() : levels);
    }

    private static Table table(TableForm table) {
        return new Table(
                table.kind().word(),
                table.columns().entrySet().stream()
                        .map(column ->
                                new Column(column.getKey(), column.getValue().word()))
                        .toList());
    }

    private static TableForm table(Table stored) {
        Map<String, Meaning> columns = new LinkedHashMap<>();
        stored.columns()
                .forEach(column ->
                        columns.put(column.name(), Meaning.named(column.means()).orElse(Meaning.NOT_USED)));
        return new TableForm(TableKind.valueOf(stored.kind().toUpperCase(Locale.ROOT)), columns);
    }
}
