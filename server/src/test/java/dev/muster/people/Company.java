package dev.muster.people;

import static dev.muster.WatchedIntegration.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.signin.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// A tenant of its own with one application, and a roster as soon as somebody uploads one; used over REST.
public final class Company {
    static final String HEADING = "E-mail,Other e-mails,Name,Id,Department,Manager,First day,Last day\n";

    private static final List<String> COLUMNS = List.of(
            "person_email",
            "person_other_emails",
            "person_name",
            "person_id",
            "person_department",
            "person_manager",
            "first_day_year_first",
            "last_day_year_first");

    private final ApplicationContext server;
    private final ScriptedIntegration application;
    private @Nullable String roster;

    private Company(ApplicationContext server, ScriptedIntegration application) {
        this.server = server;
        this.application = application;
    }

    public static Company on(ApplicationContext server) {
        return new Company(server, ScriptedIntegration.added(server));
    }

    public ScriptedIntegration application() {
        return application;
    }

    /// A second application.
    public ScriptedIntegration another() {
        return ScriptedIntegration.added(server, application.tenant());
    }

    public TestTenant tenant() {
        return application.tenant();
    }

    public ApiClient api() {
        return application.api();
    }

    /// An account of somebody, and a level it holds on the whole application.
    Company account(String id, String name, @Nullable String email, String level) {
        return account(id, name, email, AccountKind.HUMAN, level);
    }

    Company account(String id, String name, @Nullable String email, AccountKind kind, String level) {
        add(application, id, name, email, kind, level);
        return this;
    }

    static void add(
            ScriptedIntegration to, String id, String name, @Nullable String email, AccountKind kind, String level) {
        Key user = ScriptedIntegration.user(id);
        to.script()
                .record(
                        "people",
                        id,
                        new Row.Account(user, name, email, kind, AccountState.ACTIVE, Map.of()),
                        new Row.Grant(user, new Key("account", "account"), level));
    }

    /// Address of the roster, which is there from the first time on.
    String roster() {
        if (roster == null) {
            Answer added = addRoster();
            assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
            roster = "/integrations/" + added.json().get("id").asString();
            Answer told = api().put(roster + "/columns", json(form("people", HEADING, COLUMNS)));
            assertThat(told.status()).as(told.json().toString()).isEqualTo(200);
        }
        return roster;
    }

    Answer addRoster() {
        return api().post(
                        "/integrations",
                        json(Map.of(
                                "application",
                                "roster",
                                "owner",
                                tenant().administrator().email())));
    }

    static Map<String, Object> form(String kind, String heading, List<String> means) {
        String[] names = heading.strip().split(",");
        List<Map<String, String>> columns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            columns.add(Map.of("name", names[i], "means", means.get(i)));
        }
        return Map.of("tables", List.of(Map.of("kind", kind, "columns", columns)));
    }

    /// Sends a roster as a script does.
    ///
    /// @param rows below [#HEADING]
    Answer send(String... rows) {
        return api().put(
                        roster() + "/upload?name=roster.csv",
                        "text/csv",
                        BodyPublishers.ofString(HEADING + String.join("\n", rows) + "\n"));
    }

    /// Sends one that is published at once.
    public void publish(String... rows) {
        Answer sent = send(rows);
        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(200);
    }

    /// A row of somebody who works here.
    public static String row(String email, String name, String id) {
        return row(email, "", name, id, "", "");
    }

    public static String row(String email, String others, String name, String id, String start, String end) {
        return "%s,%s,%s,%s,Search,Ana Lima,%s,%s".formatted(email, others, name, id, start, end);
    }

    /// A page about people, or a file below it, as the administrator sees it.
    HttpResponse<String> get(String below) {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(tenant().administrator().email(), TestTenant.PASSWORD);
        return visitor.get("/t/%s/people%s".formatted(tenant().tenant().slug(), below));
    }

    /// Everything in a list, read in one page.
    List<JsonNode> list(String list) {
        Answer answer = api().get("/people/" + list);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        List<JsonNode> rows = new ArrayList<>();
        answer.json().get("items").forEach(rows::add);
        return rows;
    }

    List<String> names(String list) {
        return list(list).stream().map(row -> row.get("name").asString()).toList();
    }

    Answer decide(String account, Map<String, String> decision) {
        return decide(api(), account, decision);
    }

    Answer decide(ApiClient as, String account, Map<String, String> decision) {
        return as.put("%s/accounts/%s/person".formatted(application.path(), account), json(decision));
    }
}
