package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.connector.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// An integration with an application that a [Script] plays.
public final class ScriptedIntegration extends WatchedIntegration {
    private final String secret;
    private final Script script;

    private ScriptedIntegration(
            ApplicationContext server, TestTenant tenant, ApiClient api, String id, String secret, Script script) {
        super(server, tenant, api, id);
        this.secret = secret;
        this.script = script;
    }

    /// One of a fresh tenant, not configured yet.
    public static ScriptedIntegration added(ApplicationContext server) {
        return added(server, TestTenant.on(server));
    }

    /// A further one of a tenant, not configured yet.
    public static ScriptedIntegration added(ApplicationContext server, TestTenant tenant) {
        return added(server, tenant, ScriptedConnector.ID, "Scripted");
    }

    /// One in the shape of [ScriptedRepositories].
    public static ScriptedIntegration withRepositories(ApplicationContext server) {
        return added(server, TestTenant.on(server), ScriptedRepositories.ID, "Repositories");
    }

    private static ScriptedIntegration added(
            ApplicationContext server, TestTenant tenant, String application, String name) {
        ApiClient api = tenant.api();
        String secret = "key-" + UUID.randomUUID();
        var script = new Script();
        ScriptedConnector.play(Secret.of(secret), script);
        return new ScriptedIntegration(server, tenant, api, add(tenant, api, application, name), secret, script);
    }

    /// One with people and teams of the given number whose first revision is published.
    ///
    /// @see #person
    /// @see #team
    public static ScriptedIntegration synced(ApplicationContext server, int people, int teams) {
        ScriptedIntegration scripted = added(server);
        for (int i = 0; i < people; i++) {
            scripted.script.record("people", "P" + i, person("P" + i), role("P" + i, "user"));
        }
        for (int i = 0; i < teams; i++) {
            scripted.script.record("teams", "T" + i, team("T" + i));
        }
        scripted.connect();
        return scripted;
    }

    public Script script() {
        return script;
    }

    /// What finds the script.
    public String secret() {
        return secret;
    }

    /// A further secret with which the same script is played.
    public String anotherSecret() {
        String another = "key-" + UUID.randomUUID();
        ScriptedConnector.play(Secret.of(another), script);
        return another;
    }

    /// Saves the key and waits for the run that starts.
    public JsonNode connect() {
        return configure(Map.of("secrets", Map.of(ScriptedConnector.ACCESS_KEY, secret)));
    }

    /// Saves settings and waits for the run that starts; its certificate.
    public JsonNode configure(Map<String, ?> settings) {
        int next = newestRun() + 1;
        Map<String, Object> all = new TreeMap<>(settings);
        all.putIfAbsent("dailyAt", FarFromNow.TIME);
        all.putIfAbsent("timeZone", "UTC");
        ApiClient.Answer saved = api().put(path() + "/configuration", json(all));
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
        return awaitRun(next);
    }

    public static Row.Account person(String id) {
        return new Row.Account(
                user(id),
                "Person " + id,
                id.toLowerCase(java.util.Locale.ROOT) + "@acme.example",
                AccountKind.HUMAN,
                AccountState.ACTIVE,
                Map.of());
    }

    public static Row.Grant role(String person, String value) {
        return new Row.Grant(user(person), new Key("account", "account"), value);
    }

    public static Row.Resource team(String id) {
        return new Row.Resource(new Key("team", id), "Team " + id, Map.of());
    }

    public static Row.Grant member(String person, String team) {
        return new Row.Grant(user(person), new Key("team", team), "member");
    }

    public static Key user(String id) {
        return new Key("user", id);
    }

    /// Everything that held at a revision, a line a fact.
    public TreeSet<String> asOf(int revision) {
        return LedgerFacts.asOf(database(), id(), revision);
    }

    /// Ids of the application's own audit entries that are kept.
    public List<String> changeIds() {
        return database()
                .sql("select id from change_record where integration_id = :id order by at, id")
                .param("id", id())
                .query((row, index) -> row.getString("id"))
                .list();
    }
}
