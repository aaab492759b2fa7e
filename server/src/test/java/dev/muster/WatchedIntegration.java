package dev.muster;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.FreshDatabase;
import dev.muster.signin.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An integration of a tenant of its own, used over REST as a script would.
public class WatchedIntegration {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger MADE = new AtomicInteger();

    private final ApplicationContext server;
    private final TestTenant tenant;
    private final ApiClient api;
    private final String id;

    WatchedIntegration(ApplicationContext server, TestTenant tenant, ApiClient api, String id) {
        this.server = server;
        this.tenant = tenant;
        this.api = api;
        this.id = id;
    }

    /// Adds one that is not configured yet; its id.
    static String add(TestTenant tenant, ApiClient api, String application, String name) {
        ApiClient.Answer added = api.post(
                "/integrations",
                json(Map.of(
                        "application",
                        application,
                        "name",
                        "%s %d".formatted(name, MADE.incrementAndGet()),
                        "owner",
                        tenant.administrator().email())));
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
        return added.json().get("id").asString();
    }

    ApplicationContext server() {
        return server;
    }

    public TestTenant tenant() {
        return tenant;
    }

    public ApiClient api() {
        return api;
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    /// Address of the integration below the tenant's.
    public String path() {
        return "/integrations/" + id;
    }

    /// Asks for a run and waits until it ended; its certificate.
    public JsonNode sync() {
        int next = newestRun() + 1;
        ApiClient.Answer asked = api.post(path() + "/sync", null);
        assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
        return awaitRun(next);
    }

    /// Waits until a run ended; its certificate. The database is asked whether it did: certificates are long, and
    /// whoever asks for one twenty times keeps from its work what is waited for.
    public JsonNode awaitRun(int number) {
        eventually(() -> ended(number), ended -> ended);
        return api.get(path() + "/runs/" + number).json();
    }

    private boolean ended(int number) {
        return database()
                .sql("""
                        select exists (select from sync_run
                                        where integration_id = :id and number = :number and outcome is not null)
                        """)
                .param("id", id())
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    /// Number of the newest run; 0 when there is none.
    public int newestRun() {
        return api.get(path() + "/runs?limit=1")
                .json()
                .get("items")
                .path(0)
                .path("number")
                .asInt(0);
    }

    /// Forgets what earlier runs left behind for the connector, as an update of it would: the next run reads
    /// everything.
    public void forget() {
        database()
                .sql("update sync_run set memory = null where integration_id = :id")
                .param("id", id())
                .update();
    }

    /// A page about the integration as its Administrator sees it.
    ///
    /// @param path below the address of the integration: `/history`
    public String page(String path) {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
        return visitor.get("/t/%s%s%s".formatted(tenant.tenant().slug(), path(), path))
                .body();
    }

    /// The integration as it stands.
    public JsonNode now() {
        return api.get(path()).json();
    }

    public String status() {
        return now().get("status").asString();
    }

    public String message() {
        return now().get("message").asString();
    }

    /// Number of the newest revision; 0 when there is none.
    public int revision() {
        return now().path("revision").asInt(0);
    }

    /// Every account, read page by page.
    public List<JsonNode> accounts() {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    api.get(path() + "/accounts?limit=500&after=" + after).json();
            page.get("items").forEach(all::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return all;
    }

    /// One account by its id.
    public JsonNode accountOf(String externalId) {
        return accounts().stream()
                .filter(account -> account.get("id").asString().equals(externalId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No account " + externalId + " in " + accounts()));
    }

    /// The certificate of one feed.
    public static JsonNode feed(JsonNode run, String feed) {
        for (JsonNode certificate : run.get("feeds")) {
            if (certificate.get("feed").asString().equals(feed)) {
                return certificate;
            }
        }
        throw new AssertionError("No feed " + feed + " in " + run);
    }

    public static String outcome(JsonNode run) {
        return run.get("run").get("outcome").asString();
    }

    /// What a run changed: `+1 -2 ~3`.
    public static String changes(JsonNode run) {
        JsonNode changes = run.get("run").get("changes");
        return "+%d -%d ~%d"
                .formatted(
                        changes.get("added").asLong(),
                        changes.get("removed").asLong(),
                        changes.get("changed").asLong());
    }

    /// Fact rows that were ever written, and those that ended; counted behind the application's back.
    public Facts facts() {
        return database()
                .sql("""
                        select count(*) as written, count(to_revision) as closed
                          from (select to_revision from account where integration_id = :id
                                union all select to_revision from resource where integration_id = :id
                                union all select to_revision from access_grant where integration_id = :id
                                union all select to_revision from link where integration_id = :id) fact
                        """)
                .param("id", id())
                .query((row, index) -> new Facts(row.getLong("written"), row.getLong("closed")))
                .single();
    }

    public record Facts(long written, long closed) {}

    /// The database as it really is, past row-level security.
    public JdbcClient database() {
        return JdbcClient.create(server.getBean(FreshDatabase.class).administrator());
    }

    public static String json(Map<String, ?> fields) {
        return JSON.writeValueAsString(fields);
    }
}
