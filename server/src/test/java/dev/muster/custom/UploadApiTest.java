package dev.muster.custom;

import static dev.muster.Eventually.eventually;
import static dev.muster.WatchedIntegration.feed;
import static dev.muster.custom.UploadedIntegration.HEADING;
import static dev.muster.custom.UploadedIntegration.column;
import static dev.muster.custom.UploadedIntegration.level;
import static dev.muster.custom.UploadedIntegration.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.tenant.Role;
import dev.muster.tenant.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A script keeps an application up to date whose data comes in files.
@MusterTest
@Tag("oldest-database")
class UploadApiTest {
    @Autowired
    private ApplicationContext server;

    @Test
    void a_file_without_a_fault_is_published_at_once() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);

        Answer answer = payroll.upload(HEADING + rows(0, 30) + "ana@acme.example,Ana,Salaries,Approve,\n"
                + "ANA@acme.example,Ana Lima,Salaries,View,\n");

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().get("state").asString()).isEqualTo("published");
        assertThat(answer.json().get("revision").asInt()).isEqualTo(1);
        assertThat(answer.json().get("read").asLong()).isEqualTo(32);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(32);
        JsonNode now = payroll.now();
        assertThat(now.get("status").asString()).isEqualTo("Connected");
        assertThat(now.get("message").asString()).isEqualTo("Data available");
        assertThat(now.get("counts").get("accounts").asLong()).isEqualTo(31);
        assertThat(now.get("counts").get("grants").asLong()).isEqualTo(32);
        assertThat(payroll.api()
                        .get(payroll.path() + "/runs/1")
                        .json()
                        .get("notes")
                        .toString())
                .contains("row 33", "Names the account otherwise than row 32, whose name is kept");
        assertThat(now.get("nextRun").isNull()).isTrue();
    }

    @Test
    void a_file_with_rejected_rows_waits_with_the_reasons() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        payroll.upload(HEADING + rows(0, 3));

        Answer answer = payroll.upload(HEADING + rows(1, 3) + "user0@acme,User 0,Expenses,View,\n" + rows(1, 2));

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        assertThat(answer.json().get("state").asString()).isEqualTo("on hold");
        assertThat(answer.json().get("read").asLong()).isEqualTo(4);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(2);
        assertThat(answer.json().get("rows").get(0).get("row").asInt()).isEqualTo(4);
        assertThat(answer.json().get("rows").get(0).get("why").asString())
                .isEqualTo("Not an e-mail address: user0@acme");
        assertThat(answer.json().get("rows").get(0).get("follows").asString())
                .isEqualTo("user0@acme.example is there now, and would be gone because of this row");
        assertThat(answer.json().get("rows").get(1).get("why").asString()).isEqualTo("The same as row 2");
        assertThat(payroll.now().get("status").asString()).isEqualTo("On hold");
        assertThat(payroll.now().get("revision").asInt()).isEqualTo(1);
    }

    @Test
    void the_guard_holds_half_a_file_and_discarding_it_leaves_all_as_it_was() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        payroll.upload(HEADING + rows(0, 60));

        Answer half = payroll.upload(HEADING + rows(0, 30));

        assertThat(half.status()).isEqualTo(202);
        assertThat(half.json().get("message").asString()).startsWith("30 of 60 users would disappear. ");
        assertThat(half.json().get("changes").get("accounts").get("less").asLong())
                .isEqualTo(30);
        String shown = payroll.page("/upload/preview?kind=removed");
        assertThat(shown).contains("1–20 of 30");
        Matcher next = Pattern.compile("/upload/preview\\?[^\"]*after=[^\"]+").matcher(shown);
        assertThat(next.find()).isTrue();
        assertThat(payroll.page(next.group().replace("&amp;", "&"))).contains("21–30 of 30");
        int run = half.json().get("run").asInt();
        assertThat(payroll.api()
                        .post(payroll.path() + "/runs/" + run + "/discard", null)
                        .status())
                .isEqualTo(200);
        assertThat(payroll.now().get("status").asString()).isEqualTo("Connected");
        assertThat(payroll.now().get("message").asString()).isEqualTo("Data available");
        assertThat(payroll.now().get("counts").get("accounts").asLong()).isEqualTo(60);
        assertThat(payroll.api()
                        .get(payroll.path() + "/upload")
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("discarded");
    }

    @Test
    void a_released_file_is_published_and_every_feed_adds_up() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        int run = payroll.upload(HEADING + rows(0, 5) + ",Nobody,Expenses,View,\n")
                .json()
                .get("run")
                .asInt();

        Answer released = payroll.api().post(payroll.path() + "/runs/" + run + "/release", null);

        assertThat(released.status()).isEqualTo(200);
        for (JsonNode feed : released.json().get("feeds")) {
            assertThat(feed.get("fetched").asLong())
                    .as(feed.toString())
                    .isEqualTo(
                            feed.get("stored").asLong() + feed.get("rejected").asLong());
        }
        assertThat(feed(released.json(), "grants").get("fetched").asLong()).isEqualTo(6);
        assertThat(feed(released.json(), "accounts").get("stored").asLong()).isEqualTo(5);
        assertThat(released.json().get("notes").toString()).contains("row 7", "User e-mail is empty");
        assertThat(payroll.now().get("message").asString()).isEqualTo("Data available; 1 record was rejected");
        assertThat(payroll.api()
                        .get(payroll.path() + "/upload")
                        .json()
                        .get("revision")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void levels_have_their_titles_and_one_that_came_later_is_unknown() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);

        Answer answer =
                payroll.upload(HEADING + "a@acme.example,A,Expenses,Approve,\nb@acme.example,B,Expenses,Pay out,\n");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode run = payroll.api().get(payroll.path() + "/runs/1").json();
        assertThat(feed(run, "grants").get("unknown").asLong()).isEqualTo(1);
        assertThat(run.get("notes").toString()).contains("Kept and shown as Unknown (Pay out)");
    }

    /// More people gain something than are worked out for one page.
    @Test
    void what_a_file_tells_is_what_can_be_done() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        String first = HEADING + rows(0, 60) + "ana@acme.example,Ana,Expenses,Approve,\n"
                + "ana@acme.example,Ana,Salaries,View,21.11.2026\nodd@acme.example,Odd,Salaries,Pay out,\n";
        assertThat(payroll.upload(first).status()).isEqualTo(200);
        StringBuilder second = new StringBuilder(first);
        for (int i = 0; i < 60; i++) {
            second.append("user%d@acme.example,User %d,Salaries,Edit,\n".formatted(i, i));
        }
        assertThat(payroll.upload(second.toString()).status()).isEqualTo(200);

        JsonNode ana = get(payroll, "/accounts/ana@acme.example/access").get("items");
        assertThat(ana.get(0).get("name").asString()).isEqualTo("Expenses");
        assertThat(ana.get(0).get("rights").toString()).isEqualTo("[\"approve\"]");
        assertThat(ana.get(1).get("why").asString()).isEqualTo("Holds View");
        JsonNode odd =
                get(payroll, "/accounts/odd@acme.example/access?right=unknown").get("items");
        assertThat(odd.get(0).get("open").toString()).contains("view", "edit", "approve", "administrator");
        assertThat(get(payroll, "/resources/resource/Expenses/access?right=approve")
                        .get("items"))
                .hasSize(1);
        assertThat(get(payroll, "/resources/resource/Expenses/access?right=any&limit=500")
                        .get("items"))
                .hasSize(61);
        JsonNode gained = get(payroll, "/right-changes?from=1&to=2&kind=granted&limit=500");
        assertThat(gained.get("accounts").asInt()).isEqualTo(60);
        assertThat(gained.get("items").get(0).get("gained").toString()).isEqualTo("[\"edit\"]");
        assertThat(payroll.page("/changes.csv?what=rights&from=1&to=2").lines().filter(line -> line.contains(",Edit,")))
                .hasSize(60);
        assertThat(payroll.page("/accounts/ana@acme.example"))
                .contains("Holds Approve", "Nothing else adds to it", "2026-11-21", "Rights by resource")
                .doesNotContain("Base role");
        assertThat(payroll.page("/resources/resource/Expenses"))
                .contains("Who holds access", "61 grants", "Who can do something");
        assertThat(payroll.page("/resources/resource/Expenses?view=able"))
                .contains("holds Approve", "hold something", "Who can do what");
    }

    private static JsonNode get(UploadedIntegration payroll, String below) {
        Answer answer = payroll.api().get(payroll.path() + below);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void three_tables_tell_owners_groups_and_the_same_account_twice() throws IOException {
        UploadedIntegration payroll = UploadedIntegration.added(server);
        Answer columns = payroll.columns(Map.of(
                "tables",
                List.of(
                        table("accounts", column("Mail", "account_email"), column("Kind", "account_kind")),
                        table("resources", column("Name", "resource_name"), column("Owner", "resource_owner")),
                        table(
                                "grants",
                                column("Mail", "account_email"),
                                column("Group", "group"),
                                column("On", "resource_name"),
                                column("Level", "level"))),
                "levels",
                List.of(level("Member", false), level("Approve", true))));
        assertThat(columns.status()).as(columns.json().toString()).isEqualTo(200);
        String accounts = "Mail,Kind\nana@acme.example,person\nexport@acme.example,service\n";
        String resources = "Name,Owner\nFinance,\nExpenses,Finance\n";
        String grants = "Mail,Group,On,Level\nana@acme.example,,Finance,Member\n,Finance,Expenses,Approve\n";

        Answer published = payroll.upload(zip(accounts, resources, grants));
        Answer twice = payroll.upload(zip(accounts + "ANA@acme.example,person\n", resources, grants));

        assertThat(published.status()).as(published.json().toString()).isEqualTo(200);
        JsonNode counts = payroll.now().get("counts");
        assertThat(counts.get("accounts").asLong()).isEqualTo(2);
        assertThat(counts.get("resources").asLong()).isEqualTo(2);
        assertThat(counts.get("links").asLong()).isEqualTo(2);
        assertThat(counts.get("grants").asLong()).isEqualTo(1);
        assertThat(twice.status()).isEqualTo(202);
        assertThat(twice.json().get("rows").get(0).get("table").asString()).isEqualTo("accounts");
        assertThat(twice.json().get("rows").get(0).get("why").asString()).isEqualTo("The same as row 2");
        refused(payroll.upload(HEADING + rows(0, 1)), 422, "lacks the table accounts");
    }

    @SafeVarargs
    private static Map<String, Object> table(String kind, Map<String, String>... columns) {
        return Map.of("kind", kind, "columns", List.of(columns));
    }

    private static byte[] zip(String accounts, String resources, String grants) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : Map.of("accounts.csv", accounts, "resources.csv", resources, "grants.csv", grants)
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void bad_files_are_refused_in_words_and_nothing_is_published() throws IOException {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        payroll.upload(HEADING + rows(0, 2));

        refused(payroll.upload(""), 422, "The file is empty");
        refused(payroll.upload(HEADING), 422, "no rows below it");
        refused(
                payroll.upload(HEADING.replace("User e-mail", "Mail") + rows(0, 2)),
                422,
                "no column User e-mail (Account: e-mail)");
        refused(payroll.upload(HEADING + "x,X,Expenses,View,\n"), 422, "None of the 1 rows can be stored");
        refused(payroll.upload("a,".repeat(200) + "b\n1\n"), 413, "a table has at most 100");
        refused(payroll.upload("a\n" + "1\n".repeat(1_000_001)), 413, "more than 1,000,000 rows");
        refused(
                payroll.upload(
                        (HEADING + "z@acme.example,Zo\u00eb,Expenses,View,\n").getBytes(StandardCharsets.ISO_8859_1)),
                400,
                "not UTF-8");
        refused(payroll.upload(new byte[] {'P', 'K', 3, 4, 0, 0}), 400, "damaged");
        refused(payroll.upload(withFormula()), 422, "Row 2 has a formula in column Permission");
        refused(
                payroll.api().put(payroll.path() + "/upload", "application/json", BodyPublishers.ofString("{}")),
                422,
                "as the body");
        refused(payroll.api().post(payroll.path() + "/sync", null), 409, "Upload a new one");

        assertThat(payroll.now().get("status").asString()).isEqualTo("Connected");
        assertThat(payroll.now().get("revision").asInt()).isEqualTo(1);
        assertThat(payroll.api().get(payroll.path() + "/runs").json().get("items"))
                .hasSize(1);
    }

    @Test
    void a_file_that_says_how_large_it_is_is_refused_before_it_is_sent() throws IOException {
        UploadedIntegration payroll = UploadedIntegration.understood(server);

        try (var socket = new Socket(
                "127.0.0.1", server.getEnvironment().getRequiredProperty("local.server.port", Integer.class))) {
            socket.getOutputStream()
                    .write(
                            "PUT /api/v1/tenants/%s%s/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\nContent-Length: 500000000\r\n\r\n"
                                    .formatted(payroll.tenant().tenant().slug(), payroll.path())
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer = until("at most 128 MB", socket.getInputStream());

            assertThat(answer).startsWith("HTTP/1.1 413").contains("This file is too large", "at most 128 MB");
        }
    }

    /// What comes up to some words; all of it where they never come. The connection itself stays open for a while.
    private static String until(String words, InputStream in) throws IOException {
        var come = new StringBuilder();
        byte[] some = new byte[1024];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            come.append(new String(some, 0, read, StandardCharsets.UTF_8));
            if (come.indexOf(words) >= 0) {
                break;
            }
        }
        return come.toString();
    }

    @Test
    void what_columns_mean_is_asked_before_a_script_may_send() {
        UploadedIntegration payroll = UploadedIntegration.added(server);

        refused(payroll.upload(HEADING + rows(0, 1)), 409, "Nobody has said yet what the columns");
        refused(payroll.columns(Map.of("tables", List.of())), 422, "Send tables");
        refused(
                payroll.columns(Map.of(
                        "tables", List.of(Map.of("kind", "access", "columns", List.of(column("Mail", "nonsense")))))),
                422,
                "means one of");
        refused(
                payroll.columns(Map.of(
                        "tables",
                        List.of(Map.of("kind", "access", "columns", List.of(column("Mail", "account_email")))))),
                422,
                "No column tells on what");
        assertThat(payroll.now().get("message").asString()).isEqualTo("Upload a file to see who has access");
        assertThat(payroll.now().get("status").asString()).isEqualTo("Not configured");
    }

    @Test
    void another_tenant_and_a_reviewer_are_kept_out() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        UploadedIntegration other = UploadedIntegration.understood(server);
        User priya = payroll.tenant().join("Priya Raman", Role.REVIEWER);
        ApiClient reviewer = payroll.tenant().api(payroll.tenant().access(priya, Role.REVIEWER));

        refused(file(other.api(), payroll.path()), 404, "no such integration");
        refused(file(reviewer, payroll.path()), 403, "lacks the scope Integrations");
        assertThat(other.api().get(payroll.path() + "/upload").status()).isEqualTo(404);
        assertThat(other.api().get(payroll.path() + "/columns").status()).isEqualTo(404);
        assertThat(payroll.now().get("revision").isNull()).isTrue();
    }

    @Test
    void a_file_that_is_older_than_promised_needs_attention_until_a_newer_one_is_published() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        payroll.upload(HEADING + rows(0, 2));
        age(payroll, 40);

        Scheduler scheduler = server.getBean(Scheduler.class);
        scheduler.reschedule(TaskInstanceId.of("late-files", RecurringTask.INSTANCE), Instant.EPOCH);
        scheduler.triggerCheckForDueExecutions();

        eventually(() -> payroll.now().get("status").asString(), "Needs attention"::equals);
        assertThat(payroll.now().get("message").asString())
                .matches(
                        "The newest file is of .*, and one is promised every 31 days\\. Upload a new one\\. Data from .* stays available");
        promise(payroll, 92);
        assertThat(payroll.now().get("message").asString()).isEqualTo("Data available");
        promise(payroll, 7);
        assertThat(payroll.now().get("status").asString()).isEqualTo("Needs attention");
        assertThat(payroll.upload(HEADING + rows(0, 3)).status()).isEqualTo(200);
        assertThat(payroll.now().get("status").asString()).isEqualTo("Connected");
    }

    private static void promise(UploadedIntegration payroll, int days) {
        Answer saved = payroll.api()
                .put(payroll.path() + "/configuration", "{\"settings\": {\"promise\": \"%d\"}}".formatted(days));
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
    }

    private void age(UploadedIntegration payroll, int days) {
        JdbcClient.create(server.getBean(FreshDatabase.class).administrator())
                .sql(
                        "update integration_status set file_at = file_at - make_interval(days => :days) where integration_id = :id")
                .param("days", days)
                .param(
                        "id",
                        UUID.fromString(payroll.path().substring(payroll.path().lastIndexOf('/') + 1)))
                .update();
    }

    private static Answer file(ApiClient api, String path) {
        return api.put(path + "/upload", "text/csv", BodyPublishers.ofString(HEADING + rows(0, 1)));
    }

    private static byte[] withFormula() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", null)) {
            Worksheet sheet = workbook.newWorksheet("Sheet");
            String[] heading = HEADING.strip().split(",");
            for (int i = 0; i < heading.length; i++) {
                sheet.value(0, i, heading[i]);
            }
            sheet.value(1, 0, "a@acme.example");
            sheet.value(1, 1, "A");
            sheet.value(1, 2, "Expenses");
            sheet.formula(1, 3, "B2");
        }
        return bytes.toByteArray();
    }

    private static void refused(Answer answer, int status, String words) {
        assertThat(answer.json().toString()).contains(words);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }
}
