package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo as somebody finds it who typed nothing but `muster demo`: each event of the table in `docs/demo.md`, where
/// a user would see it.
@Tag("packaged")
class StoryTest {
    private static final String LAST_WORDS = "Ctrl-C ends everything; the data stays.\n";

    private static Path folder = Path.of("");

    @BeforeAll
    static void a_folder_that_every_user_may_pass_through() throws IOException {
        folder = Files.createTempDirectory("muster-story-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterAll
    static void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void a_story_that_was_cut_off_is_told_anew_and_one_that_was_told_goes_on() throws Exception {
        try (ServerProcess cutOff = start().until("Day 10 of 90")) {
            cutOff.kill();
        }
        assertThat(folder.resolve("data/demo.json")).doesNotExist();
        List<String> published;
        JsonNode facts;
        try (ServerProcess demo = start().until(LAST_WORDS)) {
            facts = facts();
            var seen = new Seen(facts);

            assertThat(demo.output())
                    .contains("Day 90 of 90", "Pagerduty of acme: Connected, Data available\n")
                    .doesNotContain("ended held");
            seen.check();
            seen.walkAllDays();
            published = seen.publishedInTheStory();
            demo.kill();
        }
        try (ServerProcess again = start("--users", "300").until(LAST_WORDS)) {
            assertThat(again.output())
                    .contains("It is the one this folder began with")
                    .doesNotContain("Day 10 of 90");
            assertThat(facts().get("users")).isEqualTo(facts.get("users"));
            assertThat(facts().get("simulator")).isEqualTo(facts.get("simulator"));
            assertThat(facts().get("europe")).isEqualTo(facts.get("europe"));
            var seen = new Seen(facts());
            assertThat(seen.publishedInTheStory()).isEqualTo(published);
            seen.syncsWithoutAnyChange();
        }
    }

    private static ServerProcess start(String... more) throws IOException {
        var args = new ArrayList<>(
                List.of("demo", "--port", "0", "--data", folder.resolve("data").toString()));
        args.addAll(List.of(more));
        return ServerProcess.start(folder, Map.of(), args.toArray(String[]::new));
    }

    private static JsonNode facts() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("data/demo.json")));
    }

    /// What is seen of the story over REST.
    private static final class Seen {
        private final JsonNode facts;
        private final ApiClient api;
        private final StoryDays days;

        Seen(JsonNode facts) throws IOException {
            this.facts = facts;
            this.api = ApiClient.of(
                    URI.create(facts.get("url").asString()).resolve("/api/v1/tenants/acme"),
                    facts.get("apiToken").asString());
            this.days =
                    StoryFile.in(folder.resolve("data")).read().orElseThrow().days();
        }

        void walkAllDays() {
            var walk = new DaysWalk(api, facts);
            int revisions = items("/integrations").stream()
                    .mapToInt(integration ->
                            walk.walk("/integrations/" + integration.get("id").asString()))
                    .sum();
            assertThat(revisions).isGreaterThan(2 * StoryDays.COUNT);
            walk.whatAnAuditorAsks(days.date(70));
        }

        void check() {
            assertThat(names(items("/integrations")))
                    .containsExactly("Pagerduty", "Pagerduty Europe", "Payroll", "Roster");
            everyDayIsPublishedAtItsTime();
            theDayTheTokenWasRefused();
            theDayThatWasHeld();
            theTeamsThatCouldNotBeRead();
            theLeaversWhoKeptAccess();
            whoCameBack();
            theRoleThatNobodyKnows();
            theSeatsThatRunOut();
            thePayroll();
            whoDidIt();
        }

        private void everyDayIsPublishedAtItsTime() {
            for (String name : List.of("Pagerduty", "Pagerduty Europe")) {
                int first = name.equals("Pagerduty") ? 1 : 5;
                List<LocalDate> expected = IntStream.rangeClosed(first, StoryDays.COUNT)
                        .mapToObj(days::date)
                        .toList();

                assertThat(storyRuns(name).stream()
                                .filter(run -> run.hasNonNull("revision"))
                                .map(run -> date(run, "startedAt")))
                        .as(name)
                        .containsExactlyElementsOf(expected);
            }
            assertThat(storyRuns("Pagerduty"))
                    .filteredOn(run -> run.get("startedBy").asString().equals("daily schedule"))
                    .hasSize(StoryDays.COUNT - 1)
                    .allSatisfy(run -> assertThat(time(run, "startedAt")).startsWith("02:05"));
            assertThat(storyRuns("Pagerduty").getFirst().get("startedBy").asString())
                    .isEqualTo("Ana Lima");
            assertThat(api.get(path("Pagerduty") + "/accounts?asOf=" + days.date(30))
                            .status())
                    .isEqualTo(200);
        }

        private void theDayTheTokenWasRefused() {
            assertThat(onDay("Pagerduty", 33))
                    .extracting(run -> run.get("outcome").asString())
                    .containsExactly("failed", "complete");
            assertThat(onDay("Pagerduty", 33).getFirst().get("reason").asString())
                    .contains("refused the access token (401)");
            assertThat(onDay("Pagerduty", 33).getLast().get("startedBy").asString())
                    .isEqualTo("Ana Lima");
        }

        private void theDayThatWasHeld() {
            JsonNode released = onDay("Pagerduty Europe", 45).getFirst();

            assertThat(time(released, "startedAt")).startsWith("02:05");
            assertThat(time(released, "endedAt")).startsWith("09:31");
            assertThat(released.get("outcome").asString()).isEqualTo("complete");
            assertThat(released.at("/changes/removed").asInt()).isGreaterThanOrEqualTo(14);
        }

        private void theTeamsThatCouldNotBeRead() {
            assertThat(storyRuns("Pagerduty").stream()
                            .filter(run -> run.get("outcome").asString().equals("partial"))
                            .map(run -> date(run, "startedAt")))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(57, 62).mapToObj(days::date).toList());
            assertThat(integration("Pagerduty").get("message").asString()).isEqualTo("Data available");
            assertThat(integration("Pagerduty Europe").get("message").asString())
                    .isEqualTo("Data available, except the members of team Checkout: PagerDuty refuses them (403)");
        }

        private void theLeaversWhoKeptAccess() {
            List<JsonNode> leavers = items("/people/leavers");

            assertThat(leavers)
                    .extracting(leaver -> leaver.get("lastDay").asString())
                    .containsExactly(days.date(63).toString(), days.date(68).toString());
            assertThat(leavers.getFirst().get("privileged").asBoolean()).isTrue();
            assertThat(leavers.getFirst().get("accounts").findValuesAsString("integration"))
                    .containsExactlyInAnyOrder(id("Pagerduty"), id("Payroll"));
            assertThat(items("/people/accounts-without-person"))
                    .extracting(account -> account.get("name").asString())
                    .contains("Paul Brandt");
        }

        private void whoCameBack() {
            assertThat(items("/people/successors")).singleElement().satisfies(account -> {
                assertThat(account.get("former").asString())
                        .isNotEqualTo(account.get("account").asString());
                assertThat(date(account, "formerEnded")).isEqualTo(days.date(25));
            });
        }

        private void theRoleThatNobodyKnows() {
            assertThat(items(path("Pagerduty") + "/accounts?role=response_lead"))
                    .singleElement()
                    .extracting(account -> account.at("/role/title").asString())
                    .isEqualTo("Unknown (response_lead)");
            JsonNode run = onDay("Pagerduty", 40).getFirst();
            assertThat(api.get(path("Pagerduty") + "/runs/" + run.get("number").asInt())
                            .json()
                            .findValuesAsString("unknown"))
                    .contains("1");
        }

        private void theSeatsThatRunOut() {
            List<JsonNode> newestFirst = items(path("Pagerduty") + "/changes?limit=500&what=resources&from=1").stream()
                    .filter(change -> change.at("/subject/type").asString().equals("licence"))
                    .filter(change -> change.at("/subject/name").asString().contains("Full"))
                    .toList();

            assertThat(newestFirst
                            .getLast()
                            .at("/before/attributes/seats_available")
                            .asInt())
                    .isEqualTo(20);
            assertThat(newestFirst
                            .getFirst()
                            .at("/after/attributes/seats_available")
                            .asInt())
                    .isBetween(1, 3);
        }

        private void thePayroll() {
            assertThat(storyRuns("Payroll").stream().map(run -> date(run, "startedAt")))
                    .containsExactlyElementsOf(IntStream.iterate(20, day -> day <= StoryDays.COUNT, day -> day + 7)
                            .mapToObj(days::date)
                            .toList());
            assertThat(integration("Payroll").at("/counts/accounts").asInt()).isGreaterThan(20);
            assertThat(storyRuns("Roster").stream().map(run -> date(run, "startedAt")))
                    .containsExactlyElementsOf(
                            IntStream.of(12, 40, 68, 90).mapToObj(days::date).toList());
        }

        /// The script that promoted somebody, by the ending of its key.
        private void whoDidIt() {
            JsonNode run = onDay("Pagerduty", 75).getFirst();
            int revision = run.get("revision").asInt();
            assertThat(items(path("Pagerduty")
                            + "/changes?limit=500&what=grants&from=%d&to=%d".formatted(revision - 1, revision)))
                    .filteredOn(change -> change.at("/after/title").asString("").equals("Global Admin"))
                    .anySatisfy(change -> {
                        assertThat(change.at("/record/how").asString()).isEqualTo("api_token");
                        assertThat(change.at("/record/attributes/key_ending").asString())
                                .isEqualTo("x9Qv");
                        assertThat(date(change.get("record"), "at")).isEqualTo(days.date(74));
                    });
        }

        /// Every run of the story, as one line each.
        List<String> publishedInTheStory() {
            return Arrays.stream(new String[] {"Pagerduty", "Pagerduty Europe", "Payroll", "Roster"})
                    .flatMap(name -> storyRuns(name).stream()
                            .map(run -> "%s %s %s %s"
                                    .formatted(
                                            name,
                                            run.get("number"),
                                            run.get("outcome").asString(),
                                            run.get("digest"))))
                    .toList();
        }

        /// The simulated accounts are again what they were.
        void syncsWithoutAnyChange() {
            sync();

            JsonNode run = sync();

            assertThat(run.get("outcome").asString()).isEqualTo("complete");
            assertThat(run.at("/changes/added").asInt()
                            + run.at("/changes/removed").asInt())
                    .isZero();
        }

        /// A run of today may still be under way.
        private JsonNode sync() {
            int before = runs("Pagerduty").size();
            ServerProcess.await(
                    () -> api.post(path("Pagerduty") + "/sync", null).status() == 202);
            ServerProcess.await(() -> runs("Pagerduty").size() > before
                    && runs("Pagerduty").getLast().hasNonNull("outcome"));
            return runs("Pagerduty").getLast();
        }

        private List<JsonNode> onDay(String name, int day) {
            return storyRuns(name).stream()
                    .filter(run -> date(run, "startedAt").equals(days.date(day)))
                    .toList();
        }

        /// Those of the story, oldest first: whoever looks today may find one of today besides.
        private List<JsonNode> storyRuns(String name) {
            return runs(name).stream()
                    .filter(run -> !date(run, "startedAt").isAfter(days.date(StoryDays.COUNT)))
                    .toList();
        }

        private List<JsonNode> runs(String name) {
            return items(path(name) + "/runs?limit=500").reversed();
        }

        private JsonNode integration(String name) {
            return items("/integrations").stream()
                    .filter(known -> known.get("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private String id(String name) {
            return integration(name).get("id").asString();
        }

        private String path(String name) {
            return "/integrations/" + id(name);
        }

        private List<JsonNode> items(String path) {
            ApiClient.Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            return StreamSupport.stream(answer.json().get("items").spliterator(), false)
                    .toList();
        }

        private static List<String> names(List<JsonNode> named) {
            return named.stream().map(one -> one.get("name").asString()).toList();
        }

        private static LocalDate date(JsonNode of, String field) {
            return LocalDate.ofInstant(instant(of, field), ZoneOffset.UTC);
        }

        private static String time(JsonNode of, String field) {
            return instant(of, field).atZone(ZoneOffset.UTC).toLocalTime().toString();
        }

        private static Instant instant(JsonNode of, String field) {
            return Instant.parse(of.get(field).asString());
        }
    }
}
