package dev.muster.download;

import static dev.muster.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.download.About.Maker;
import dev.muster.download.Pieces.Attempt;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Files that the background writes.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadsTest {
    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private ScriptedIntegration watched;
    private TestTenant tenant;
    private TenantAccess ana;

    @BeforeAll
    void synced() {
        watched = ScriptedIntegration.synced(server, 12, 2);
        tenant = watched.tenant();
        ana = tenant.access();
    }

    @Test
    void a_file_is_the_list_at_the_moment_somebody_asked_and_says_what_it_is() throws Exception {
        String list = visit("/access.csv").body();
        JsonNode csv = ready(ask("grants", "csv", Map.of()));
        JsonNode xlsx = ready(ask("grants", "xlsx", Map.of()));

        byte[] rows = content(csv);
        assertThat(new String(rows, StandardCharsets.UTF_8)).isEqualTo(list);
        assertThat(csv.get("digest").asString()).isEqualTo(RowsTest.sha256(rows));
        assertThat(csv.get("bytes").asLong()).isEqualTo(rows.length);
        assertThat(csv.get("written").asLong()).isEqualTo(csv.get("expected").asLong());
        assertThat(csv.get("name").asString()).matches("acme-[0-9]+-access-[0-9-]{10}\\.csv");
        assertThat(xlsx.get("digest").asString()).isEqualTo(csv.get("digest").asString());
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content(xlsx)))) {
            assertThat(book.findSheet("Rows").orElseThrow().read())
                    .hasSize((int) list.lines().count());
            assertThat(book.getFirstSheet().read().toString()).contains("every feed complete");
        }
        assertThat(recorded("download.made"))
                .contains(csv.get("name").asString(), xlsx.get("name").asString());
        assertThat(recorded("download.fetched"))
                .contains(csv.get("name").asString(), xlsx.get("name").asString());
    }

    /// Without a roster and without rules.
    @Test
    void every_list_is_had_as_a_file_under_the_name_that_calls_give_it() throws IOException {
        Map<String, Asked> lists = EveryList.of(watched);
        var refused = Set.of("account-rights", "resource-rights", "changes-of-rights", "leavers", "unmatched-accounts");
        Map<String, FileList> all = server.getBeansOfType(FileList.class).values().stream()
                .collect(Collectors.toMap(FileList::id, list -> list));

        var known = new HashSet<>(lists.keySet());
        known.addAll(refused);
        assertThat(all.keySet()).isEqualTo(known);
        for (var list : lists.entrySet()) {
            ListFile opened = requireNonNull(all.get(list.getKey())).open(ana, list.getValue());
            ListFile again = requireNonNull(all.get(list.getKey()))
                    .open(ana, opened.head().again());
            assertThat(again.head()).as(list.getKey()).isEqualTo(opened.head());
            var csv = new ByteArrayOutputStream();
            WrittenFile file =
                    WrittenFile.write(opened, FileFormat.CSV, csv, new Maker("Acme", "Ana", Instant.EPOCH), rows -> {});
            assertThat(opened.head().rows()).as(list.getKey()).isIn(null, file.rows());
            assertThat(CsvReader.builder().ofCsvRecord(csv.toString(StandardCharsets.UTF_8)).stream())
                    .as(list.getKey())
                    .hasSize((int) file.rows() + 1)
                    .allMatch(line ->
                            line.getFieldCount() == opened.head().columns().size());
        }
        assertThat(server.getBean(Downloads.class)
                        .head(ana, "grants", requireNonNull(lists.get("grants")))
                        .name())
                .matches("acme-[0-9]+-scripted-[0-9]+-grants-r1-[0-9-]{10}");
        for (String ending : List.of("csv", "zip", "xlsx")) {
            assertThat(visit(watched.path() + "/accounts." + ending).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_cannot_be_asked_is_refused_by_its_name() {
        assertFault(post("{\"list\": \"nonsense\", \"format\": \"csv\"}"), "list");
        assertFault(post("{\"list\": \"grants\", \"format\": \"pdf\"}"), "format");
        assertFault(
                post("{\"list\": \"grants\", \"format\": \"csv\", \"parameters\": {\"colour\": \"red\"}}"), "colour");
        assertFault(
                post("{\"list\": \"accounts\", \"format\": \"csv\", \"parameters\": {\"integration\": \"x\"}}"),
                "integration");
    }

    @Test
    void nobody_sees_a_file_but_who_asked_and_those_who_may_see_the_files_of_others() {
        User sofia = tenant.join("Sofia Rossi", Role.REVIEWER);
        User tom = tenant.join("Tom Berg", Role.AUDITOR);
        ApiClient hers = tenant.api(tenant.access(sofia, Role.REVIEWER));
        String id = ready(
                        hers.post("/downloads", "{\"list\": \"grants\", \"format\": \"csv\"}")
                                .json(),
                        hers)
                .get("id")
                .asString();
        String anas = ready(ask("audit", "csv", Map.of())).get("id").asString();

        assertThat(hers.get("/downloads/" + anas).status()).isEqualTo(404);
        assertThat(hers.get("/downloads").json().toString()).contains(id).doesNotContain(anas);
        assertThat(hers.post("/downloads", "{\"list\": \"audit\", \"format\": \"csv\"}")
                        .status())
                .isEqualTo(403);
        ApiClient auditor = tenant.api(tenant.access(tom, Role.AUDITOR));
        assertThat(auditor.get("/downloads/" + id).status()).isEqualTo(200);
        assertThat(auditor.get("/downloads/" + anas).status()).isEqualTo(200);
        assertThat(auditor.delete("/downloads/" + id).status()).isEqualTo(404);
        TestTenant other = TestTenant.on(server);
        assertThat(other.api().get("/downloads/" + id).status()).isEqualTo(404);
        assertThat(other.api().get("/downloads").json().get("items")).isEmpty();

        server.getBean(Members.class).remove(ana.id(), ana.actor(), sofia.id());
        assertThat(hers.get("/downloads/" + id + "/content").status()).isIn(401, 404);
    }

    @Test
    void what_a_dead_server_began_is_no_file_and_is_written_again_from_its_beginning() throws Exception {
        Download download = waiting("grants", Role.ADMINISTRATOR);
        var pieces = server.getBean(Pieces.class);
        var first = new Attempt(ana.id(), download.id(), start(download));
        pieces.write(first, 0, "half a file".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> server.getBean(Downloads.class).fetch(ana, download.id()))
                .hasMessageContaining("not written to its end");
        server.getBean(DownloadWriter.class).work(ana.id(), download.id());

        Download whole = server.getBean(Downloads.class).get(ana, download.id());
        assertThat(whole.progress().state()).isEqualTo(DownloadState.READY);
        assertThat(whole.progress().attempt()).isEqualTo(2);
        try (var file = pieces.read(new Attempt(ana.id(), download.id(), 2))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(visit("/access.csv").body());
        }
        assertThatThrownBy(() -> pieces.write(first, 1, new byte[] {1})).isInstanceOf(Pieces.Superseded.class);
        assertThat(count(download, "attempt = 1")).isZero();
    }

    @Test
    void who_lost_the_role_gets_no_file_by_having_asked_before() {
        User risk = tenant.join("Rita Moss", Role.REVIEWER);
        Download download = waiting("audit", Role.RISK_MANAGER, risk);

        server.getBean(DownloadWriter.class).work(ana.id(), download.id());

        Download failed = server.getBean(Downloads.class).get(ana, download.id());
        assertThat(failed.progress().state()).isEqualTo(DownloadState.FAILED);
        assertThat(failed.fault()).contains("The audit record is read by");
        assertThat(count(download, "true")).isZero();
    }

    @Test
    void a_token_of_somebody_who_lost_the_role_gets_no_file_either() {
        User omar = tenant.join("Omar Lost", Role.REVIEWER);
        Download download =
                waiting("audit", Role.RISK_MANAGER, tenant.access(omar, Role.REVIEWER), Actor.Kind.API_TOKEN);

        server.getBean(DownloadWriter.class).work(ana.id(), download.id());

        assertThat(server.getBean(Downloads.class)
                        .get(ana, download.id())
                        .progress()
                        .state())
                .isEqualTo(DownloadState.FAILED);
        assertThat(count(download, "true")).isZero();
    }

    @Test
    void after_its_week_a_file_goes() {
        Download download = waiting("grants", Role.ADMINISTRATOR);
        var writer = server.getBean(DownloadWriter.class);
        assertThat(writer.work(ana.id(), download.id())).contains(download.keptUntil());
        watched.database()
                .sql("update download set kept_until = now() - interval '1 hour' where id = :id")
                .param("id", download.id())
                .update();

        assertThat(writer.work(ana.id(), download.id())).isEmpty();

        assertThat(count(download, "true")).isZero();
    }

    @Test
    void no_tenant_asks_for_more_files_than_there_is_room_for() {
        TestTenant busy = TestTenant.on(server);
        TenantAccess asker = busy.access();
        for (int i = 0; i < Downloads.MOST_OPEN; i++) {
            waiting("grants", Role.ADMINISTRATOR, asker);
        }

        assertThatThrownBy(() -> server.getBean(Downloads.class).ask(asker, "grants", "csv", Asked.of(Map.of())))
                .hasMessageContaining("5 files of")
                .hasMessageContaining("Nothing was asked for");
    }

    @Test
    void the_page_offers_a_list_and_shows_its_file() {
        var reader = visitor();
        String page = reader.get(at("/downloads?list=grants&format=xlsx&state=active"))
                .body();
        assertThat(page).contains("This list has", "State is active", "Write it as XLSX");

        reader.post(at("/downloads"), Map.of("list", "grants", "format", "xlsx", "state", "active"));

        String shown = eventually(
                () -> reader.get(at("/downloads")).body(),
                body -> !body.contains("every 2s\" hx-get")
                        && body.contains("State is active")
                        && !body.contains(">Stop<"));
        assertThat(shown).contains("Ready", "What the file says of itself", "/file\"");
        assertThat(reader.get(at("/downloads/rows")).body())
                .contains("State is active")
                .doesNotContain("<html");
    }

    private static void assertFault(Answer answer, String name) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().toString()).contains("\"" + name + "\"");
    }

    private Answer post(String body) {
        return tenant.api().post("/downloads", body);
    }

    private JsonNode ask(String list, String format, Map<String, String> parameters) {
        Answer answer =
                post(ScriptedIntegration.json(Map.of("list", list, "format", format, "parameters", parameters)));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        return answer.json();
    }

    private JsonNode ready(JsonNode asked) {
        return ready(asked, tenant.api());
    }

    private static JsonNode ready(JsonNode asked, ApiClient api) {
        return eventually(
                () -> api.get("/downloads/" + asked.get("id").asString()).json(),
                download -> download.get("state").asString().equals("ready"));
    }

    private byte[] content(JsonNode download) throws Exception {
        UUID id = UUID.fromString(download.get("id").asString());
        server.getBean(Downloads.class).fetch(ana, id);
        int attempt = download.get("attempt").asInt();
        try (var file = server.getBean(Pieces.class).read(new Attempt(ana.id(), id, attempt))) {
            return file.readAllBytes();
        }
    }

    /// One that no task is there for, so that the test alone decides when something happens to it.
    private Download waiting(String list, Role role) {
        return waiting(list, role, ana);
    }

    private Download waiting(String list, Role role, User asker) {
        return waiting(list, role, tenant.access(asker, role));
    }

    private Download waiting(String list, Role role, TenantAccess asker) {
        return waiting(list, role, asker, Actor.Kind.USER);
    }

    private Download waiting(String list, Role role, TenantAccess asker, Actor.Kind kind) {
        var now = server.getBean(Clock.class).instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        var download = new Download(
                UUID.randomUUID(),
                list,
                Asked.of(Map.of()),
                FileFormat.CSV,
                "file.csv",
                "A list",
                new Download.Asker(asker.user(), role, kind, asker.userName()),
                now,
                now.plus(Duration.ofDays(7)),
                new Download.Progress(DownloadState.WAITING, 0, null, 0, null, null),
                null,
                null);
        var store = server.getBean(DownloadStore.class);
        server.getBean(TenantTransactions.class).write(asker.id(), () -> store.insert(asker.id(), download));
        return download;
    }

    private int start(Download download) {
        var store = server.getBean(DownloadStore.class);
        return server.getBean(TenantTransactions.class)
                .write(ana.id(), () -> store.start(ana.id(), download.id(), download.askedAt()))
                .orElseThrow();
    }

    private long count(Download download, String condition) {
        return server.getBean(TenantTransactions.class)
                .read(
                        ana.id(),
                        () -> server.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                                .sql(
                                        "select count(*) from download_piece where tenant_id = :tenant and download_id = :id and "
                                                + condition)
                                .param("tenant", ana.id().value())
                                .param("id", download.id())
                                .query(Long.class)
                                .single());
    }

    private List<String> recorded(String action) {
        return server.getBean(AuditTrail.class).all(ana.id(), action).stream()
                .map(entry -> entry.subject())
                .toList();
    }

    private java.net.http.HttpResponse<String> visit(String path) {
        return visitor().get(at(path));
    }

    private String at(String path) {
        return "/t/%s%s".formatted(tenant.tenant().slug(), path);
    }

    private Visitor visitor() {
        var visitor = new Visitor(port);
        visitor.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
        return visitor;
    }
}
