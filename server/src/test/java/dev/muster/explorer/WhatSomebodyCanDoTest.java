package dev.muster.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.database.MusterTest;
import dev.muster.integration.Catalogue;
import dev.muster.pagerduty.rules.Rights;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedDependency.End;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.web.Figures;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Both questions, asked of a synced account and compared with what the rules say about the truth: what one account
/// can do, and who can do something with one resource.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatSomebodyCanDoTest {
    private static final long SEED = 20261125;
    private static final String UNKNOWN_ROLE = "PLEADER";
    private static final String UNKNOWN_TEAM_ROLE = "PCAPTAI";
    private static final String ODD_USER = "P ü&?#+1";
    private static final Key ODD_SERVICE = new Key("service", "S \"é\"&?#+1");

    private WatchedAccount watched;
    private AccessTruth truth;
    private Visitor ana;

    @BeforeAll
    void sync(@Autowired ApplicationContext server, @LocalServerPort int port) {
        SimulatedAccount account = SimulatedAccount.of(60, 9, SEED);
        account.addTeam(SimulatedTeam.named("PHIDDEN", "Red Team").asPrivate());
        account.addUser(SimulatedUser.named(UNKNOWN_ROLE, "Lea Leader", "lea@acme.example")
                .withRole("team_lead"));
        account.addUser(SimulatedUser.named(UNKNOWN_TEAM_ROLE, "Cap Tain", "cap@acme.example")
                .withRole("observer"));
        account.addUser(SimulatedUser.named(ODD_USER, "Odd <b>One</b>", "odd@acme.example")
                .withRole("limited_user")
                .withInvitationSent(true));
        account.addMember("PHIDDEN", UNKNOWN_TEAM_ROLE, "captain");
        account.addMember("PHIDDEN", ODD_USER, "manager");
        var setup = account.onCallSetup();
        setup.add(SimulatedService.named(
                        ODD_SERVICE.id(),
                        "Odd 100% Service",
                        setup.policies().getFirst().id())
                .inTeams("PHIDDEN", account.teams().getFirst().id()));
        setup.add(SimulatedService.named(
                        "SHIDDEN", "Hidden service", setup.policies().getFirst().id())
                .inTeams("PHIDDEN"));
        watched = WatchedAccount.synced(server, account);
        AccessRules rules =
                server.getBean(Catalogue.class).connector("pagerduty").rules().orElseThrow();
        truth = new AccessTruth(account, rules, "advanced");
        ana = new Visitor(port);
        ana.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
    }

    @AfterAll
    void close() {
        watched.close();
    }

    /// An answer in one line: `view,edit | true | Team role | Manager on team Payments`.
    private static String line(JsonNode item) {
        String rights = item.get("rights").valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
        return "%s | %s | %s | %s"
                .formatted(
                        rights,
                        item.get("certain").asBoolean(),
                        item.get("decidedBy").asString(),
                        item.get("why").asString());
    }

    private static String line(Decision decision) {
        String rights = decision.rights().stream().sorted().map(Right::id).collect(Collectors.joining(","));
        return "%s | %s | %s | %s".formatted(rights, decision.certain(), decision.rule(), decision.sentence());
    }

    @Test
    void every_account_can_do_with_every_object_what_the_rules_say_about_the_truth() {
        for (SimulatedUser user : truth.account().users()) {
            assertThat(answered(watched, user)).as(user.name()).isEqualTo(expected(truth, user));
        }
    }

    @Test
    void a_service_and_its_policy_say_who_answers_and_a_team_opens_on_its_members() {
        var setup = truth.account().onCallSetup();
        for (SimulatedService service : setup.services().stream().limit(5).toList()) {
            List<String> answering = setup.onCalls().stream()
                    .filter(onCall -> onCall.policyId().equals(service.policyId()))
                    .map(onCall -> "/accounts/" + onCall.userId())
                    .distinct()
                    .toList();
            for (String page : List.of("service/" + service.id(), "escalation_policy/" + service.policyId())) {
                String calls = section(resourcePage(page), "calls");
                assertThat(answering)
                        .isNotEmpty()
                        .allSatisfy(account -> assertThat(calls).as(page).contains(account));
            }
        }
        for (SimulatedTeam team : truth.account().teams().stream().limit(3).toList()) {
            String members = section(resourcePage("team/" + team.id()), "holders");
            assertThat(members).contains("Members</h2>");
            assertThat(truth.account().membersOf(team.id()))
                    .isNotEmpty()
                    .allSatisfy(member -> assertThat(members).contains("/accounts/" + member.userId()));
        }
    }

    /// From Home to the list, and from there to the service: both answers stand on top of its page.
    @Test
    void two_clicks_from_home_a_service_says_how_many_can_edit_it_and_who_is_on_call_now() {
        String home = ana.get("/t/%s/home".formatted(watched.tenant().tenant().slug()))
                .body();
        String list = ana.get(link(home, "/on-call")).body();
        SimulatedService service = truth.account().onCallSetup().services().stream()
                .filter(one -> list.contains("/resources/service/%s\"".formatted(one.id())))
                .findFirst()
                .orElseThrow();
        Key key = new Key("service", service.id());
        long able = truth.account().users().stream()
                .filter(user -> truth.decide(user, key).rights().contains(Rights.EDIT))
                .count();

        String page = ana.get(link(list, "/resources/service/" + service.id())).body();

        String brief = page.substring(page.indexOf("aria-label=\"In short\""), page.indexOf("<nav class=\"tabs\""));
        assertThat(brief).contains("edit", ">%s</a>".formatted(Figures.counted(able, "account", "accounts")));
        assertThat(truth.account().onCallSetup().onCalls())
                .filteredOn(onCall -> onCall.policyId().equals(service.policyId()))
                .isNotEmpty()
                .anySatisfy(onCall -> assertThat(brief).contains("/accounts/" + onCall.userId()));
    }

    @Test
    void an_account_opens_on_what_it_may_change_and_leads_to_all_of_it_and_to_the_application() {
        List<Key> parts = truth.resources().keySet().stream()
                .filter(resource -> !resource.type().equals("account"))
                .toList();
        int all = parts.size();
        SimulatedUser user = truth.account().users().stream()
                .filter(one -> mayChange(one, parts) > 0 && mayChange(one, parts) < all)
                .findFirst()
                .orElseThrow();
        long change = mayChange(user, parts);
        String at = list("/accounts/" + user.id());

        String page = ana.get(at).body();

        assertThat(page)
                .contains("May change %d</a>".formatted(change), "All %d</a>".formatted(all))
                .contains(">%d of %d resources<".formatted(change, all))
                .contains("href=\"https://acme.pagerduty.com/users/%s\"".formatted(user.id()), "Open in Pagerduty");
        assertThat(ana.get(at + "?right=all").body()).contains(">%d resources<".formatted(all));
        assertThat(resourcePage("team/" + truth.account().teams().getFirst().id()))
                .contains("href=\"https://acme.pagerduty.com/teams/%s\""
                        .formatted(truth.account().teams().getFirst().id()));
        assertThat(page("/accounts/" + segment(ODD_USER)).body()).doesNotContain("Open in");
    }

    private long mayChange(SimulatedUser user, List<Key> resources) {
        return resources.stream()
                .map(resource -> truth.decide(user, resource))
                .filter(decision -> Stream.of(decision.rights(), decision.open())
                        .flatMap(Set::stream)
                        .anyMatch(right -> !right.equals(Rights.VIEW)))
                .count();
    }

    @Test
    void links_lead_from_each_team_to_what_it_owns_as_the_truth_has_it() {
        Set<String> owned = new TreeSet<>();
        truth.resources()
                .forEach((resource, owners) -> owners.stream()
                        .filter(owner -> !resource.type().equals("team"))
                        .forEach(owner ->
                                owned.add("team %s owns %s %s".formatted(owner, resource.type(), resource.id()))));

        Set<String> types = truth.resources().keySet().stream().map(Key::type).collect(Collectors.toSet());

        List<String> walked = all(watched, watched.path() + "/links?relation=owns", 7).stream()
                .filter(link -> types.contains(link.at("/to/type").asString()))
                .map(link -> "%s %s %s %s %s"
                        .formatted(
                                link.at("/from/type").asString(),
                                link.at("/from/id").asString(),
                                link.get("relation").asString(),
                                link.at("/to/type").asString(),
                                link.at("/to/id").asString()))
                .toList();

        assertThat(walked).hasSizeGreaterThan(20).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(owned);
        Answer unknown = watched.api().get(watched.path() + "/links?relation=loves");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().at("/errors/relation").asString())
                .contains("There is no relation loves here.", "guards", "owns");
        assertThat(watched.api()
                        .get(watched.path() + "/links?fromType=team&toType=nothing")
                        .status())
                .isEqualTo(422);
    }

    /// What a click on the link to such an address asks for.
    private static String link(String page, String end) {
        return Pattern.compile("href=\"([^\"]*%s)\"".formatted(Pattern.quote(end)))
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    @Test
    void a_licence_lists_all_its_holders_page_by_page_and_those_without_duty_as_the_truth_has_them() {
        Set<String> holders = truth.account().users().stream()
                .filter(user -> Licence.of(user) == Licence.FULL_USER)
                .map(SimulatedUser::id)
                .collect(Collectors.toSet());
        Set<String> busy = onDuty();
        String licence = list("/resources/licence/" + Licence.FULL_USER.id());

        assertThat(walked(licence + "?view=holders")).isEqualTo(holders).hasSizeGreaterThan(50);
        assertThat(walked(licence))
                .isEqualTo(holders.stream().filter(user -> !busy.contains(user)).collect(Collectors.toSet()))
                .isNotEmpty();
        assertThat(ana.get(licence).body())
                .contains("Held without duty", "no more than Observer in a team that owns something")
                .contains("All holders <span class=\"num\">%d</span>".formatted(holders.size()));
        assertThat(page("/resources/service/SHIDDEN?view=dutyless").statusCode())
                .isEqualTo(422);
    }

    private Set<String> onDuty() {
        var setup = truth.account().onCallSetup();
        Set<String> busy = new HashSet<>();
        Set<String> owners = new HashSet<>();
        setup.services().forEach(one -> owners.addAll(one.teamIds()));
        setup.policies().forEach(one -> owners.addAll(one.teamIds()));
        setup.schedules().forEach(one -> owners.addAll(one.teamIds()));
        setup.shiftSchedules().forEach(one -> owners.addAll(one.teamIds()));
        setup.businessServices().forEach(one -> owners.add(String.valueOf(one.teamId())));
        setup.onCalls().forEach(onCall -> busy.add(onCall.userId()));
        setup.schedules().forEach(schedule -> busy.addAll(schedule.userIds()));
        setup.shiftSchedules().forEach(schedule -> busy.addAll(schedule.userIds()));
        setup.policies().stream()
                .flatMap(policy -> policy.levels().stream())
                .flatMap(level -> level.targets().stream())
                .forEach(target -> busy.add(target.id()));
        truth.account().teams().stream()
                .filter(team -> owners.contains(team.id()))
                .flatMap(team -> truth.account().membersOf(team.id()).stream())
                .filter(member -> !member.role().equals("observer"))
                .forEach(member -> busy.add(member.userId()));
        return busy;
    }

    private Set<String> walked(String from) {
        Pattern holder = Pattern.compile("<a class=\"b\" href=\"[^\"]+/accounts/([^\"]+)\">");
        return walk(from, "next").stream()
                .flatMap(at ->
                        holder.matcher(section(ana.get(at).body(), "holders")).results())
                .map(found -> URLDecoder.decode(found.group(1), UTF_8))
                .collect(Collectors.toSet());
    }

    @Test
    void a_service_is_answered_in_short_and_the_way_of_one_person_is_listed_and_drawn() {
        var setup = truth.account().onCallSetup();
        SimulatedOnCall onCall = setup.onCalls().getFirst();
        SimulatedService service = setup.services().stream()
                .filter(one -> one.policyId().equals(onCall.policyId()))
                .findFirst()
                .orElseThrow();
        String name = truth.account().user(onCall.userId()).orElseThrow().name();
        String page = resourcePage("service/%s?view=answers&person=%s".formatted(service.id(), onCall.userId()));

        assertThat(page).contains("Can edit", "On call ", "Path from <bdi>%s</bdi>".formatted(name));
        assertThat(section(page, "path"))
                .containsSubsequence(
                        "/accounts/" + onCall.userId(),
                        "/resources/escalation_policy/" + onCall.policyId(),
                        "/resources/service/" + service.id())
                .contains("<svg class=\"path\"", ">%s</title>".formatted(name), "Service dependencies, revision")
                .doesNotContain("could not be read");
    }

    @Test
    void a_business_service_says_who_answers_for_all_that_it_rests_on() {
        var setup = truth.account().onCallSetup();
        assertThat(setup.businessServices()).hasSizeGreaterThan(1);
        for (SimulatedBusinessService business : setup.businessServices()) {
            Set<End> supporting = new HashSet<>();
            addSupporting(End.businessService(business.id()), supporting);
            Set<String> policies = setup.services().stream()
                    .filter(service -> supporting.contains(End.service(service.id())))
                    .map(SimulatedService::policyId)
                    .collect(Collectors.toSet());
            String page = resourcePage("business_service/%s?view=answers".formatted(business.id()));

            assertThat(section(page, "calls"))
                    .contains(setup.onCalls().stream()
                            .filter(onCall -> policies.contains(onCall.policyId()))
                            .map(onCall -> "/accounts/" + onCall.userId())
                            .toList());
            assertThat(section(page, "path")).contains("/resources/business_service/" + business.id());
        }
    }

    private void addSupporting(End end, Set<End> all) {
        if (all.add(end)) {
            truth.account().onCallSetup().dependenciesOf(end).stream()
                    .filter(dependency -> dependency.dependent().equals(end))
                    .forEach(dependency -> addSupporting(dependency.supporting(), all));
        }
    }

    private String resourcePage(String below) {
        return ana.get("/t/%s%s/resources/%s"
                        .formatted(watched.tenant().tenant().slug(), watched.path(), below.replace(" ", "%20")))
                .body();
    }

    private static String section(String page, String heading) {
        int start = page.indexOf("aria-labelledby=\"%s\"".formatted(heading));
        assertThat(start).as("section %s", heading).isPositive();
        return page.substring(start, page.indexOf("</section>", start));
    }

    @Test
    void on_the_basic_tier_the_base_role_alone_decides(@Autowired ApplicationContext server) {
        try (WatchedAccount basic = WatchedAccount.synced(server, SimulatedAccount.ofBasicTier(60, 9, SEED))) {
            AccessTruth basicTruth = new AccessTruth(basic.account(), truth.rules(), "basic");

            for (SimulatedUser user : basic.account().users()) {
                assertThat(answered(basic, user)).as(user.name()).isEqualTo(expected(basicTruth, user));
            }
        }
    }

    private static Map<String, String> expected(AccessTruth truth, SimulatedUser user) {
        Map<String, String> expected = new TreeMap<>();
        truth.resources()
                .keySet()
                .forEach(resource -> expected.put(text(resource), line(truth.decide(user, resource))));
        return expected;
    }

    private static Map<String, String> answered(WatchedAccount watched, SimulatedUser user) {
        Map<String, String> answered = new TreeMap<>();
        for (JsonNode item : all(watched, ofAccount(watched, user.id()), 500)) {
            answered.put(item.get("type").asString() + " " + item.get("id").asString(), line(item));
        }
        return answered;
    }

    @Test
    void on_every_object_every_account_can_do_what_the_rules_say_about_the_truth() {
        for (Key resource : truth.resources().keySet()) {
            Map<String, String> expected = truth.account().users().stream()
                    .collect(Collectors.toMap(SimulatedUser::id, user -> line(truth.decide(user, resource))));

            Map<String, String> answered = new TreeMap<>();
            all(onResource(resource), 500)
                    .forEach(item -> answered.put(item.get("id").asString(), line(item)));

            assertThat(answered).as(text(resource)).containsAllEntriesOf(expected);
            assertThat(answered).hasSize(watched.accounts().size());
        }
    }

    @Test
    void pages_neither_lose_nor_repeat_a_row() {
        assertThat(all(ofAccount(ODD_USER), 7)).isEqualTo(all(ofAccount(ODD_USER), 500));
        assertThat(all(onResource(ODD_SERVICE), 7)).isEqualTo(all(onResource(ODD_SERVICE), 500));
        assertThat(all(watched.path() + "/resources?", 7)).isEqualTo(all(watched.path() + "/resources?", 500));
        assertThat(all(ofAccount(ODD_USER), 500))
                .hasSameSizeAs(truth.resources().keySet());
    }

    @Test
    void a_filter_lets_through_what_has_the_right_and_nothing_else() {
        List<JsonNode> everything = all(ofAccount(ODD_USER), 500);
        List<JsonNode> everybody = all(onResource(ODD_SERVICE), 500);
        for (String right : List.of("view", "respond", "override", "edit", "manage_team", "manage_users")) {
            assertThat(all(ofAccount(ODD_USER) + "right=" + right, 7))
                    .isEqualTo(everything.stream().filter(it -> has(it, right)).toList());
            assertThat(all(onResource(ODD_SERVICE) + "right=" + right, 7))
                    .isEqualTo(everybody.stream().filter(it -> has(it, right)).toList());
        }
        assertThat(everything).anyMatch(it -> has(it, "edit")).anyMatch(it -> !has(it, "edit"));
        assertThat(all(ofAccount(ODD_USER) + "type=team&q=rEd", 500))
                .extracting(it -> it.get("id").asString())
                .containsExactly("PHIDDEN");
        assertThat(all(onResource(ODD_SERVICE) + "q=ODD@", 500))
                .extracting(it -> it.get("id").asString())
                .containsExactly(ODD_USER);
    }

    @Test
    void what_is_asked_for_wrongly_is_said() {
        assertThat(watched.api()
                        .get(ofAccount(ODD_USER) + "right=fly")
                        .json()
                        .at("/errors/right")
                        .asString())
                .isEqualTo(
                        "A right is one of view, respond, override, edit, manage_team, manage_users, account, any, change, or unknown");
        assertThat(watched.api()
                        .get(ofAccount(ODD_USER) + "type=licence")
                        .json()
                        .at("/errors/type")
                        .asString())
                .contains("account, team, service");
        assertThat(watched.api().get(ofAccount("PNOBODY")).status()).isEqualTo(404);
        assertThat(watched.api().get(onResource(new Key("service", "PNOTHIN"))).status())
                .isEqualTo(404);
        assertThat(watched.api().get(onResource(new Key("licence", "x"))).status())
                .isEqualTo(404);
        assertThat(page("/accounts/PNOBODY").statusCode()).isEqualTo(404);
        assertThat(page("/accounts?role=nonsense").body()).contains("There is no role nonsense here. Known are admin,");
        assertThat(page("/resources?type=nonsense").body()).contains("There is no type nonsense here. Known are");
        assertThat(page("/resources/service/PNOTHIN").statusCode()).isEqualTo(404);
        assertThat(page("/accounts/PNOBODY/access.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void rights_behind_an_unknown_role_are_unknown_and_not_none() {
        List<JsonNode> unknown = all(onResource(ODD_SERVICE) + "right=unknown", 500);

        assertThat(unknown)
                .extracting(it -> it.get("id").asString())
                .contains(UNKNOWN_ROLE, UNKNOWN_TEAM_ROLE)
                .doesNotContain(ODD_USER);
        assertThat(page("/accounts/" + UNKNOWN_ROLE).body())
                .contains("Unknown (team_lead)")
                .containsPattern("class=\"unk\"");
        assertThat(page("/resources/service/SHIDDEN?right=unknown").body())
                .contains("Lea Leader", "Cap Tain")
                .containsPattern("class=\"unk\"");
        assertThat(page("/resources/service/SHIDDEN").body()).doesNotContain("Lea Leader");
    }

    @Test
    void counts_on_the_page_of_an_account_are_those_of_its_lists() {
        String body = page("/accounts/" + segment(ODD_USER)).body();
        Matcher counts = Pattern.compile("href=\"[^\"]*\\?type=(\\w+)&amp;right=(\\w+)\">([\\d,]+)</a>")
                .matcher(body);

        Set<String> seen = new HashSet<>();
        while (counts.find()) {
            String right = counts.group(2).equals("all") ? "" : counts.group(2);
            String filter = "type=%s&right=%s".formatted(counts.group(1), right);
            assertThat(all(ofAccount(ODD_USER) + filter, 500)).as(filter).hasSize(number(counts.group(3)));
            seen.add(counts.group(1));
        }
        assertThat(seen).contains("team", "service", "schedule", "escalation_policy");
    }

    @Test
    void counts_on_the_page_of_an_object_are_those_of_its_lists() {
        String body = page("/resources/service/SHIDDEN").body();
        Matcher counts = Pattern.compile("\\?right=(\\w+)\"[^>]*><span class=\"tally-n num\">([\\d,]+)</span>")
                .matcher(body);

        Set<String> seen = new HashSet<>();
        while (counts.find()) {
            String right = counts.group(1).equals("all") ? "" : counts.group(1);
            assertThat(all(onResource(new Key("service", "SHIDDEN")) + "right=" + right, 500))
                    .as(right)
                    .hasSize(number(counts.group(2)));
            seen.add(counts.group(1));
        }
        assertThat(seen).containsExactlyInAnyOrder("view", "respond", "edit", "unknown", "all");
    }

    @Test
    void next_and_previous_walk_a_list_forth_and_back() {
        String first = list("/resources");

        List<String> forth = walk(first, "next");
        List<String> back = walk(forth.getLast(), "prev");

        assertThat(forth).hasSizeGreaterThan(2);
        // The way back to the beginning stays in the revision that the walk is about.
        assertThat(back.reversed().subList(1, back.size())).isEqualTo(forth.subList(1, forth.size()));
        assertThat(rows(back.getLast())).isEqualTo(rows(first));
        assertThat(forth.stream().flatMap(at -> rows(at).stream()).toList())
                .doesNotHaveDuplicates()
                .hasSize(all(watched.path() + "/resources?", 500).size());
    }

    @Test
    void an_address_of_before_leads_to_where_things_are_now() {
        HttpResponse<String> moved = page("/objects/service/" + segment(ODD_SERVICE.id()) + "?right=edit");

        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("Location"))
                .hasValue(list("/resources/service/" + segment(ODD_SERVICE.id()) + "?right=edit"));
    }

    @Test
    void an_id_with_odd_characters_leads_from_page_to_page() {
        String team = page("/resources/team/PHIDDEN").body();
        String person = list("/accounts/" + segment(ODD_USER));

        assertThat(team).contains("href=\"" + person + "\"", "Odd &lt;b&gt;One&lt;/b&gt;", "Invited");
        assertThat(ana.get(person + "?q=odd").body())
                .contains("Odd &lt;b&gt;One&lt;/b&gt;")
                .contains("href=\"" + list("/resources/service/" + segment(ODD_SERVICE.id())) + "\"");
        assertThat(page("/resources/service/" + segment(ODD_SERVICE.id())).body())
                .contains("Odd 100% Service", "Guarded by", "Red Team", "private team");
    }

    @Test
    void files_hold_the_whole_list_with_a_column_for_each_right() {
        List<NamedCsvRecord> person = csv("/accounts/%s/access.csv".formatted(segment(ODD_USER)));
        List<NamedCsvRecord> resource = csv("/resources/service/SHIDDEN/access.csv");

        assertThat(person).hasSameSizeAs(truth.resources().keySet());
        assertThat(person.stream().filter(row -> row.getField("id").equals("SHIDDEN")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("edit")).isEqualTo("yes");
                    assertThat(row.getField("override")).isEmpty();
                    assertThat(row.getField("decided_by")).isEqualTo("Team role");
                });
        assertThat(resource).hasSameSizeAs(watched.accounts());
        assertThat(resource)
                .extracting(
                        row -> row.getField("id"), row -> row.getField("role_title"), row -> row.getField("respond"))
                .contains(tuple(UNKNOWN_ROLE, "Unknown (team_lead)", "unknown"), tuple(ODD_USER, "Responder", "yes"));
    }

    @Test
    void a_stranger_finds_none_of_the_pages_and_files(@Autowired ApplicationContext server, @LocalServerPort int port) {
        TestTenant other = TestTenant.on(server);
        Visitor stranger = new Visitor(port);
        stranger.signIn(other.administrator().email(), TestTenant.PASSWORD);
        String own = "/t/%s/integrations/%s".formatted(other.tenant().slug(), watched.id());
        for (String below : List.of(
                "/resources",
                "/resources/service/SHIDDEN",
                "/resources/service/SHIDDEN/access.csv",
                "/accounts/" + UNKNOWN_ROLE,
                "/accounts/" + UNKNOWN_ROLE + "/access.csv")) {
            assertThat(stranger.get(own + below).statusCode()).as(below).isEqualTo(404);
            assertThat(stranger.get(list(below)).statusCode()).as(below).isEqualTo(404);
            assertThat(page(below).statusCode()).as(below).isEqualTo(200);
        }
    }

    @Test
    void the_answer_says_that_it_is_a_bound() {
        JsonNode answer = watched.api().get(ofAccount(ODD_USER)).json();

        assertThat(answer.get("bound").asString()).isEqualTo(truth.rules().bound());
        assertThat(page("/accounts/" + segment(ODD_USER)).body())
                .containsOnlyOnce(truth.rules().bound());
    }

    private List<JsonNode> all(String path, int limit) {
        return all(watched, path, limit);
    }

    private static List<JsonNode> all(WatchedAccount watched, String path, int limit) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            var answer = watched.api().get("%s&limit=%d&after=%s".formatted(path, limit, after));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            answer.json().get("items").forEach(all::add);
            after = answer.json().path("next").asString("");
        } while (!after.isEmpty());
        return all;
    }

    private String ofAccount(String id) {
        return ofAccount(watched, id);
    }

    private static String ofAccount(WatchedAccount watched, String id) {
        return "%s/accounts/%s/access?".formatted(watched.path(), segment(id));
    }

    private String onResource(Key resource) {
        return "%s/resources/%s/%s/access?".formatted(watched.path(), resource.type(), segment(resource.id()));
    }

    private String list(String below) {
        return "/t/%s/integrations/%s%s".formatted(watched.tenant().tenant().slug(), watched.id(), below);
    }

    private HttpResponse<String> page(String below) {
        return ana.get(list(below));
    }

    private List<NamedCsvRecord> csv(String below) {
        return StreamSupport.stream(
                        CsvReader.builder()
                                .ofNamedCsvRecord(page(below).body().substring(1))
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> walk(String from, String rel) {
        Pattern link = Pattern.compile("rel=\"%s\" href=\"([^\"]+)\"".formatted(rel));
        List<String> walked = new ArrayList<>(List.of(from));
        Matcher found = link.matcher(ana.get(from).body());
        while (found.find()) {
            walked.add(found.group(1).replace("&amp;", "&"));
            found = link.matcher(ana.get(walked.getLast()).body());
        }
        return walked;
    }

    private List<String> rows(String at) {
        return Pattern.compile("<a class=\"b wrap\" href=\"([^\"]+)\"")
                .matcher(ana.get(at).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static boolean has(JsonNode item, String right) {
        return item.get("rights").valueStream().anyMatch(it -> it.asString().equals(right));
    }

    private static String text(Key key) {
        return key.type() + " " + key.id();
    }

    private static int number(String grouped) {
        return Integer.parseInt(grouped.replace(",", ""));
    }

    private static String segment(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
