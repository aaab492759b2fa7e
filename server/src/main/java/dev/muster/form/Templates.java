package dev.muster.form;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Files to start from, whose columns are understood without a word.
public final class Templates {
    private static final List<List<String>> ACCESS = List.of(
            List.of("Account e-mail", "Account name", "Resource", "Level", "Last used"),
            List.of("ana.lima@acme.example", "Ana Lima", "Expenses", "Approve", "2026-11-20"),
            List.of("ana.lima@acme.example", "Ana Lima", "Salaries", "View", ""));
    private static final List<List<String>> ACCOUNTS = List.of(
            List.of("Account e-mail", "Account name", "Kind"),
            List.of("ana.lima@acme.example", "Ana Lima", "person"),
            List.of("payroll-export@acme.example", "Payroll export", "service"));
    private static final List<List<String>> RESOURCES = List.of(
            List.of("Resource", "Resource type", "Owned by"),
            List.of("Finance", "group", ""),
            List.of("Expenses", "module", "Finance"));
    private static final List<List<String>> GRANTS = List.of(
            List.of("Account e-mail", "Group that holds it", "Resource", "Level", "Last used"),
            List.of("ana.lima@acme.example", "", "Finance", "Member", ""),
            List.of("", "Finance", "Expenses", "Approve", ""),
            List.of("payroll-export@acme.example", "", "Expenses", "View", "2026-11-20"));

    private static final List<List<String>> ROSTER = List.of(
            List.of("E-mail", "Other e-mails", "Name", "Id", "Department", "Manager", "First day", "Last day"),
            List.of("ana.lima@acme.example", "", "Ana Lima", "1001", "Security", "Jonas Weber", "2024-03-01", ""),
            List.of(
                    "ben.carter@acme.example",
                    "b.carter@acme.example",
                    "Ben Carter",
                    "1002",
                    "Search",
                    "Ana Lima",
                    "2022-06-15",
                    "2026-12-31"));

    private Templates() {}

    /// A roster as CSV.
    public static String roster() {
        return csv(ROSTER);
    }

    /// A roster as a workbook.
    public static void roster(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Muster", null)) {
            write(workbook.newWorksheet("Roster"), ROSTER);
        }
    }

    /// The short form as CSV, marked so that spreadsheets take it for UTF-8.
    public static String access() {
        return csv(ACCESS);
    }

    private static String csv(List<List<String>> rows) {
        StringBuilder text = new StringBuilder("\ufeff");
        rows.forEach(row -> text.append(String.join(",", row)).append("\r\n"));
        return text.toString();
    }

    /// The short form as a workbook.
    public static void access(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Muster", null)) {
            write(workbook.newWorksheet("Access"), ACCESS);
        }
    }

    /// The long form: three sheets.
    public static void tables(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Muster", null)) {
            write(workbook.newWorksheet("Accounts"), ACCOUNTS);
            write(workbook.newWorksheet("Resources"), RESOURCES);
            write(workbook.newWorksheet("Grants"), GRANTS);
        }
    }

    private static void write(Worksheet sheet, List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                sheet.inlineString(row, column, rows.get(row).get(column));
            }
        }
        sheet.style(0, 0).bold();
    }
}
