package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.signin.Visitor;
import dev.muster.web.Figures;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Every revision of an integration as calls tell it: each is the one before with the changes between both. For one in
/// seven the pages are read, too, and say the same.
final class DaysWalk {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final List<String> FIELDS = List.of("name", "email", "state", "kind");

    private final ApiClient api;
    private final Visitor visitor;

    /// @param facts what `demo.json` says
    DaysWalk(ApiClient api, JsonNode facts) {
        this.api = api;
        this.visitor = new Visitor(URI.create(facts.get("url").asString()).getPort());
        JsonNode ana = facts.get("users").get(0);
        visitor.signIn(ana.get("email").asString(), ana.get("password").asString());
    }

    /// @param path of the integration, as the API has it
    /// @return how many revisions it looked at
    int walk(String path) {
        Map<String, Map<String, String>> replayed = new TreeMap<>();
        long grants = 0;
        List<JsonNode> revisions =
                items(api.get(path + "/revisions?limit=500").json()).toList().reversed();
        for (JsonNode revision : revisions) {
            int number = revision.get("number").asInt();
            Map<String, Map<String, String>> told = accounts(path, number);
            if (number == 1) {
                replayed.putAll(told);
                grants = revision.get("grants").asLong();
            } else {
                JsonNode changes =
                        answer(path + "/changes?what=accounts&limit=500&from=%d&to=%d".formatted(number - 1, number));
                items(changes).forEach(change -> replay(change, replayed));
                grants += changes.at("/counts/grants/granted").asLong(0)
                        - changes.at("/counts/grants/removed").asLong(0);
                if (number % DAYS_OF_A_WEEK == 0) {
                    thePageOfChangesSays(path, number, changes.get("counts"));
                    thePageOfAccountsSays(path, number, told);
                }
            }
            assertThat(replayed).as("accounts of revision %d", number).isEqualTo(told);
            assertThat(grants)
                    .as("grants of revision %d", number)
                    .isEqualTo(revision.get("grants").asLong());
        }
        return revisions.size();
    }

    /// Who had what on a day is three clicks from Home: Access, the button As of now, the day. What changed since, and
    /// who did it, is two: Changes, and the day compared with.
    void whatAnAuditorAsks(LocalDate day) {
        String home = html("/home");
        assertThat(home).contains("href=\"/t/acme/access\"", "href=\"/t/acme/changes\"");
        assertThat(html("/access")).contains("action=\"/t/acme/access\"", "name=\"asOf\"");
        assertThat(html("/changes")).contains("action=\"/t/acme/changes\"", "name=\"from\"");

        JsonNode held = api.get("/grants?limit=1&asOf=" + day).json();
        assertThat(held.get("count").asLong()).isGreaterThan(1000);
        assertThat(words(html("/access?asOf=" + day)))
                .contains(
                        Figures.counted(held.get("count").asLong(), "grant", "grants"), "You are looking at the past");
        JsonNode newest = items(api.get("/changes?what=grants&from=" + day).json())
                .filter(change -> change.at("/record/by/name").isString())
                .findFirst()
                .orElseThrow();
        assertThat(words(html("/changes?what=grants&from=" + day)))
                .contains("Who did it", newest.at("/record/by/name").asString());
    }

    private Map<String, Map<String, String>> accounts(String path, int revision) {
        Map<String, Map<String, String>> accounts = new TreeMap<>();
        JsonNode answer = answer(path + "/accounts?limit=500&asOf=" + revision);
        assertThat(answer.get("revision").asInt()).isEqualTo(revision);
        items(answer).forEach(account -> accounts.put(account.get("id").asString(), fields(account)));
        return accounts;
    }

    private static void replay(JsonNode change, Map<String, Map<String, String>> accounts) {
        String id = change.at("/subject/id").asString();
        if (change.get("kind").asString().equals("removed")) {
            assertThat(accounts.remove(id)).as("%s, removed", id).isEqualTo(fields(change.at("/before/fields")));
            return;
        }
        Map<String, String> before = accounts.put(id, fields(change.at("/after/fields")));
        assertThat(before == null)
                .as("%s was added", id)
                .isEqualTo(change.get("kind").asString().equals("granted"));
    }

    private static Map<String, String> fields(JsonNode of) {
        Map<String, String> fields = new TreeMap<>();
        FIELDS.forEach(field -> fields.put(field, of.path(field).asString("")));
        return fields;
    }

    private void thePageOfAccountsSays(String path, int revision, Map<String, Map<String, String>> told) {
        assertThat(page(path, "/accounts?asOf=" + revision))
                .contains(" %d accounts".formatted(told.size()))
                .contains("As of revision %d ".formatted(revision));
    }

    private void thePageOfChangesSays(String path, int revision, JsonNode counts) {
        assertThat(page(path, "/changes?from=%d&to=%d".formatted(revision - 1, revision)))
                .contains(" Access %d Accounts %d Resources %d "
                        .formatted(
                                sum(counts.path("grants")),
                                sum(counts.path("accounts")),
                                sum(counts.path("resources"))));
    }

    private static long sum(JsonNode counts) {
        return Stream.of("granted", "removed", "changed")
                .mapToLong(kind -> counts.path(kind).asLong(0))
                .sum();
    }

    /// The words of a page, each apart from the next by one space.
    private String page(String path, String more) {
        return words(html(path + more));
    }

    private String html(String path) {
        var answer = visitor.get("/t/acme" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    private JsonNode answer(String path) {
        ApiClient.Answer answer = api.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.json().hasNonNull("next")).as("more of " + path).isFalse();
        return answer.json();
    }

    private static Stream<JsonNode> items(JsonNode answer) {
        return StreamSupport.stream(answer.get("items").spliterator(), false);
    }
}
