package dev.muster.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.core.Utils;

/// How a table is copied, as this very database has it: an earlier schema has fewer columns.
///
/// @param columns in their order in the table
/// @param order   the primary key, letters by their code: the same in every database, whatever its collation
record TableShape(StoredTable table, List<String> columns, String order) {
    /// A column that the database computes by itself cannot be copied back.
    private static final String COLUMNS = """
            select c.relname, a.attname
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p')
             order by c.relname, a.attnum
            """;
    private static final String KEYS = """
            select c.relname, quote_ident(a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end
              from pg_index i
              join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
             cross join unnest(i.indkey) with ordinality k (number, place)
              join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
             where i.indisprimary
             order by c.relname, k.place
            """;

    TableShape {
        columns = List.copyOf(columns);
    }

    /// The kept tables that this database has, in the order of the list.
    ///
    /// @throws NotDone when it has a table that the list does not know
    static List<TableShape> of(Connection connection) throws SQLException {
        Map<String, List<String>> columns = lists(connection, COLUMNS);
        Map<String, List<String>> keys = lists(connection, KEYS);
        columns.keySet().stream()
                .filter(name -> StoredTable.named(name).isEmpty())
                .findFirst()
                .ifPresent(TableShape::refuse);
        return StoredTable.ALL.stream()
                .filter(table -> table.isKept() && columns.containsKey(table.name()))
                .map(table -> new TableShape(
                        table,
                        columns.getOrDefault(table.name(), List.of()),
                        String.join(", ", keys.getOrDefault(table.name(), List.of("1")))))
                .toList();
    }

    /// One without rows of its own in an export of a tenant is left out of it.
    boolean isExported() {
        return table.isWalled() || table.export() != null;
    }

    /// Rows of the tenant that the transaction names, or of the whole table when it is shared.
    ///
    /// @param export takes only what belongs to the tenant from a shared table too
    String copyOut(boolean export) {
        return "copy (select %s from public.%s where %s order by %s) to stdout"
                .formatted(
                        columns.stream().map(it -> selected(it, export)).collect(Collectors.joining(", ")),
                        quoted(table.name()),
                        condition(export),
                        order);
    }

    /// @param columns of the rows that come, which a backup names
    static String copyIn(String table, List<String> columns) {
        return "copy public.%s (%s) from stdin"
                .formatted(
                        quoted(table), columns.stream().map(TableShape::quoted).collect(Collectors.joining(", ")));
    }

    static String quoted(String name) {
        try {
            return Utils.escapeIdentifier(null, name).toString();
        } catch (SQLException e) {
            throw new IllegalArgumentException("No name of a table or column: " + name, e);
        }
    }

    private String condition(boolean export) {
        if (table.isWalled()) {
            return "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";
        }
        return export && table.export() != null ? table.export().strip() : "true";
    }

    /// Another tenant that a user came from is not part of an export.
    private String selected(String column, boolean export) {
        return export && table.name().equals("app_user") && column.equals("added_by")
                ? "case when added_by = nullif(current_setting('app.tenant', true), '')::uuid then added_by end"
                : quoted(column);
    }

    private static void refuse(String table) {
        throw new NotDone(
                "The database has a table %s that this Muster does not know, so nothing was done.".formatted(table),
                "Use the Muster that this database belongs to, or move a table of your own to another schema.");
    }

    private static Map<String, List<String>> lists(Connection connection, String sql) throws SQLException {
        var lists = new HashMap<String, List<String>>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lists.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return lists;
    }
}
