package dev.muster.integration;

import static dev.muster.WatchedAccount.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// What people type is stored whole or refused beside its field, and never breaks a statement.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputLimitsTest {
    private WatchedAccount watched;

    @BeforeAll
    void connect(@Autowired ApplicationContext server) {
        SimulatedAccount account = SimulatedAccount.empty();
        account.addUser(SimulatedUser.named("PSIGN01", "100% of_everything\\now", "percent@acme.example"));
        account.addUser(SimulatedUser.named("PPLAIN1", "Plain Person", "plain@acme.example"));
        account.addUser(SimulatedUser.named("PQUOTE1", "O'Brien \"Bob\"", "bob@acme.example"));
        watched = WatchedAccount.synced(server, account);
    }

    @AfterAll
    void close() {
        watched.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O'Brien \"Bob\" `x`",
                "<script>alert(1)</script>",
                "Zoë 👩‍🚀 名前",
                "שלום עולם",
                "'; drop table integration; --",
                "50 % of_all \\_",
                "{{7*7}} ${7*7} %s %n"
            })
    void a_name_and_a_description_are_kept_as_typed(String text) {
        Answer changed = watched.api().patch(watched.path(), json(Map.of("name", text, "description", text)));

        assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
        assertThat(watched.now().get("name").asString()).isEqualTo(text);
        assertThat(watched.now().get("description").asString()).isEqualTo(text);
    }

    @Test
    void a_description_may_have_lines_and_a_thousand_characters() {
        String longest = "line\n" + "x".repeat(995);

        assertThat(watched.api()
                        .patch(watched.path(), json(Map.of("description", longest)))
                        .status())
                .isEqualTo(200);
        assertThat(watched.now().get("description").asString()).isEqualTo(longest);
    }

    @Test
    void every_fault_is_told_at_once_beside_its_field_and_nothing_changes() {
        JsonNode before = watched.now();
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("name", "n".repeat(10_000));
        wrong.put("description", "d".repeat(10_000));
        wrong.put("owner", "nobody@acme.example");
        wrong.put("secondaryOwners", List.of("nobody either"));
        wrong.put("holdPercent", 0);
        wrong.put("holdMinimum", -1);

        Answer refused = watched.api().patch(watched.path(), json(wrong));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        JsonNode errors = refused.json().get("errors");
        assertThat(errors.get("name").asString()).isEqualTo("A name has at most 100 characters, this one has 10,000");
        assertThat(errors.get("description").asString())
                .isEqualTo("A description has at most 1,000 characters, this one has 10,000");
        assertThat(errors.get("owner").asString()).isEqualTo("The primary owner must be a member of this tenant");
        assertThat(errors.propertyNames())
                .containsExactlyInAnyOrder(
                        "name", "description", "owner", "secondaryOwners", "holdPercent", "holdMinimum");
        assertThat(watched.now()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"\"}|name",
                "{\"name\":\"   \"}|name",
                "{\"name\":\"two\\nlines\"}|name",
                "{\"name\":\"nul\\u0000\"}|name",
                "{\"description\":\"nul\\u0000\"}|description",
                "{\"holdPercent\":101}|holdPercent",
                "{\"holdMinimum\":1000001}|holdMinimum"
            })
    void a_fault_names_its_field(String body, String field) {
        Answer refused = watched.api().patch(watched.path(), body);

        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dailyAt|25:00",
                "dailyAt|noon",
                "timeZone|Mars/Olympus",
                "timeZone|'; drop table integration; --",
                "region|http://elsewhere.example:80",
                "region|nul\0"
            })
    void a_setting_nobody_offers_is_refused_beside_its_field(String field, String value) {
        Answer refused = watched.configure(Map.of(field, value));

        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "not json", "[]", "{\"name\":", "{\"holdPercent\":99999999999}", "{\"holdPercent\":\"many\"}"
            })
    void a_body_that_is_no_such_json_is_400_and_is_not_quoted(String body) {
        Answer refused = watched.api().patch(watched.path(), body);

        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(400);
        assertThat(refused.json().get("detail").asString())
                .isEqualTo(
                        "The body is missing or is not the JSON this call takes; /api/v1/openapi.json describes it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%|PSIGN01",
                "_|PSIGN01",
                "\\|PSIGN01",
                "100% of_|PSIGN01",
                "o'brien|PQUOTE1",
                "\"bob\"|PQUOTE1",
                "PLAIN P|PPLAIN1",
                "plain@|PPLAIN1",
                "pplain1|PPLAIN1"
            })
    void a_search_takes_every_character_literally(String search, String found) {
        assertThat(search(search)
                        .get("items")
                        .valueStream()
                        .map(account -> account.get("id").asString()))
                .containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%", "_%", "\\\\", "' or 1=1 --", "<script>", "👩‍🚀", "עולם"})
    void a_search_for_what_nobody_has_finds_nobody(String search) {
        assertThat(search(search).get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=%00|q",
                "role=%00|role",
                "limit=0|limit",
                "limit=501|limit",
                "limit=-1|limit",
                "limit=ten|limit",
                "after=!|after",
                "after=AA|after"
            })
    void a_query_that_cannot_be_answered_names_its_fault(String query, String field) {
        Answer refused = watched.api().get(watched.path() + "/accounts?" + query);

        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly(field);
    }

    @Test
    void a_search_of_thousands_of_characters_is_refused_beside_its_field() {
        Answer refused = watched.api().get(watched.path() + "/accounts?q=" + "x".repeat(7_000));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").get("q").asString())
                .isEqualTo("Search for at most 200 characters, not 7,000");
    }

    private JsonNode search(String text) {
        Answer answer =
                watched.api().get(watched.path() + "/accounts?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }
}
