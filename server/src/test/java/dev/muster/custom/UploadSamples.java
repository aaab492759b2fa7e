package dev.muster.custom;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.connector.Setting.Option;
import dev.muster.custom.PreviewPage.Choice;
import dev.muster.custom.PreviewPage.Row;
import dev.muster.custom.PreviewPage.Sign;
import dev.muster.form.Findings.Bad;
import dev.muster.form.Meaning;
import dev.muster.ledger.Level;
import dev.muster.ledger.Removals.Removal;
import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Sum;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The three steps of an upload, in the states that matter.
public final class UploadSamples {
    private static final Page PAGE =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Payroll", "Upload a file");
    private static final String AT = "/t/acme/integrations/payroll";
    private static final String LONG = "Oluwaseun Adeyemi-Featherstonehaugh".repeat(4);

    private UploadSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("upload-file", "custom/upload", upload(true, ""), PAGE),
                new Sample("upload-file-first", "custom/upload", upload(false, "The file is empty. " + LONG), PAGE),
                new Sample("upload-columns", "custom/columns", columns(""), PAGE),
                new Sample(
                        "upload-columns-renamed",
                        "custom/columns",
                        columns("The file has no column User e-mail (Account: e-mail). Rename it."),
                        PAGE),
                new Sample("upload-preview", "custom/preview", preview(false, true), PAGE),
                new Sample("upload-preview-held", "custom/preview", preview(true, true), PAGE),
                new Sample("upload-preview-looked-at", "custom/preview", preview(false, false), PAGE));
    }

    private static UploadPage upload(boolean before, String fault) {
        return new UploadPage(
                AT,
                AT + "/upload",
                "Payroll",
                "The newest data is of 19 Oct 2026; a file is promised every 31 days",
                before ? "The file is 35 days old. Payroll needs attention until a newer one is published." : "",
                fault,
                before,
                !before,
                before,
                "curl -X PUT https://muster.acme.example/api/v1/tenants/acme/integrations/payroll/upload \\\n"
                        + "  -H \"Authorization: Bearer $TOKEN\" \\\n"
                        + "  -H \"Content-Type: text/csv\" --data-binary @payroll-access-2026-11.csv",
                "31",
                List.of(new Option("31", "31 days", ""), new Option("1", "day", "")),
                1,
                before
                        ? List.of(
                                new UploadPage.Earlier(
                                        4,
                                        "payroll-access-2026-10.csv",
                                        at("2026-10-19T09:12:00Z"),
                                        "payroll-upload",
                                        213,
                                        0),
                                new UploadPage.Earlier(
                                        3, LONG + ".csv", at("2026-09-21T10:40:00Z"), "Sofia Rossi", 209, 1))
                        : List.of(),
                false);
    }

    private static ColumnsPage columns(String fault) {
        List<ColumnsPage.Option> options = Arrays.stream(Meaning.values())
                .map(meaning -> new ColumnsPage.Option(meaning.word(), meaning.title()))
                .toList();
        var table = new ColumnsPage.Table(
                "Columns",
                214,
                List.of(
                        new ColumnsPage.Column(
                                "means-0-0",
                                "User e-mail",
                                "anna.berg@acme.example",
                                "213 of 214, 95 different",
                                "account_email"),
                        new ColumnsPage.Column(
                                "means-0-1", "Permission", "Approve", "213 of 214, 5 different", "level"),
                        new ColumnsPage.Column("means-0-2", LONG, "", "0 of 214", "not_used")),
                options,
                List.of(new ColumnsPage.Row(2, List.of("anna.berg@acme.example", "Approve", ""))));
        return new ColumnsPage(
                AT,
                "Payroll",
                3,
                "payroll-access-2026-11.csv",
                "214 rows, 6 columns, 18 kB, CSV, UTF-8, separated by semicolons",
                fault,
                List.of(table),
                "Permission",
                List.of(
                        new ColumnsPage.Level("View", 41, "View", false, 1),
                        new ColumnsPage.Level("Administrator", 23, "Administrator", true, 2)),
                false,
                List.of(new ColumnsPage.Fact("Accounts", "94, one for each User e-mail")));
    }

    private static PreviewPage preview(boolean guarded, boolean mayDecide) {
        var file = new Upload(
                5,
                "payroll-access-2026-11.csv",
                "CSV, UTF-8",
                18_000,
                214,
                "3f9a0c",
                Instant.parse("2026-11-23T09:41:00Z"),
                "Ana Lima",
                false,
                true,
                7,
                false);
        var preview = new Preview(
                file,
                7,
                guarded ? "60 of 96 users would disappear" : "3 of 214 rows are rejected",
                214,
                211,
                3,
                guarded,
                new Sum(94, 4, 6),
                new Sum(84, 2, 1),
                211,
                Map.of(Kind.JOINED, new Count(7, 4), Kind.GONE, new Count(9, 6), Kind.CHANGED, new Count(3, 3)),
                List.of(
                        new Bad(
                                88,
                                "",
                                List.of("Nilsen, Kari", "Expenses", "Edit"),
                                "Nilsen, Kari",
                                "User e-mail is empty",
                                "No account can be told without it"),
                        new Bad(131, "grants", List.of(), "", "Not an e-mail address: " + LONG, "")),
                new Removal(96, 6));
        return new PreviewPage(
                AT,
                "Payroll",
                preview,
                at("2026-11-23T09:41:00Z"),
                4,
                at("2026-10-19T09:12:00Z"),
                "6 of 96 accounts would go (6 %). A file is held above 20 % and more than 10.",
                "Because of row 131 Jonas Weber would be gone. Correct it if the access is still there.",
                mayDecide,
                "Administrators, Risk Managers and the owners Ana Lima",
                List.of(
                        new Choice("all", "All", 19, AT),
                        new Choice("granted", "Granted", 7, AT),
                        new Choice("removed", "Removed", 9, AT),
                        new Choice("changed", "Changed", 3, AT)),
                "all",
                "",
                List.of(
                        new Row("Joined", "4 accounts, 7 grants", Sign.GRANTED, "", null, null, ""),
                        new Row(
                                "",
                                "",
                                Sign.GRANTED,
                                "Piotr Zieliński",
                                null,
                                new Level("Pay out", "Pay out", true),
                                "Salaries"),
                        new Row("Gone", "6 accounts, 9 grants", Sign.REMOVED, "", null, null, ""),
                        new Row(
                                "",
                                "",
                                Sign.REMOVED,
                                LONG,
                                new Level("Administrator", "Administrator", true),
                                null,
                                LONG),
                        new Row("Changed", "3 grants", Sign.CHANGED, "", null, null, ""),
                        new Row(
                                "",
                                "",
                                Sign.CHANGED,
                                "Anna Berg",
                                new Level("Edit", "Edit", false),
                                new Level("Approve", "Approve", true),
                                "Expenses")),
                Pager.of(1, 6, 19, null, AT + "/upload/preview?after=MQ"),
                false);
    }
}
