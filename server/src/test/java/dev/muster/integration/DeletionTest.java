package dev.muster.integration;

import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.tenant.Role;
import dev.muster.tenant.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// One call ended all history at once, and the record said no more than that.
@MusterTest
@Tag("oldest-database")
class DeletionTest {
    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;
    private ApiClient api;
    private String name;

    @BeforeEach
    void an_integration_with_data() {
        watched = WatchedAccount.synced(server, SimulatedAccount.of(10, 2, 4));
        api = watched.api();
        name = watched.now().get("name").asString();
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void nothing_is_deleted_without_its_name() {
        for (String confirm : new String[] {
            "", "?confirm=", "?confirm=Pagerduty", "?confirm=" + encoded(name.toLowerCase(Locale.ROOT))
        }) {
            Answer refused = api.delete(watched.path() + confirm);

            assertThat(refused.status()).as(confirm).isEqualTo(422);
            assertThat(refused.json().toString()).contains("confirm", name, "Nothing was deleted");
        }
        assertThat(watched.status()).isEqualTo("Connected");
    }

    @Test
    void the_record_says_how_much_was_deleted_and_which() {
        JsonNode now = watched.now();
        String digest = api.get(watched.path() + "/runs/1")
                .json()
                .get("run")
                .get("digest")
                .asString();

        delete();

        assertThat(entry("integration.deleted"))
                .contains(
                        "\"revisions\": \"1\"",
                        "\"runs\": \"1\"",
                        "\"accounts\": \"%d\""
                                .formatted(now.get("counts").get("accounts").asLong()),
                        "\"grants\": \"%d\""
                                .formatted(now.get("counts").get("grants").asLong()),
                        "\"digest\": \"%s\"".formatted(digest),
                        "keptUntil");
    }

    @Test
    void it_is_hidden_everywhere_at_once_and_its_credential_is_gone() {
        delete();

        for (String below :
                new String[] {"", "/runs", "/runs/1", "/accounts", "/accounts?asOf=1", "/resources", "/changes"}) {
            assertThat(api.get(watched.path() + below).status()).as(below).isEqualTo(404);
        }
        assertThat(api.get("/integrations").json().get("items")).isEmpty();
        assertThat(api.get("/people").json().toString()).doesNotContain("@");
        assertThat(api.get("/grants").json().get("items")).isEmpty();
        assertThat(page("/home")).doesNotContain(name);
        assertThat(page("/search?q=" + encoded(name))).doesNotContain("/integrations/" + watched.id());
        assertThat(page("/integrations")).doesNotContain(name).contains("1 deleted integration can be restored");
        assertThat(page("/integrations/deleted")).contains(name, "Ana Lima");
        assertThat(rows("integration_secret")).isZero();
        assertThat(rows("revision")).isOne();
        assertThat(rows("sync_run")).isOne();
    }

    @Test
    void it_comes_back_as_it_was_but_for_its_credential_and_reads_on() {
        JsonNode before = watched.now();
        JsonNode accounts = api.get(watched.path() + "/accounts").json();
        JsonNode certificate = api.get(watched.path() + "/runs/1").json();
        delete();

        JsonNode listed = api.get("/deleted-integrations").json().get("items").get(0);
        assertThat(listed.get("name").asString()).isEqualTo(name);
        assertThat(restore().status()).isEqualTo(204);

        JsonNode after = watched.now();
        assertThat(after.get("name")).isEqualTo(before.get("name"));
        assertThat(after.get("owner")).isNotNull().isEqualTo(before.get("owner"));
        assertThat(after.get("counts")).isNotNull().isEqualTo(before.get("counts"));
        assertThat(after.get("revision")).isEqualTo(before.get("revision"));
        assertThat(after.get("status").asString()).isEqualTo("Needs attention");
        assertThat(after.get("message").asString())
                .startsWith(
                        "It was deleted and restored, and its credential is gone. Enter one under Configure. Data from");
        assertThat(api.get(watched.path() + "/accounts").json()).isEqualTo(accounts);
        assertThat(api.get(watched.path() + "/runs/1").json()).isEqualTo(certificate);
        assertThat(api.post(watched.path() + "/sync", null).status()).isEqualTo(409);
        assertThat(restore().status()).isEqualTo(404);
        assertThat(entry("integration.restored")).contains("Ana Lima");

        JsonNode run =
                watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));
        assertThat(outcome(run)).isEqualTo("complete");
        assertThat(watched.status()).isEqualTo("Connected");
        assertThat(watched.revision()).isEqualTo(2);
    }

    @Test
    void a_run_that_waits_for_a_decision_ends_and_is_not_released_after_that() {
        List.copyOf(watched.account().users()).stream()
                .skip(3)
                .forEach(user -> watched.account().removeUser(user.id()));
        api.patch(watched.path(), "{\"holdPercent\":1,\"holdMinimum\":0}");
        assertThat(outcome(watched.sync())).isEqualTo("held");

        delete();
        restore();

        assertThat(outcome(api.get(watched.path() + "/runs/2").json())).isEqualTo("cancelled");
        assertThat(watched.now().path("heldRun").isMissingNode()
                        || watched.now().get("heldRun").isNull())
                .isTrue();
        assertThat(api.post(watched.path() + "/runs/2/release", null).status()).isEqualTo(409);
        assertThat(watched.revision()).isOne();
    }

    @Test
    void only_those_who_may_delete_see_and_restore_what_was_deleted() {
        User rita = watched.tenant().join("Rita Falk", Role.REVIEWER);
        ApiClient ritas = watched.tenant().api(watched.tenant().access(rita, Role.REVIEWER));
        delete();

        assertThat(ritas.get("/deleted-integrations").status()).isEqualTo(403);
        assertThat(ritas.post(restorePath(), null).status()).isEqualTo(403);
        ApiClient stranger = TestTenant.on(server).api();
        assertThat(stranger.get("/deleted-integrations").json().get("items")).isEmpty();
        assertThat(stranger.post(restorePath(), null).status()).isEqualTo(404);
        assertThat(restore().status()).isEqualTo(204);
    }

    @Test
    void a_name_that_another_one_has_by_now_stands_in_the_way() {
        delete();
        try (WatchedAccount other = watched.another()) {
            api.patch(other.path(), "{\"name\":\"%s\"}".formatted(name));

            Answer refused = restore();

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().toString()).contains("Another integration is called " + name);
            api.patch(other.path(), "{\"name\":\"Another\"}");
            assertThat(restore().status()).isEqualTo(204);
        }
    }

    @Test
    void whoever_restores_it_answers_for_it_when_its_owner_has_left() {
        User omar = watched.tenant().join("Omar Haddad", Role.RISK_MANAGER);
        api.patch(watched.path(), "{\"owner\":\"%s\"}".formatted(omar.email()));
        delete();
        server.getBean(dev.muster.tenant.Members.class)
                .remove(
                        watched.tenant().tenant().id(),
                        watched.tenant().access().actor(),
                        omar.id());

        assertThat(restore().status()).isEqualTo(204);

        assertThat(watched.now().get("owner").toString())
                .contains(watched.tenant().administrator().email());
    }

    @Test
    void after_its_time_it_is_removed_for_good_and_the_record_says_so() {
        delete();
        var deleted = server.getBean(DeletedIntegrations.class);
        var tenant = watched.tenant().tenant().id();
        deleted.removeOld(tenant);
        assertThat(rows("revision")).isOne();

        watched.database()
                .sql("update deleted_integration set kept_until = now() where id = :id")
                .param("id", watched.id())
                .update();
        deleted.removeOld(tenant);

        for (String table : watched.database()
                .sql("""
                        select table_name from information_schema.columns
                         where table_schema = 'public' and column_name = 'integration_id'
                        """)
                .query((row, index) -> row.getString(1))
                .list()) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(restore().status()).isEqualTo(404);
        assertThat(api.get("/deleted-integrations").json().get("items")).isEmpty();
        assertThat(entry("integration.removed")).contains("\"revisions\": \"1\"", "\"deletedBy\": \"Ana Lima\"");
    }

    private void delete() {
        assertThat(api.delete(watched.path() + "?confirm=" + encoded(name)).status())
                .isEqualTo(204);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer restore() {
        return api.post(restorePath(), null);
    }

    private String restorePath() {
        return "/deleted-integrations/%s/restore".formatted(watched.id());
    }

    /// A page of the tenant as its Administrator sees it.
    private String page(String path) {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
        return visitor.get("/t/" + watched.tenant().tenant().slug() + path).body();
    }

    private long rows(String table) {
        return watched.database()
                .sql("select count(*) from %s where integration_id = :id".formatted(table))
                .param("id", watched.id())
                .query(Long.class)
                .single();
    }

    private String entry(String action) {
        return watched.database()
                .sql("""
                        select details::text from audit_entry
                         where details ->> 'integration' = :id and action = :action
                        """)
                .param("id", watched.id().toString())
                .param("action", action)
                .query(String.class)
                .single();
    }
}
