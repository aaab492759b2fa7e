package dev.muster.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.database.MusterTest;
import dev.muster.integration.Catalogue;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// No right is surer than the data under it: what a full reading contradicts is never called certain, whatever part
/// could not be read or whatever membership only the user tells, in the API, on pages and in counts.
@MusterTest
class NoSurerThanItsDataTest {
    private static final String TEAM = "PSECRET";
    private static final String HEAD = "PHEAD01";
    private static final Fault NOT_SHOWN = new Fault.Status(404, ErrorShape.CODE_5001);

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    @Test
    void the_manager_of_a_team_whose_members_are_not_shown_is_not_said_to_have_nothing() {
        SimulatedAccount account = SimulatedAccount.of(12, 3, 7);
        account.addTeam(SimulatedTeam.named(TEAM, "Secret").asPrivate());
        account.addUser(
                SimulatedUser.named(HEAD, "Hedda Head", "hedda@acme.example").withRole("limited_user"));
        account.addMember(TEAM, HEAD, "manager");
        try (WatchedAccount watched = WatchedAccount.added(server, account)) {
            unreadable(watched, "/teams/" + TEAM + "/members");
            watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));

            JsonNode team = onlyTeam(watched);
            assertThat(team.get("certain").asBoolean()).as(team.toString()).isFalse();
            assertThat(team.get("rights")).isEmpty();
            assertThat(texts(team.get("open"))).containsExactly("view", "manage_team");
            assertThat(team.get("why").asString())
                    .isEqualTo("Not certain, because the members of team Secret could not be read yet");
            assertThat(page(watched, "/accounts/" + HEAD)).contains("lbl-unk").contains("class=\"unk\"");
            assertThat(page(watched, "/accounts/" + HEAD + "/access.csv"))
                    .contains("team,%s,Secret,unknown,,,,unknown,,,unknown,no,Unknown,".formatted(TEAM));

            assertThat(watched.status()).isEqualTo("Connected");
            assertThat(watched.message())
                    .isEqualTo("Data available, except the members of team Secret: PagerDuty refuses them (404)");

            watched.pagerDuty().faults().clear();
            watched.sync();
            assertThat(texts(onlyTeam(watched).get("rights"))).containsExactly("view", "manage_team");
            assertThat(onlyTeam(watched).get("certain").asBoolean()).isTrue();

            account.setMemberRole(TEAM, HEAD, "observer");
            unreadable(watched, "/teams/" + TEAM + "/members");
            watched.forget();
            watched.sync();
            assertThat(onlyTeam(watched).get("why").asString())
                    .contains("the members of team Secret could not be read since 2");
            assertThat(onlyTeam(watched).get("certain").asBoolean()).isFalse();

            watched.pagerDuty().faults().clear();
            watched.pagerDuty()
                    .faults()
                    .on("/teams/" + TEAM + "/members")
                    .every()
                    .answer(new Fault.Status(503));
            assertThat(WatchedAccount.outcome(watched.sync())).isEqualTo("partial");
            assertThat(watched.status()).isEqualTo("Needs attention");
            assertThat(watched.message())
                    .matches("The members of team Secret could not be read \\(503\\)\\. Tried again at \\d\\d:\\d\\d\\."
                            + " Their data from .* stays available(\\. None of the last \\d runs was complete)?");
        }
    }

    /// One thing that is refused for good ends no run complete, and is no trouble.
    @Test
    void parts_that_are_refused_for_good_are_counted_and_named_with_their_age_and_alarm_nobody() {
        SimulatedAccount account = SimulatedAccount.of(12, 3, 7);
        account.addTeam(SimulatedTeam.named(TEAM, "Secret"));
        account.addTeam(SimulatedTeam.named("PHUSHED", "Hushed"));
        account.addUser(
                SimulatedUser.named(HEAD, "Hedda Head", "hedda@acme.example").withRole("limited_user"));
        account.addMember(TEAM, HEAD, "manager");
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            String whole = watched.now().get("lastCompleteRun").asString();
            assertThat(watched.now().get("lastGoodRun").asString()).isEqualTo(whole);
            unreadable(watched, "/teams/" + TEAM + "/members");
            unreadable(watched, "/teams/PHUSHED/members");
            watched.forget();
            watched.sync();

            JsonNode again = watched.sync();

            String message = "the members of 2 teams: PagerDuty refuses them (404)";
            assertThat(WatchedAccount.outcome(again)).isEqualTo("partial");
            assertThat(watched.status()).isEqualTo("Connected");
            assertThat(watched.message()).isEqualTo("Data available, except " + message);
            JsonNode now = watched.now();
            int run = now.get("partsRun").asInt();
            assertThat(run).isEqualTo(again.get("run").get("number").asInt());
            assertThat(now.get("lastCompleteRun").asString()).isEqualTo(whole);
            assertThat(now.get("lastGoodRun").asString()).isGreaterThan(whole);
            assertThat(watched.page("/history")).contains("/history?run=%d#parts\">%s</a>".formatted(run, message));

            JsonNode parts = again.get("unreadParts").get(0);
            assertThat(parts.get("count").asLong()).isEqualTo(2);
            JsonNode secret = parts.get("first")
                    .valueStream()
                    .filter(part -> part.get("id").asString().equals(TEAM))
                    .findFirst()
                    .orElseThrow();
            assertThat(secret.get("kept").asLong()).isEqualTo(1);
            assertThat(secret.get("keptRevision").asInt()).isEqualTo(1);
            assertThat(secret.get("answer").asString()).contains("(404)");
            assertThat(watched.page("/history?run=" + run))
                    .contains("2 of 5 teams")
                    .contains("3 of 5 teams")
                    .contains("1, from revision 1 of ")
                    .contains("The next sync asks again, ")
                    .contains("/resources/team/%s\">Secret</a>".formatted(TEAM))
                    .doesNotContain("parts could not be read.");
            assertThat(watched.page("")).contains("The members of 2 teams</dt>");
            assertThat(watched.page("/accounts/" + HEAD))
                    .contains("Not everything about Hedda Head could be read")
                    .contains("The members of team Secret could not be read since ")
                    .contains("/history?run=%d#parts".formatted(run))
                    .contains("Last known: Manager")
                    .contains("0 certain, 1 not");
        }
    }

    @Test
    void a_role_in_the_team_above_reaches_down_and_an_unread_one_is_open() {
        SimulatedAccount account = SimulatedAccount.of(12, 3, 7);
        account.addTeam(SimulatedTeam.named("PABOVE1", "Platform"));
        account.addTeam(SimulatedTeam.named("PBELOW1", "Payments"));
        account.addTeam(SimulatedTeam.named("PBELOW2", "Orphans"));
        account.putRawField("team", "PBELOW1", "parent", "{\"id\":\"PABOVE1\",\"type\":\"team_reference\"}");
        account.putRawField("team", "PBELOW2", "parent", "{\"id\":\"PNOLIST\",\"type\":\"team_reference\"}");
        account.addUser(
                SimulatedUser.named(HEAD, "Hedda Head", "hedda@acme.example").withRole("limited_user"));
        account.addMember("PABOVE1", HEAD, "manager");
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            JsonNode below = team(watched, "PBELOW1");
            assertThat(texts(below.get("rights"))).containsExactly("view", "manage_team");
            assertThat(below.get("why").asString()).startsWith("Manager on team Platform, above team Payments");
            assertThat(below.get("certain").asBoolean()).isTrue();
            assertThat(team(watched, "PBELOW2").get("certain").asBoolean()).isFalse();
            JsonNode onTeam = all(watched, onResource(watched, new Key("team", "PBELOW1")) + "q=" + HEAD)
                    .getFirst();
            assertThat(onTeam.get("rights")).isEqualTo(below.get("rights"));

            unreadable(watched, "/teams/PABOVE1/members");
            watched.forget();
            watched.sync();
            assertThat(team(watched, "PBELOW1").get("why").asString())
                    .contains("the members of team Platform could not be read since");
        }
    }

    private static JsonNode team(WatchedAccount watched, String id) {
        return all(watched, ofAccount(watched, HEAD) + "type=team&q=" + id).getFirst();
    }

    private JsonNode onlyTeam(WatchedAccount watched) {
        return team(watched, TEAM);
    }

    @Test
    void nothing_that_a_full_reading_contradicts_is_called_certain() {
        Random chance = new Random(20261126);
        SimulatedAccount account = SimulatedAccount.of(30, 8, 11);
        AccessRules rules =
                server.getBean(Catalogue.class).connector("pagerduty").rules().orElseThrow();
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            for (int round = 1; round <= 4; round++) {
                watched.pagerDuty().faults().clear();
                change(account, chance);
                refuse(watched, chance, round);
                watched.forget();
                List<Runnable> truth = loseMemberships(account, chance);
                watched.sync();
                truth.forEach(Runnable::run);
                int open = compare(watched, new AccessTruth(account, rules, "advanced"), "round " + round);
                assertThat(open).as("open answers in round %d", round).isPositive();
            }
        }
    }

    /// Everybody may have another role in some team, and resources other owners.
    private static void change(SimulatedAccount account, Random chance) {
        List<String> roles = List.of("observer", "responder", "manager");
        for (SimulatedTeam team : account.teams()) {
            for (SimulatedUser user : account.users()) {
                if (chance.nextInt(6) == 0) {
                    account.removeMember(team.id(), user.id());
                    if (chance.nextBoolean()) {
                        account.addMember(team.id(), user.id(), roles.get(chance.nextInt(3)));
                    }
                }
            }
        }
        var setup = account.onCallSetup();
        String team =
                account.teams().get(chance.nextInt(account.teams().size())).id();
        setup.shiftSchedules().stream().limit(2).toList().forEach(it -> setup.add(it.inTeams(team)));
        setup.services().stream().limit(2).toList().forEach(it -> setup.add(it.inTeams(team)));
    }

    /// Member lists lack some whose own records go on naming the team, which they are in.
    ///
    /// @return what makes the lists tell the truth again
    private static List<Runnable> loseMemberships(SimulatedAccount account, Random chance) {
        List<Runnable> truth = new ArrayList<>();
        for (SimulatedTeam team : account.teams()) {
            for (SimulatedMember member : account.membersOf(team.id())) {
                if (chance.nextInt(5) == 0) {
                    account.forgetMember(team.id(), member.userId());
                    truth.add(() -> account.addMember(team.id(), member.userId(), member.role()));
                }
            }
        }
        assertThat(truth).isNotEmpty();
        return truth;
    }

    private static void refuse(WatchedAccount watched, Random chance, int round) {
        watched.account().teams().stream()
                .filter(team -> chance.nextInt(3) == 0)
                .forEach(team -> unreadable(watched, "/teams/" + team.id() + "/members"));
        watched.account().onCallSetup().shiftSchedules().stream()
                .limit(1)
                .forEach(schedule -> unreadable(watched, "/v3/schedules/" + schedule.id()));
        if (round % 2 == 0) {
            unreadable(watched, "/services");
        }
    }

    /// @return how many answers are open
    private int compare(WatchedAccount watched, AccessTruth truth, String when) {
        int open = 0;
        for (SimulatedUser user : watched.account().users()) {
            for (JsonNode item : all(watched, ofAccount(watched, user.id()))) {
                Key resource =
                        new Key(item.get("type").asString(), item.get("id").asString());
                require(item, truth.decide(user, resource), "%s, %s on %s".formatted(when, user.id(), resource));
                open += item.get("certain").asBoolean() ? 0 : 1;
            }
        }
        for (Key resource : someOfEach(truth)) {
            List<JsonNode> items = all(watched, onResource(watched, resource));
            for (JsonNode item : items) {
                SimulatedUser user =
                        watched.account().user(item.get("id").asString()).orElseThrow();
                require(item, truth.decide(user, resource), "%s, on %s by %s".formatted(when, resource, user.id()));
            }
            long unknown =
                    items.stream().filter(it -> !it.get("certain").asBoolean()).count();
            assertThat(all(watched, onResource(watched, resource) + "right=unknown"))
                    .hasSize((int) unknown);
            assertThat(tally(page(
                            watched, "/resources/%s/%s?view=able".formatted(resource.type(), segment(resource.id())))))
                    .as("%s, %s", when, resource)
                    .isEqualTo(unknown);
        }
        return open;
    }

    private static void require(JsonNode item, Decision truth, String what) {
        Set<String> rights = texts(item.get("rights"));
        Set<String> open = texts(item.get("open"));
        Set<String> really = truth.rights().stream().map(Right::id).collect(Collectors.toSet());
        String said = "%s: %s, but in truth %s".formatted(what, item, truth);
        assertThat(really).as(said).containsAll(rights);
        if (item.get("certain").asBoolean()) {
            assertThat(rights).as(said).isEqualTo(really);
            assertThat(truth.certain()).as(said).isTrue();
            assertThat(open).as(said).isEmpty();
        } else {
            assertThat(rights.stream().noneMatch(open::contains)).as(said).isTrue();
            really.removeAll(rights);
            assertThat(open).as(said).containsAll(really);
        }
    }

    private static List<Key> someOfEach(AccessTruth truth) {
        return truth.resources().keySet().stream().collect(Collectors.groupingBy(Key::type)).values().stream()
                .flatMap(keys -> keys.stream().limit(4))
                .toList();
    }

    private static void unreadable(WatchedAccount watched, String path) {
        watched.pagerDuty().faults().on(path).every().answer(NOT_SHOWN);
    }

    private static long tally(String page) {
        var found = Pattern.compile("\\?right=unknown\"[^>]*><span class=\"tally-n num\">([\\d,]+)</span>")
                .matcher(page);
        return found.find() ? Long.parseLong(found.group(1).replace(",", "")) : 0;
    }

    private String page(WatchedAccount watched, String below) {
        Visitor ana = new Visitor(port);
        ana.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
        return ana.get("/t/%s/integrations/%s%s"
                        .formatted(watched.tenant().tenant().slug(), watched.id(), below))
                .body();
    }

    private static List<JsonNode> all(WatchedAccount watched, String path) {
        List<JsonNode> all = new ArrayList<>();
        watched.api().get(path + "&limit=500").json().get("items").forEach(all::add);
        return all;
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String ofAccount(WatchedAccount watched, String id) {
        return "%s/accounts/%s/access?".formatted(watched.path(), segment(id));
    }

    private static String onResource(WatchedAccount watched, Key resource) {
        return "%s/resources/%s/%s/access?".formatted(watched.path(), resource.type(), segment(resource.id()));
    }

    private static String segment(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
