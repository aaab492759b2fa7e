package dev.muster.changes;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import dev.muster.database.MusterTest;
import dev.muster.explorer.RevisionFile;
import dev.muster.signin.Visitor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// What changed between two revisions, as calls, pages and files tell it. Four revisions are published once and read by
/// all: the second lets somebody in and renames a team, the third takes it back, the fourth could not read a team.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
    private static final Key T0 = new Key("team", "T0");
    private static final Pattern OLDER = Pattern.compile("href=\"([^\"]*after=[^\"]*)\"");

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private ScriptedIntegration scripted;
    private Visitor ana;

    @BeforeAll
    void four_revisions() {
        scripted = ScriptedIntegration.added(server);
        for (int i = 0; i < 4; i++) {
            scripted.script().record("people", "P" + i, person("P" + i), role("P" + i, "user"));
        }
        scripted.script().record("teams", "T0", ScriptedIntegration.team("T0"));
        scripted.script().record("members", "T0/P3", member("P3", "T0"));
        scripted.connect();
        scripted.script()
                .record("people", "P0", person("P0"), role("P0", "admin"))
                .record("members", "T0/P1", member("P1", "T0"))
                .without("members", "T0/P3")
                .record("teams", "T0", new Row.Resource(T0, "Renamed", Map.of()))
                .record(
                        "trail",
                        "E1",
                        new Row.Change(
                                "E1",
                                Instant.now(),
                                "update",
                                user("P0"),
                                null,
                                user("P2"),
                                "api_token",
                                Map.of("key_ending", "1b7e")));
        scripted.sync();
        scripted.script().without("members", "T0/P1");
        scripted.sync();
        var failing = new Problem(Problem.Cause.FAILING, "Scripted answers with errors (503)", "Try again", null);
        scripted.script()
                .ended("members", new Part(T0, "Team T0"), new PartEnd.Unread(failing, Instant.EPOCH))
                .end("members", new FeedOutcome.Partial(1, 1, failing))
                .record("people", "P4", person("P4"), role("P4", "user"));
        scripted.sync();
        assertThat(scripted.revision()).isEqualTo(4);
        ana = new Visitor(port);
        ana.signIn(scripted.tenant().administrator().email(), TestTenant.PASSWORD);
    }

    @Test
    void a_call_tells_what_each_revision_saw_and_who_did_it() {
        JsonNode told = call("?from=1&to=3").json();

        assertThat(lines(told))
                .containsExactly(
                        "3 grants removed P1 member on T0, not in Scripted's audit records",
                        "2 grants changed P0 user admin on account, by P2 at api_token",
                        "2 grants granted P1 member on T0, not in Scripted's audit records",
                        "2 grants removed P3 member on T0, not in Scripted's audit records",
                        "2 resources changed T0, not in Scripted's audit records");
        assertThat(told.get("from").get("revision").asInt()).isEqualTo(1);
        assertThat(told.get("to").get("revision").asInt()).isEqualTo(3);
        assertThat(told.get("counts").get("grants").toString())
                .isEqualTo("{\"granted\":1,\"removed\":2,\"changed\":1}");
        assertThat(told.get("counts").get("resources").toString())
                .isEqualTo("{\"granted\":0,\"removed\":0,\"changed\":1}");
        assertThat(told.get("counts").has("accounts")).isFalse();
    }

    @Test
    void filters_narrow_the_list_and_not_the_counts() {
        JsonNode removed = call("?from=1&to=3&what=grants&kind=removed").json();

        assertThat(lines(removed)).hasSize(2).allMatch(line -> line.contains("grants removed"));
        assertThat(removed.get("counts")).isEqualTo(call("?from=1&to=3").json().get("counts"));
        assertThat(lines(call("?from=1&to=3&what=resources").json()))
                .singleElement()
                .asString()
                .contains("T0");
        assertThat(lines(call("?from=3&to=3").json())).isEmpty();
    }

    /// All of them were published today: a week before the newest there is nothing, so that the first one counts.
    @Test
    void without_a_begin_it_is_the_week_before_and_without_an_end_the_newest() {
        JsonNode told = call("").json();

        assertThat(told.get("from").get("revision").asInt()).isEqualTo(1);
        assertThat(told.get("to").get("revision").asInt()).isEqualTo(4);
        JsonNode day = call("?from=1&to=" + Instant.now()).json();
        assertThat(day.get("items")).isEqualTo(told.get("items"));
    }

    @Test
    void what_was_not_read_is_named() {
        JsonNode told = call("?from=3&to=4").json();

        assertThat(told.get("from").get("notRead")).isEmpty();
        assertThat(told.get("to").get("notRead").toString()).contains("T0").contains("could not be read since");
        assertThat(lines(told)).noneMatch(line -> line.contains("T0"));
        assertThat(page("?from=3&to=4")).contains("Revision 4 did not read everything");
        assertThat(page("?from=1&to=3")).doesNotContain("did not read everything");
    }

    @Test
    void walks_stay_in_theirs_and_lead_through_all() {
        List<String> walked = new ArrayList<>();
        JsonNode page = call("?from=1&to=3&limit=2").json();
        while (page.has("next")) {
            walked.addAll(lines(page));
            page = call("?from=1&to=3&limit=2&after=" + page.get("next").asString())
                    .json();
        }
        walked.addAll(lines(page));

        assertThat(walked).isEqualTo(lines(call("?from=1&to=3").json()));
        String next = call("?from=1&limit=2").json().get("next").asString();
        JsonNode second = call("?from=1&limit=2&after=" + next).json();
        assertThat(second.get("to").get("revision").asInt()).isEqualTo(4);
        for (String other : List.of("?from=2", "?from=1&what=grants", "?from=1&kind=removed", "?from=1&to=3")) {
            Answer refused = call(other + "&after=" + next);
            assertThat(refused.status()).as(other).isEqualTo(422);
            assertThat(refused.json().toString()).contains("This is the next page of");
        }
        assertThat(scripted.api()
                        .get(scripted.path() + "/accounts?after=" + next)
                        .status())
                .isEqualTo(422);
        assertThat(call("?after=nonsense").status()).isEqualTo(422);
    }

    @Test
    void what_cannot_be_compared_is_told_in_words() {
        String name = scripted.now().get("name").asString();
        refused("?from=2001-01-01", 404, "Nothing was published of " + name + " by 1 Jan 2001");
        refused("?to=2001-01-01", 404, "Its first revision was published on");
        refused("?from=41", 404, name + " has no revision 41. Its sync history lists them.");
        refused("?from=1&to=41", 404, name + " has no revision 41.");
        refused("?from=2999-01-01", 422, "\"from\":\"1 Jan 2999, 00:00 is still to come");
        refused("?from=1&to=2999-01-01", 422, "\"to\":\"1 Jan 2999, 00:00 is still to come");
        refused("?from=3&to=2", 422, "\"from\":\"Revision 3 is newer than revision 2. Name the older one first.");
        refused("?from=yesterday", 422, "\"from\":\"Send a revision (41), a day");
        refused("?to=yesterday", 422, "\"to\":\"Send a revision (41), a day");
        refused("?from=-1", 422, "\"from\"");
        refused("?what=teams", 422, "\"what\":\"Send accounts, resources, grants or links, or leave it out for all. ");
        assertThat(call("?what=rights").json().at("/errors/what").asString())
                .endsWith("What changed about rights is a list of its own.");
        refused("?kind=added", 422, "\"kind\":\"Send granted, removed or changed");
        refused("?limit=0", 422, "\"limit\"");
    }

    private void refused(String query, int status, String words) {
        Answer answer = call(query);
        assertThat(answer.status()).as(query).isEqualTo(status);
        assertThat(answer.json().toString()).contains(words);
        if (!query.contains("limit")) {
            assertThat(ana.get(page() + query).statusCode()).as(query).isEqualTo(status);
        }
    }

    @Test
    void the_page_groups_rows_by_revision_with_old_and_new() {
        String access = page("?from=1&to=3");

        assertThat(access)
                .containsSubsequence(
                        "revision 3", "Removed", "revision 2", "Changed", "P2", "Granted", "not in Scripted");
        assertThat(access)
                .contains("<s class=\"old wrap\">", "API token", "/history?run=3", "/accounts/P0")
                .contains("Granted</dt><dd class=\"num\">1<", "Removed</dt><dd class=\"num\">2<")
                .contains("Changed</dt><dd class=\"num\">1<");
        assertThat(page("?from=1&to=3&what=resources"))
                .contains("<s class=\"old wrap\">Team T0</s> → <span class=\"b wrap\">Renamed</span>");
        assertThat(page("?from=1&to=3&what=links")).contains("Nothing of this kind changed.");
        assertThat(page("?from=2&to=2")).contains("Both are the same revision");
    }

    @Test
    void every_change_is_explained_by_what_told_it_and_what_proves_it() {
        String access = page("?from=1&to=3");

        assertThat(access.split("Explain<span", -1))
                .as("one on each of four rows")
                .hasSize(5);
        assertThat(access)
                .contains(
                        "Decided by",
                        "Revision 2 says it so, and revision 1 otherwise",
                        "Revision 2 shows it; for revision 3 what had named it was read again, without it",
                        "record <bdi class=\"mono wrap\">")
                .containsPattern("First seen so in <a href=\"[^\"]+/history\\?run=2\">revision 2</a>, by run 2,")
                .containsPattern("Last seen in <a href=\"[^\"]+/history\\?run=2\">revision 2</a>, by run 2,");
    }

    @Test
    void as_of_is_the_later_of_the_two_states_and_the_page_says_so() {
        String then = page("?from=1&asOf=2");

        assertThat(then)
                .contains("the later of the two states compared is the one as of", "Return to now", "As of revision 2")
                .contains(">revision 2</a>")
                .doesNotContain(">revision 3</a>");
        assertThat(page("?from=1&to=3&asOf=2")).contains("Send one of the two");
        assertThat(page("?from=1")).contains("As of now").doesNotContain("Return to now");
    }

    /// The scripted application has no rules.
    @Test
    void where_nobody_can_tell_how_levels_add_up_there_are_no_rights_to_compare() {
        Answer told = scripted.api().get(scripted.path() + "/right-changes?from=1");

        assertThat(told.status()).isEqualTo(404);
        assertThat(told.json().toString()).contains("Nobody can tell how levels of access add up in");
        assertThat(page("?from=1")).doesNotContain("what=rights");
    }

    @Test
    void lists_and_runs_lead_there() {
        assertThat(ana.get(page().replace("/changes", "/accounts")).body()).contains("/changes\">Since last week</a>");
        assertThat(ana.get(page().replace("/changes", "/resources?asOf=2")).body())
                .contains("/changes?to=2&amp;what=resources\">Since last week</a>");
        assertThat(ana.get(page().replace("/changes", "/history?run=2")).body())
                .contains("/changes?from=1&amp;to=2\">View changes</a>");
        assertThat(ana.get(page().replace("/changes", "/history?run=1")).body()).doesNotContain("View changes");
    }

    @Test
    void a_file_names_both_revisions_and_tells_the_same() {
        HttpResponse<String> file = ana.get(page() + ".csv?from=1&to=3");

        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"%s-scripted-[0-9]+-changes-r1-r3-[0-9-]{10}\\.csv\""
                        .formatted(scripted.tenant().tenant().slug()));
        assertThat(file.headers().firstValue(RevisionFile.REVISION)).contains("3");
        assertThat(file.headers().firstValue(DifferenceFile.FROM_REVISION)).contains("1");
        assertThat(file.headers().firstValue(DifferenceFile.FROM_PUBLISHED)).isPresent();
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).startsWith("\uFEFFrevision,seen_at,what,kind,subject_type,subject_id,subject,");
        assertThat(lines.get(2)).startsWith("2,").contains(",user,", ",admin,").endsWith("Person P2,API token");
        assertThat(lines.get(3)).endsWith("not in Scripted's audit records,");
        assertThat(ana.get(page() + ".csv?from=1&to=3&what=grants&kind=granted")
                        .body()
                        .lines())
                .hasSize(2);
        assertThat(ana.get(page() + ".csv?from=41").statusCode()).isEqualTo(404);
    }

    /// Revisions published between two pages are of no concern to whoever turns them.
    @Test
    void pages_stay_in_their_revisions_whatever_is_published_meanwhile() {
        ScriptedIntegration other = ScriptedIntegration.synced(server, 3, 60);
        rename(other, "Second");
        other.sync();
        String path = "/t/%s%s/changes".formatted(other.tenant().tenant().slug(), other.path());
        var visitor = new Visitor(port);
        visitor.signIn(other.tenant().administrator().email(), TestTenant.PASSWORD);
        String first = visitor.get(path + "?from=1&what=resources").body();
        String older = OLDER.matcher(first).results().findFirst().orElseThrow().group(1);
        rename(other, "Later");
        other.sync();

        String second = visitor.get(older.replace("&amp;", "&")).body();

        assertThat(first).contains("1–20 of 60", "Second").doesNotContain("Later");
        assertThat(second).contains("21–40 of 60", "Second", ">Newest<").doesNotContain("Later");
        assertThat(visitor.get(path + "?from=1&what=resources").body()).contains("1–20 of 120", "Later");
    }

    @Test
    void before_anything_is_published_there_is_nothing_to_compare() {
        ScriptedIntegration other = ScriptedIntegration.added(server);

        JsonNode told = other.api().get(other.path() + "/changes").json();

        assertThat(told.get("to").get("revision").asInt()).isZero();
        assertThat(told.get("items")).isEmpty();
        assertThat(other.page("/changes")).doesNotContain("Compare</button>");
        assertThat(other.api().get(other.path() + "/changes?from=2026-01-01").status())
                .isEqualTo(404);
    }

    private static void rename(ScriptedIntegration integration, String prefix) {
        Consumer<Integer> renamed = team -> integration
                .script()
                .record(
                        "teams",
                        "T" + team,
                        new Row.Resource(new Key("team", "T" + team), prefix + " " + team, Map.of()));
        for (int team = 0; team < 60; team++) {
            renamed.accept(team);
        }
    }

    private static List<String> lines(JsonNode told) {
        List<String> lines = new ArrayList<>();
        told.get("items").forEach(item -> lines.add(line(item)));
        return lines;
    }

    private static String line(JsonNode item) {
        String value = item.path("before").path("fields").path("value").asString("") + " "
                + item.path("after").path("fields").path("value").asString("");
        return "%s %s %s %s%s%s, %s"
                .formatted(
                        item.get("revision").asString(),
                        item.get("what").asString(),
                        item.get("kind").asString(),
                        item.get("subject").get("id").asString(),
                        value.isBlank() ? "" : " " + value.strip(),
                        item.has("object")
                                ? " on " + item.get("object").get("id").asString()
                                : "",
                        item.has("record")
                                ? "by %s at %s"
                                        .formatted(
                                                item.get("record")
                                                        .get("by")
                                                        .get("id")
                                                        .asString(),
                                                item.get("record").get("how").asString())
                                : item.path("unrecorded").asString(""));
    }

    private Answer call(String query) {
        return scripted.api().get(scripted.path() + "/changes" + query);
    }

    private String page() {
        return "/t/%s%s/changes".formatted(scripted.tenant().tenant().slug(), scripted.path());
    }

    private String page(String query) {
        return ana.get(page() + query).body();
    }
}
