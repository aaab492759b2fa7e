package dev.muster.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.database.MusterTest;
import dev.muster.ledger.SearchText;
import dev.muster.search.SearchPage.Group;
import dev.muster.search.SearchPage.Hit;
import dev.muster.search.SearchPage.Marked;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    @Autowired
    private ApplicationContext server;

    private ScriptedIntegration first;
    private ScriptedIntegration second;

    @BeforeAll
    void publish() {
        first = ScriptedIntegration.added(server);
        second = ScriptedIntegration.added(server, first.tenant());
        account(first, "P1", "Lina Payet", "lina@acme.example", AccountKind.HUMAN);
        account(first, "P2", "Payne, Tom", "tom@acme.example", AccountKind.HUMAN);
        account(first, "P3", "Ana Lima", "ana.pay@acme.example", AccountKind.HUMAN);
        account(first, "PAY4", "Bot", null, AccountKind.SERVICE);
        account(first, "P5", "100% <b>Müller</b>", null, AccountKind.HUMAN);
        account(second, "X1", "Tom Payne", "TOM@acme.example", AccountKind.HUMAN);
        first.script().record("teams", "T1", team("T1", "Payments Core"));
        first.script().record("teams", "T2", team("T2", "Old Payouts"));
        first.script()
                .record("policies", "E1", new Row.Resource(new Key("policy", "E1"), "Payments critical", Map.of()));
        first.connect();
        second.connect();
    }

    @Test
    void a_few_of_each_kind_come_in_one_order_what_begins_so_first() {
        assertThat(found("PAY"))
                .containsExactly(
                        Map.entry("Teams and groups", List.of("Payments Core", "Old Payouts")),
                        Map.entry("On-call, services and others", List.of("Payments critical")),
                        Map.entry("People", List.of("Payne, Tom", "Ana Lima", "Lina Payet")),
                        Map.entry("Accounts", List.of("Payne, Tom", "Ana Lima", "Bot", "Lina Payet", "Tom Payne")));
        assertThat(found("who is")).containsOnlyKeys("Questions");
        assertThat(found("scripted")).containsOnlyKeys("Pages");
        assertThat(found("100%")).containsOnly(Map.entry("Accounts", List.of("100% <b>Müller</b>")));
        assertThat(found("p%t")).isEmpty();
        assertThat(found("")).containsOnlyKeys("Pages");
    }

    @Test
    void nobody_finds_pages_that_are_not_for_them_or_what_belongs_to_another_tenant() {
        TestTenant tenant = first.tenant();
        TenantAccess reviewer = tenant.access(tenant.join("Rui", Role.REVIEWER), Role.REVIEWER);

        assertThat(found(tenant.access(), "audit")).containsEntry("Pages", List.of("Audit"));
        assertThat(found(reviewer, "audit")).isEmpty();
        assertThat(found(TestTenant.on(server).access(), "pay")).isEmpty();
    }

    @Test
    void a_text_is_marked_where_it_stands_whatever_its_letters() {
        assertThat(Marked.of("Lina Payet", "pAY")).isEqualTo(new Marked("Lina ", "Pay", "et"));
        assertThat(Marked.of("İzmir pay", "PAY")).isEqualTo(new Marked("İzmir ", "pay", ""));
        assertThat(Marked.of("Lina", "x").isFound()).isFalse();
    }

    @Test
    void the_page_works_without_a_script_and_shows_names_as_they_are() {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(first.tenant().administrator().email(), TestTenant.PASSWORD);
        String at = "/t/" + first.tenant().tenant().slug();

        String page = visitor.get(at + "/search?q=m%C3%BCll").body();

        assertThat(page)
                .contains("100% &lt;b&gt;<mark>Müll</mark>er&lt;/b&gt;", first.path() + "/accounts/P5")
                .doesNotContain("<b>Müller");
        assertThat(visitor.get(at + "/search/hits?q=tom%40").body())
                .contains("role=\"option\"", at + "/access?email=tom%40acme.example")
                .doesNotContain("<html");
        assertThat(visitor.get(at + "/search?q=" + "x".repeat(201)).statusCode())
                .isEqualTo(422);
    }

    private Map<String, List<String>> found(String text) {
        return found(first.tenant().access(), text);
    }

    private Map<String, List<String>> found(TenantAccess access, String text) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Group group :
                server.getBean(Hits.class).of(access, new SearchText(text)).groups()) {
            found.put(
                    group.title(),
                    group.hits().stream().map(Hit::title).map(SearchTest::whole).toList());
        }
        return found;
    }

    private static String whole(Marked text) {
        return text.before() + text.found() + text.after();
    }

    private static Row.Resource team(String id, String name) {
        return new Row.Resource(new Key("team", id), name, Map.of());
    }

    private static void account(
            ScriptedIntegration application, String id, String name, @Nullable String email, AccountKind kind) {
        application
                .script()
                .record(
                        "people",
                        id,
                        new Row.Account(
                                ScriptedIntegration.user(id), name, email, kind, AccountState.ACTIVE, Map.of()));
    }
}
