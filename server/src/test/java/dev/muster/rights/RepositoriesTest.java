package dev.muster.rights;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.connector.AccessRules;
import dev.muster.connector.GitHubShaped;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import dev.muster.database.MusterTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// An application in which links tell levels and teams stand within each other, from the rows that its connector hands
/// over to who can do what.
@MusterTest
class RepositoriesTest {
    private static final String REPOSITORY = GitHubShaped.REPOSITORY;
    private static final Key CORE = team("core");
    private static final Key API = new Key(REPOSITORY, "api");
    private static final Key DOCS = new Key(REPOSITORY, "docs");

    @Autowired
    private ApplicationContext server;

    private ScriptedIntegration repositories;

    /// Core may push to `api`, and Ops administer it; Interns stand within Beginners, who stand within Core, who by
    /// some accident stand within Interns. The organisation lets members read. Eve is no member and may triage
    /// `api`.
    @BeforeEach
    void publish() {
        repositories = ScriptedIntegration.withRepositories(server);
        repositories
                .script()
                .record(
                        "members",
                        "acme",
                        new Row.Resource(
                                GitHubShaped.ORGANISATION, "Acme", Map.of(GitHubShaped.BASE_PERMISSION, "pull")))
                .record("members", "ana", person("ana"), member("ana", "owner"))
                .record("members", "ben", person("ben"), member("ben", "member"))
                .record("members", "cy", person("cy"), member("cy", "member"))
                .record("members", "dee", person("dee"), member("dee", "member"))
                .record("members", "eve", person("eve"))
                .record("members", "fay", person("fay"), member("fay", "member"), member("fay", "billing"))
                .record("members", "gus", person("gus"), member("gus", "member"))
                .record("teams", "core", called(CORE), within("interns", "core"))
                .record("teams", "beginners", called(team("beginners")), within("core", "beginners"))
                .record("teams", "interns", called(team("interns")), within("beginners", "interns"))
                .record("teams", "ops", called(team("ops")))
                .record("team_members", "core/ben", in("ben", "core", "maintainer"))
                .record("team_members", "interns/cy", in("cy", "interns", "member"))
                .record("team_members", "ops/gus", in("gus", "ops", "member"))
                .record("repositories", "api", called(API))
                .record("repositories", "docs", called(DOCS))
                .record("repository_teams", "api/core", Row.Link.withLevel(CORE, AccessRules.OWNS, API, "push"))
                .record("repository_teams", "api/ops", Row.Link.withLevel(team("ops"), AccessRules.OWNS, API, "admin"))
                .record("collaborators", "api/eve", new Row.Grant(user("eve"), API, "triage"))
                .ended("collaborators", new Part(API, "api"), new PartEnd.Read())
                .ended("collaborators", new Part(DOCS, "docs"), new PartEnd.Read());
        assertThat(ScriptedIntegration.outcome(repositories.connect())).isEqualTo("complete");
    }

    @Test
    void who_can_do_what_with_a_repository_and_what_an_account_can_do_say_the_same() {
        Map<String, String> onApi = onRepository(API);
        Map<String, String> onDocs = onRepository(DOCS);

        assertThat(onApi)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ana", "view triage edit maintain administer",
                        "ben", "view triage edit",
                        "cy", "view triage edit",
                        "dee", "view",
                        "eve", "view triage",
                        "fay", "view",
                        "gus", "view triage edit maintain administer"));
        assertThat(onDocs)
                .containsEntry("ana", "view triage edit maintain administer")
                .containsEntry("cy", "view")
                .containsEntry("eve", "");
        onApi.keySet()
                .forEach(account -> assertThat(ofAccount(account))
                        .as(account)
                        .containsEntry("api", onApi.get(account))
                        .containsEntry("docs", onDocs.get(account)));
        assertThat(ids("/resources/repository/api/access?right=edit")).containsExactly("ana", "ben", "cy", "gus");
        assertThat(ids("/resources/repository/api/access?right=triage&q=e")).contains("ben", "eve");
        assertThat(ids("/accounts/cy/access?right=edit")).containsExactly("api");
        assertThat(get("/resources/repository/api/access?right=manage_team").toString())
                .contains("A right is one of view, triage, edit, maintain, administer, any, change, or unknown");
    }

    @Test
    void the_pages_speak_the_words_of_the_application() {
        assertThat(repositories.page("/resources/repository/api?right=view"))
                .contains("Administer", "Team core", "Member", "Owner", "Write, team", "Repository itself", "Triage")
                .doesNotContain("not known whether private", "Privacy")
                .doesNotContain("Manage team");
        assertThat(repositories.page("/accounts/cy"))
                .contains("interns", "Team core", "Maintain")
                .doesNotContain("On the account as a whole")
                .doesNotContain("id=\"duties\"");
        assertThat(repositories.page("/resources/team/core"))
                .contains("Reaches", "Write", "Team around", "Teams within");
        assertThat(repositories.page("/accounts/eve")).contains("None").doesNotContain("Not read");
    }

    @Test
    void all_base_levels_are_shown_and_the_strongest_counts() {
        JsonNode fay = repositories.accountOf("fay");

        assertThat(fay.get("role").get("title").asString()).isEqualTo("Member");
        assertThat(fay.get("roles").findValuesAsString("value")).containsExactly("member", "billing");
        assertThat(ids("/accounts?role=billing")).containsExactly("fay");
        assertThat(repositories.page("/accounts.csv")).contains("\"member; billing\",\"Member; Billing manager\"");
        assertThat(repositories.page("/accounts").split("Billing manager")).hasSizeGreaterThan(2);
        assertThat(repositories.page("/accounts/fay")).contains("Billing manager", "Member");
        JsonNode onApi = item(get("/resources/repository/api/access"), "fay");
        assertThat(onApi.get("roles").findValuesAsString("value")).containsExactly("member", "billing");
    }

    @Test
    void a_change_of_the_level_on_a_link_changes_rights_and_is_told_as_a_change() {
        repositories
                .script()
                .record("repository_teams", "api/core", Row.Link.withLevel(CORE, AccessRules.OWNS, API, "pull"));

        assertThat(ScriptedIntegration.changes(repositories.sync())).isEqualTo("+0 -0 ~1");

        assertThat(onRepository(API)).containsEntry("ben", "view").containsEntry("cy", "view");
        assertThat(ids("/resources/repository/api/access?right=edit&asOf=1")).contains("ben", "cy");
    }

    @Test
    void collaborators_that_were_not_read_leave_open_what_they_may_do_there_and_nowhere_else() {
        var refused = new Problem(Problem.Cause.NOT_PERMITTED, "It refuses the collaborators", "Ask", null);
        repositories
                .script()
                .without("collaborators", "api/eve")
                .ended("collaborators", new Part(API, "api"), new PartEnd.Unread(refused, Instant.EPOCH));
        repositories.sync();

        JsonNode ben = item(get("/accounts/ben/access"), "api");
        assertThat(words(ben, "rights")).isEqualTo("view triage edit");
        assertThat(words(ben, "open")).isEqualTo("maintain administer");
        JsonNode eve = item(get("/resources/repository/api/access"), "eve");
        assertThat(words(eve, "rights")).isEmpty();
        assertThat(eve.get("why").asString()).contains("the collaborators of api could not be read since");
        assertThat(item(get("/accounts/ben/access"), "docs").get("certain").asBoolean())
                .isTrue();
        assertThat(item(get("/accounts/ana/access"), "api").get("certain").asBoolean())
                .isTrue();
    }

    @Test
    void a_level_on_a_link_that_nobody_knows_is_counted_and_leaves_rights_open() {
        repositories
                .script()
                .record("repository_teams", "api/core", Row.Link.withLevel(CORE, AccessRules.OWNS, API, "wizard"));

        JsonNode run = repositories.sync();

        assertThat(ScriptedIntegration.feed(run, "repository_teams")
                        .get("unknown")
                        .asLong())
                .isEqualTo(1);
        assertThat(words(item(get("/accounts/cy/access"), "api"), "rights")).isEqualTo("view");
        assertThat(words(item(get("/accounts/cy/access"), "api"), "open")).isEqualTo("triage edit maintain administer");
    }

    private Map<String, String> onRepository(Key repository) {
        Map<String, String> rights = new TreeMap<>();
        get("/resources/repository/%s/access".formatted(repository.id()))
                .get("items")
                .forEach(item -> rights.put(item.get("id").asString(), words(item, "rights")));
        return rights;
    }

    private Map<String, String> ofAccount(String account) {
        Map<String, String> rights = new TreeMap<>();
        get("/accounts/%s/access".formatted(account))
                .get("items")
                .forEach(item -> rights.put(item.get("id").asString(), words(item, "rights")));
        return rights;
    }

    private List<String> ids(String path) {
        return get(path).get("items").findValuesAsString("id").stream()
                .distinct()
                .toList();
    }

    private static JsonNode item(JsonNode list, String id) {
        return StreamSupport.stream(list.get("items").spliterator(), false)
                .filter(item -> item.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String words(JsonNode item, String field) {
        return String.join(
                " ", item.get(field).valueStream().map(JsonNode::asString).toList());
    }

    private JsonNode get(String path) {
        return repositories.api().get(repositories.path() + path).json();
    }

    private static Row.Grant member(String person, String level) {
        return new Row.Grant(user(person), GitHubShaped.ORGANISATION, level);
    }

    private static Row.Grant in(String person, String team, String level) {
        return new Row.Grant(user(person), team(team), level);
    }

    private static Row.Link within(String around, String team) {
        return new Row.Link(team(around), AccessRules.CONTAINS, team(team));
    }

    private static Row.Resource called(Key key) {
        return new Row.Resource(key, key.id(), Map.of());
    }

    private static Key team(String id) {
        return new Key(GitHubShaped.TEAM, id);
    }
}
