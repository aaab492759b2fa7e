package dev.muster.saved;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Filters of lists under names, on pages and over REST.
@MusterTest
@Tag("oldest-database")
class SavedFiltersTest {
    @Autowired
    private ApplicationContext server;

    @Autowired
    private SavedFilters filters;

    @LocalServerPort
    private int port;

    private TestTenant acme;
    private ApiClient ana;
    private ApiClient ben;
    private TenantAccess benAccess;

    @BeforeEach
    void two_members() {
        acme = TestTenant.on(server);
        ana = acme.api();
        User member = acme.join("Ben Carter", Role.AUDITOR);
        benAccess = acme.access(member, Role.AUDITOR);
        ben = acme.api(benAccess);
    }

    @Test
    void a_private_filter_is_its_makers_and_a_shared_one_everybodys() {
        save(ana, "Mine", false);
        save(ana, "For all", true);

        assertThat(names(ana)).containsExactly("For all", "Mine");
        assertThat(names(ben)).containsExactly("For all");
        JsonNode shared = ben.get("/filters").json().at("/items/0");
        assertThat(shared.get("by").asString()).isEqualTo(acme.administrator().name());
        assertThat(shared.get("page").asString()).isEqualTo("/t/%s/access?privileged=yes&q=ana+lima".formatted(slug()));
        assertThat(shared.at("/parameters/privileged").asString()).isEqualTo("yes");
    }

    @Test
    void whoever_saved_one_changes_it_and_others_do_not_unless_they_are_administrators() {
        String ofBen = save(ben, "Ben's", true);
        String ofAna = save(ana, "Ana's", true);
        String ofAnaAlone = save(ana, "Ana's alone", false);
        String renamed = """
                {"name": "Renamed", "shared": true}""";

        assertThat(ben.put("/filters/" + ofAna, renamed).status()).isEqualTo(403);
        assertThat(ben.delete("/filters/" + ofAnaAlone).status()).isEqualTo(404);
        assertThat(ben.put("/filters/" + ofBen, renamed).json().get("name").asString())
                .isEqualTo("Renamed");
        assertThat(ana.delete("/filters/" + ofBen).status()).isEqualTo(204);
        assertThat(names(ben)).containsExactly("Ana's");
        assertThat(recorded()).contains("filter.saved Ben's", "filter.changed Renamed", "filter.removed Renamed");
        assertThat(ana.get("/audit").json().get("items").valueStream())
                .filteredOn(entry -> entry.get("action").asString().equals("filter.changed"))
                .first()
                .extracting(entry -> entry.at("/details/before").asString())
                .isEqualTo("Ben's, seen by everybody");
    }

    @Test
    void what_cannot_be_kept_is_refused_by_its_name() {
        save(ana, "Taken", false);

        assertThat(fault("""
                {"list": "access", "name": "x", "parameters": {"colour": "red"}}""")).contains("colour");
        assertThat(fault("""
                {"list": "access", "name": "x", "parameters": {"privileged": "perhaps"}}""")).contains("privileged");
        assertThat(fault("""
                {"list": "changes", "name": "x", "parameters": {"kind": "lost"}}""")).contains("kind");
        assertThat(fault("""
                {"list": "people", "name": "x", "parameters": {"who": "kings"}}""")).contains("who");
        assertThat(fault("""
                {"list": "boats", "name": "x", "parameters": {"q": "a"}}""")).contains("list");
        assertThat(fault("""
                {"list": "access", "name": " ", "parameters": {"q": "a"}}""")).contains("name");
        assertThat(fault("""
                {"list": "access", "name": "x", "parameters": {}}""")).contains("parameters");
        assertThat(fault("""
                {"list": "access", "name": "x", "parameters": {"asOf": "2026-01-01"}}""")).contains("asOf");
        assertThat(ana.post("/filters", """
                {"list": "access", "name": "TAKEN", "parameters": {"q": "a"}}""").status()).isEqualTo(409);
        String other = save(ana, "Other", false);
        assertThat(ana.put("/filters/" + other, """
                {"name": "taken"}""").status()).isEqualTo(409);
    }

    @Test
    void a_filter_is_saved_from_its_list_and_found_among_the_questions_and_by_the_search() {
        var visitor = new Visitor(port);
        visitor.signIn(acme.administrator().email(), TestTenant.PASSWORD);
        String list = "/t/%s/access?privileged=yes&q=ana+lima".formatted(slug());
        assertThat(visitor.get(list).body()).contains("Save filter", "value=\"q=ana+lima&amp;privileged=yes\"");
        assertThat(visitor.get("/t/%s/access".formatted(slug())).body()).doesNotContain("Save filter");

        assertThat(visitor.get(at("/people/with-accounts?q=ana&who=privileged")).body())
                .contains("Save filter", "value=\"who=privileged&amp;q=ana\"");
        assertThat(visitor.get(at("/people/with-accounts?sort=-name")).body()).doesNotContain("Save filter");
        assertThat(ana.post("/filters", """
                {"list": "people", "name": "Zz", "parameters": {"who": "privileged"}}""").json().get("page").asString())
                .endsWith("/people/with-accounts?who=privileged");

        String back = redirect(visitor.post(
                at("/filters"),
                Map.of(
                        "list",
                        "access",
                        "query",
                        "q=ana+lima&privileged=yes",
                        "name",
                        "Power <Ana>",
                        "shared",
                        "true")));

        assertThat(back).endsWith(list);
        assertThat(visitor.get(back).body()).contains("The filter Power &lt;Ana&gt; is saved for everybody in Acme");
        String id = ana.get("/filters").json().at("/items/0/id").asString();
        assertThat(visitor.get(at("/questions")).body())
                .contains("Saved filters", "Power &lt;Ana&gt;", "privileged is yes; search is ana lima", "Everybody");
        assertThat(visitor.get(at("/search?q=power")).body()).contains("Saved filter of Access");
        visitor.get(at("/questions"));
        visitor.post(at("/filters/" + id), Map.of("name", "Renamed"));
        assertThat(visitor.get(at("/questions")).body()).contains("The filter Renamed is saved.", ">You<");
        visitor.post(at("/filters/" + id + "/remove"), Map.of());
        assertThat(visitor.get(at("/questions")).body())
                .contains("The filter Renamed is removed.")
                .contains("Zz", "who is privileged");
    }

    @Test
    void nobody_has_more_than_a_hundred() {
        for (int i = 0; i < 100; i++) {
            filters.save(benAccess, new WantedFilter("access", Map.of("q", List.of("a")), "Filter " + i, false));
        }

        assertThat(ben.post("/filters", body("One more", false)).status()).isEqualTo(409);
    }

    private static String save(ApiClient by, String name, boolean shared) {
        Answer saved = by.post("/filters", body(name, shared));
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(201);
        return saved.json().get("id").asString();
    }

    private static String body(String name, boolean shared) {
        return """
                {"list": "access", "name": "%s", "shared": %s, "parameters": {"privileged": "yes", "q": "ana lima"}}""".formatted(name, shared);
    }

    private List<String> fault(String body) {
        Answer refused = ana.post("/filters", body);
        assertThat(refused.status()).as(body).isEqualTo(422);
        return List.copyOf(refused.json().get("errors").propertyNames());
    }

    private static List<String> names(ApiClient reader) {
        return reader.get("/filters")
                .json()
                .get("items")
                .valueStream()
                .map(filter -> filter.get("name").asString())
                .toList();
    }

    private List<String> recorded() {
        return ana.get("/audit")
                .json()
                .get("items")
                .valueStream()
                .map(entry -> entry.get("action").asString() + " "
                        + entry.get("subject").asString())
                .toList();
    }

    private String at(String path) {
        return "/t/" + slug() + path;
    }

    private String slug() {
        return acme.tenant().slug();
    }
}
