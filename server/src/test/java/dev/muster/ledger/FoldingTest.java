package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.user;
import static dev.muster.WatchedIntegration.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.BadDayTest;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a tenant keeps no longer goes, and nothing else does.
@BadDayTest
class FoldingTest {
    private static final Key T0 = new Key("team", "T0");

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private ScriptedIntegration scripted;
    private TenantId tenant;

    /// Four revisions: P0 is renamed in each, P1 is gone from the second on, a member comes with the third and goes
    /// with the fourth.
    @BeforeEach
    void four_revisions() {
        scripted = ScriptedIntegration.synced(server, 3, 1);
        tenant = scripted.tenant().tenant().id();
        scripted.script().without("people", "P1").record("trail", "E1", entry("E1", Instant.now()));
        renamed("second");
        scripted.script().record("members", "T0/P2", member("P2", "T0"));
        renamed("third");
        scripted.script().without("members", "T0/P2").record("trail", "E2", entry("E2", Instant.now()));
        renamed("fourth");
        assertThat(scripted.revision()).isEqualTo(4);
    }

    private void renamed(String name) {
        Row.Account first = person("P0");
        scripted.script()
                .record(
                        "people",
                        "P0",
                        new Row.Account(
                                first.key(), name, first.email(), first.kind(), first.state(), first.attributes()),
                        role("P0", "user"));
        scripted.sync();
    }

    private static Row.Change entry(String id, Instant at) {
        return new Row.Change(id, at, "update", T0, user("P2"), user("P0"), "browser", Map.of());
    }

    @Test
    void what_is_older_than_two_years_folds_into_the_oldest_state_that_is_not() {
        published(30, 1, 2, 3);
        List<String> kept = answers(3, 4);
        Instant since = since("P0");

        folding().fold(tenant);

        assertThat(answers(3, 4)).isEqualTo(kept);
        assertThat(since("P0")).isEqualTo(since);
        for (String asOf : List.of("1", "2")) {
            Answer gone = call("/accounts?asOf=" + asOf);
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.json().toString())
                    .contains("Muster keeps 24 months of ")
                    .contains("and revision " + asOf + " is older. The oldest kept is revision 3, published on ");
        }
        assertThat(names()).contains("third", "fourth").doesNotContain("Person P0", "second", "Person P1");
        assertThat(scripted.changeIds()).containsExactly("E2");
        assertThat(call("/changes?from=1").status()).isEqualTo(404);
        assertThat(call("/changes").json().get("from").get("revision").asInt()).isEqualTo(3);
        IntStream.rangeClosed(1, 4)
                .forEach(run -> assertThat(call("/runs/" + run)
                                .json()
                                .get("run")
                                .get("digest")
                                .asString())
                        .matches("[0-9a-f]{64}"));
    }

    @Test
    void a_day_that_is_folded_is_told_as_such_and_one_before_everything_as_that() {
        published(30, 1, 2, 3);
        String day = Instant.now()
                .atZone(ZoneOffset.UTC)
                .minusMonths(30)
                .toLocalDate()
                .toString();
        assertThat(call("/accounts?asOf=" + day).status()).isEqualTo(200);

        published(40, 1, 2);
        folding().fold(tenant);

        String older = Instant.now()
                .atZone(ZoneOffset.UTC)
                .minusMonths(35)
                .toLocalDate()
                .toString();
        assertThat(call("/accounts?asOf=" + older).json().toString()).contains("Muster keeps 24 months of ");
        assertThat(call("/accounts?asOf=2001-01-01").json().toString()).contains("Its first revision was published on");
        assertThat(call("/accounts?asOf=" + day).status()).isEqualTo(200);
    }

    @Test
    void the_audit_record_tells_what_was_folded_so_that_it_can_be_proved() {
        published(30, 1, 2, 3);
        folding().fold(tenant);
        folding().fold(tenant);

        List<AuditEntry> told = server.getBean(AuditTrail.class)
                .page(tenant, new AuditFilter(scripted.id().toString(), "revisions.folded"), null, 10);

        assertThat(told)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("first", "1")
                        .containsEntry("last", "2")
                        .containsEntry("kept", "3")
                        .containsEntry("digests", digestOf(1, 2))
                        .hasEntrySatisfying(
                                "facts",
                                facts -> assertThat(Integer.parseInt(facts)).isPositive()));
        assertThat(server.getBean(AuditTrail.class).verify(tenant)).isInstanceOf(Chain.Unbroken.class);
    }

    /// The server may be stopped between marking revisions and deleting their facts, and between any two batches.
    @Test
    void facts_go_some_at_a_time_and_whoever_is_stopped_goes_on() {
        published(30, 1, 2, 3);
        List<String> kept = answers(3, 4);
        scripted.database()
                .sql("update revision set folded_at = now() where integration_id = :id and number < 3")
                .param("id", scripted.id())
                .update();
        Instant since = since("P0");
        assertThat(batch(1)).isPositive();
        assertThat(answers(3, 4)).isEqualTo(kept);
        assertThat(since("P0")).isEqualTo(since);

        folding().fold(tenant);

        assertThat(answers(3, 4)).isEqualTo(kept);
        assertThat(since("P0")).isEqualTo(since);
        assertThat(names()).doesNotContain("Person P0", "second", "Person P1");
        assertThat(batch(1)).isZero();
    }

    @Test
    void nothing_goes_that_no_folded_revision_alone_shows() {
        long written = scripted.facts().written();

        folding().fold(tenant);

        assertThat(batch(1000)).isZero();
        assertThat(scripted.facts().written()).isEqualTo(written);
        assertThat(scripted.changeIds()).containsExactly("E1", "E2");

        published(30, 1, 2, 3, 4);
        folding().fold(tenant);

        assertThat(call("/accounts?asOf=4").status()).isEqualTo(200);
        assertThat(scripted.facts().closed()).isZero();
        renamed("fifth");
        assertThat(scripted.revision()).isEqualTo(5);
        assertThat(call("/changes?from=4").json().get("items")).hasSize(1);
    }

    @Test
    void administrators_say_for_how_long() {
        TestTenant acme = scripted.tenant();
        assertThat(acme.api().get("/retention").json().toString()).isEqualTo("{\"months\":24}");
        assertThat(acme.api()
                        .put("/retention", json(Map.of("months", 36)))
                        .json()
                        .toString())
                .isEqualTo("{\"months\":36}");
        for (String wrong : List.of("{\"months\":0}", "{\"months\":601}", "{}")) {
            Answer refused = acme.api().put("/retention", wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.json().toString()).contains("Give a whole number of months from 1 to 600.");
        }
        published(30, 1, 2, 3);
        folding().fold(tenant);
        assertThat(call("/accounts?asOf=1").status()).isEqualTo(200);

        var ana = new Visitor(port);
        ana.signIn(acme.administrator().email(), TestTenant.PASSWORD);
        String page = "/t/%s/settings/retention".formatted(acme.tenant().slug());
        assertThat(ana.get(page).body()).contains("Kept for 36 months", "value=\"36\"");
        assertThat(ana.post(page, Map.of("months", "many")).statusCode()).isEqualTo(422);
        assertThat(ana.post(page, Map.of("months", "12")).statusCode()).isEqualTo(302);
        assertThat(ana.get(page).body()).contains("The past is kept for 12 months.");
        User priya = acme.join("Priya Raman", Role.RISK_MANAGER);
        var visitor = new Visitor(port);
        visitor.signIn(priya.email(), TestTenant.PASSWORD);
        assertThat(visitor.get(page).body()).contains("Administrators decide about this.");
        assertThat(visitor.post(page, Map.of("months", "1")).statusCode()).isEqualTo(403);
        assertThat(server.getBean(AuditTrail.class).page(tenant, new AuditFilter("", "retention.changed"), null, 10))
                .extracting(entry ->
                        entry.details().get("before") + " " + entry.details().get("after"))
                .containsExactly("36 12", "24 36");

        folding().fold(tenant);

        assertThat(call("/accounts?asOf=1").json().toString()).contains("Muster keeps 12 months of ");
    }

    private Folding folding() {
        return server.getBean(Folding.class);
    }

    private long batch(int most) {
        return server.getBean(TenantTransactions.class)
                .write(
                        tenant,
                        () -> server.getBean(JdbcClient.class)
                                .sql("select fold_facts(:tenant, :integration, :most)")
                                .param("tenant", tenant.value())
                                .param("integration", scripted.id())
                                .param("most", most)
                                .query(Long.class)
                                .single());
    }

    /// Moves the publication of some revisions, and the runs that made them, into the past.
    private void published(int monthsAgo, int... revisions) {
        for (int revision : revisions) {
            scripted.database()
                    .sql("""
                            update revision
                               set published_at = now() - make_interval(months => :months) + make_interval(secs => number)
                             where integration_id = :id and number = :number
                            """)
                    .param("months", monthsAgo)
                    .param("id", scripted.id())
                    .param("number", revision)
                    .update();
        }
    }

    private List<String> answers(int earlier, int later) {
        return List.of(
                call("/accounts?limit=500&asOf=" + earlier).json().toString(),
                call("/resources?limit=500&asOf=" + earlier).json().toString(),
                call("/accounts?limit=500&asOf=" + later).json().toString(),
                call("/resources?limit=500&asOf=" + later).json().toString(),
                call("/changes?from=%d&to=%d".formatted(earlier, later)).json().toString());
    }

    private Instant since(String account) {
        return scripted.database()
                .sql("""
                        select published_at from revision
                         where integration_id = :id
                           and number = (select min(least(from_revision, first_revision)) from account
                                          where integration_id = :id and external_id = :account)
                        """)
                .param("id", scripted.id())
                .param("account", account)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private List<String> names() {
        return scripted.database()
                .sql("select name from account where integration_id = :id")
                .param("id", scripted.id())
                .query((row, index) -> row.getString("name"))
                .list();
    }

    private String digestOf(int... revisions) {
        StringBuilder lines = new StringBuilder();
        for (int revision : revisions) {
            lines.append("%d %s\n"
                    .formatted(
                            revision,
                            call("/runs/" + revision)
                                    .json()
                                    .get("run")
                                    .get("digest")
                                    .asString()));
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Answer call(String path) {
        return scripted.api().get(scripted.path() + path);
    }
}
