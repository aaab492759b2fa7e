package dev.muster.custom;

import static dev.muster.WatchedIntegration.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.signin.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// A custom application of a tenant of its own, used over REST as a script would.
final class UploadedIntegration {
    private static final AtomicInteger MADE = new AtomicInteger();
    static final String HEADING = "User e-mail,Employee,Module,Permission,Last sign-in\n";

    private final ApplicationContext server;
    private final TestTenant tenant;
    private final ApiClient api;
    private final String path;

    private UploadedIntegration(ApplicationContext server, TestTenant tenant, ApiClient api, String path) {
        this.server = server;
        this.tenant = tenant;
        this.api = api;
        this.path = path;
    }

    /// One whose columns nobody knows yet.
    static UploadedIntegration added(ApplicationContext server) {
        TestTenant tenant = TestTenant.on(server);
        ApiClient api = tenant.api();
        Answer added = api.post(
                "/integrations",
                json(Map.of(
                        "application",
                        "custom",
                        "name",
                        "Payroll %d".formatted(MADE.incrementAndGet()),
                        "owner",
                        tenant.administrator().email(),
                        "settings",
                        Map.of("promise", "31"))));
        assertThat(added.status()).as(added.json().toString()).isEqualTo(201);
        return new UploadedIntegration(
                server, tenant, api, "/integrations/" + added.json().get("id").asString());
    }

    /// One that knows [#HEADING], and four levels.
    static UploadedIntegration understood(ApplicationContext server) {
        UploadedIntegration added = added(server);
        Answer answer = added.columns(Map.of(
                "tables",
                List.of(Map.of(
                        "kind",
                        "access",
                        "columns",
                        List.of(
                                column("User e-mail", "account_email"),
                                column("Employee", "account_name"),
                                column("Module", "resource_name"),
                                column("Permission", "level"),
                                column("Last sign-in", "last_used_dots")))),
                "levels",
                List.of(
                        level("View", false),
                        level("Edit", false),
                        level("Approve", true),
                        level("Administrator", true))));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return added;
    }

    static Map<String, String> column(String name, String means) {
        return Map.of("name", name, "means", means);
    }

    static Map<String, Object> level(String value, boolean privileged) {
        return Map.of("value", value, "title", value, "privileged", privileged);
    }

    Answer columns(Map<String, ?> form) {
        return api.put(path + "/columns", json(form));
    }

    Answer upload(String csv) {
        return api.put(path + "/upload?name=payroll.csv", "text/csv", BodyPublishers.ofString(csv));
    }

    Answer upload(byte[] file) {
        return api.put(
                path + "/upload?name=payroll.xlsx", "application/octet-stream", BodyPublishers.ofByteArray(file));
    }

    /// Rows below [#HEADING] for so many people, each with one module.
    static String rows(int from, int to) {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < to; i++) {
            rows.append("user%d@acme.example,User %d,Expenses,View,20.11.2026\n".formatted(i, i));
        }
        return rows.toString();
    }

    /// A page of it, or a file below it, as the administrator sees it.
    String page(String below) {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
        return visitor.get("/t/%s%s%s".formatted(tenant.tenant().slug(), path, below))
                .body();
    }

    JsonNode now() {
        return api.get(path).json();
    }

    ApiClient api() {
        return api;
    }

    TestTenant tenant() {
        return tenant;
    }

    String path() {
        return path;
    }
}
