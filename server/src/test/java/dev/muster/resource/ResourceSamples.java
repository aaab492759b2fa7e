package dev.muster.resource;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.explorer.Ability;
import dev.muster.explorer.AccessSamples;
import dev.muster.explorer.AccountsPage.State;
import dev.muster.explorer.Shown;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.rules.Rights;
import dev.muster.resource.Answering.Answer;
import dev.muster.resource.Duty.How;
import dev.muster.resource.HoldersView.LastCalled;
import dev.muster.resource.HoldersView.LevelChoice;
import dev.muster.resource.HoldersView.OnDuty;
import dev.muster.resource.HoldersView.Shows;
import dev.muster.resource.ResourcePage.Able;
import dev.muster.resource.ResourcePage.Brief;
import dev.muster.resource.ResourcePage.Linked;
import dev.muster.resource.ResourcePage.Links;
import dev.muster.resource.ResourcePage.Named;
import dev.muster.resource.ResourcePage.Next;
import dev.muster.resource.ResourcePage.Seats;
import dev.muster.resource.ResourcePage.Tab;
import dev.muster.resource.ResourcePage.Tally;
import dev.muster.resource.Ways.Passage;
import dev.muster.rights.Unread;
import dev.muster.setup.Addresses;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The page of one resource in its states.
public final class ResourceSamples {
    private static final String AT = "/t/acme/integrations/main";
    private static final String BOUND =
            "Roles on single resources cannot be read from PagerDuty and may give more or less than this";
    private static final Moment AS_OF = at("2026-11-23T02:04:00Z");
    private static final Shown SHOWN = new Shown(87, AS_OF, true);
    private static final Moment SINCE = at("2026-03-12T02:04:00Z");
    private static final String LONG =
            "Oluwaseun Adeyemi-Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff-und-zu-Hohenstein";

    private ResourceSamples() {}

    public static List<Sample> all() {
        return List.of(
                sample("resource", resource(), "Ledger"),
                sample("resource-nobody", objectNobody(), "Edge DNS"),
                sample("resource-other", objectOther(), "Business, full user"),
                sample("resource-answers", whoAnswers(), "Ledger"),
                sample("resource-of-a-team", team(), "Payments Core"),
                sample("resource-of-a-licence", licence(), "Business, full user"));
    }

    private static Sample sample(String name, ResourcePage view, String title) {
        return new Sample(
                name,
                "resource/resource",
                view,
                page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Data", title),
                view.noun().equals("Service")
                        ? Map.of("there", AccessSamples.there("/service-directory/" + view.id()))
                        : Map.of());
    }

    private static List<Tab> tabs(int chosen) {
        List<String> titles = List.of("Who can edit", "Who answers", "Who holds what", "Changes");
        List<Tab> tabs = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            tabs.add(new Tab(titles.get(i), i == titles.size() - 1 ? null : 1_214L, AT + "?view=" + i, i == chosen));
        }
        return tabs;
    }

    private static Brief brief() {
        return new Brief(
                new Able("Can edit", 98, "71 by base role, 19 by fixed base role, 8 by team role", 3, AT),
                "On call now",
                List.of(new Named("Kenji Ito", AT), new Named(LONG, AT)),
                "Edge primary, level 1",
                at("2026-11-23T18:00:00Z"),
                new Next(new Named("Hanna Virtanen", AT), at("2026-11-23T18:00:00Z")),
                List.of());
    }

    private static Brief briefOfNothing() {
        return new Brief(
                new Able("Can edit", 0, "", 0, AT),
                "On call now",
                List.of(),
                "",
                null,
                null,
                List.of("On call could not be read since 22 Nov 2026, 02:00"));
    }

    private static AnswersView answers() {
        Key policy = new Key("escalation_policy", "E1");
        Key primary = new Key("schedule", "D1");
        Key backup = new Key("schedule", "D2");
        Key service = new Key("service", "S1");
        List<Key> shops = List.of(new Key("business_service", "B1"), new Key("business_service", "B2"));
        Key shopping = new Key("business_service", "B3");
        var ways = new Ways(
                List.of(primary, backup),
                List.of(policy),
                List.of(service),
                List.of(shops.getFirst(), shops.getLast(), shopping),
                List.of(
                        new Passage(primary, policy, List.of("1")),
                        new Passage(backup, policy, List.of("2")),
                        new Passage(policy, service, List.of()),
                        new Passage(service, shops.getFirst(), List.of()),
                        new Passage(service, shops.getLast(), List.of()),
                        new Passage(shops.getFirst(), shopping, List.of())),
                Map.of(
                        policy,
                        "Edge critical",
                        primary,
                        "Edge primary",
                        backup,
                        LONG,
                        service,
                        "Ledger",
                        shops.getFirst(),
                        "Card payments",
                        shops.getLast(),
                        "Invoices",
                        shopping,
                        "Shopping"),
                true);
        var now = new Turn(AS_OF, at("2026-11-23T18:00:00Z"));
        var next = new Turn(at("2026-11-23T18:00:00Z"), null);
        var words = new AnswerWords(
                PagerDuty.with(PagerDutyOptions.defaults()).describe(),
                new Addresses(AT, ""),
                new DutyWords(true),
                new Unread(
                        211,
                        Map.of(),
                        Map.of(
                                "service_dependencies",
                                Map.of(
                                        shopping,
                                        new Unread.Gap(
                                                "the dependencies of business service Shopping could not be read yet",
                                                null)))),
                Set.of("on_calls", "schedules", "service_dependencies"),
                Address.of(AT + "/resources/service/S1?view=answers"));
        return words.of(
                new Answer(
                        ways,
                        List.of(
                                duty("P1", "Kenji Ito", How.NOW, policy, "1", primary, now),
                                duty("P2", "Hanna Virtanen", How.NEXT, policy, "1", primary, next),
                                duty("P3", LONG, How.IN_TURN, policy, "2", backup, new Turn(null, null)),
                                duty("P4", "Marcus Okafor", How.ALWAYS, policy, "3", null, new Turn(null, null)))),
                "");
    }

    private static Duty duty(String id, String name, How how, Key on, String level, @Nullable Key by, Turn turn) {
        return new Duty(new Key("user", id), name, how, on, "Edge critical", level, by, turn);
    }

    private static ResourcePage whoAnswers() {
        return with(resource(), brief(), null, tabs(1), null, null, answers(), true);
    }

    private static ResourcePage team() {
        var holders = new HoldersView(
                "Members",
                "holders",
                List.of(
                        new LevelChoice("All", 1_214, AT, true),
                        new LevelChoice("Manager", 3, AT, false),
                        new LevelChoice("Responder", 1_211, AT, false)),
                "",
                "",
                1_214,
                1_214,
                new Shows(true, true, false, false),
                List.of(
                        holder(
                                "Priya Raman",
                                "active",
                                false,
                                "Manager",
                                "manager",
                                new OnDuty(
                                        "on call now, until", at("2026-11-23T18:00:00Z"), "Payments critical", AT, 2)),
                        holder("Marcus Okafor", "invited", false, "Responder", "responder", OnDuty.NONE),
                        holder(LONG, "absent", true, "Role not told", "(not told)", OnDuty.UNKNOWN)),
                Pager.of(1, 3, 1_214, null, AT + "?after=x"),
                List.of(
                        "1,213 by the list of the team, 1 more by the members' own records alone",
                        "On 1 membership two witnesses disagree"),
                AT + "/holders.csv",
                "/t/acme/access?group=T1",
                AT + "/history?run=211#differing");
        return with(resource(), null, null, tabs(0), null, holders, null, false);
    }

    private static HoldersView.Row holder(
            String name, String state, boolean service, String title, String value, OnDuty duty) {
        return new HoldersView.Row(
                name,
                name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@acme.example",
                AT + "/accounts/P1",
                state,
                service,
                title,
                value,
                value.equals("manager"),
                "Manager/User",
                service ? "" : "2026-11-20",
                duty,
                service ? null : new LastCalled(SINCE, "Platform backup"),
                AccessSamples.SOURCE);
    }

    private static ResourcePage licence() {
        var seats = new Seats(
                988L,
                12L,
                987,
                3,
                143,
                "Without duty: on no schedule and no escalation policy, and no more than Observer in a team that owns something",
                List.of());
        var holders = new HoldersView(
                "Held without duty",
                "dutyless",
                List.of(new LevelChoice("All", 143, AT, true)),
                "",
                "zz",
                143,
                2,
                new Shows(true, false, true, true),
                List.of(
                        holder("Felix Braun", "active", false, "Full user", "full", OnDuty.NONE),
                        holder(LONG, "invited", true, "Full user", "full", OnDuty.NONE)),
                Pager.of(1, 2, 2, null, null),
                List.of(seats.meaning(), "Whether somebody needs the seat is for people to say; Muster only counts"),
                AT + "/holders.csv?dutyless=yes",
                null,
                null);
        return with(objectOther(), null, seats, tabs(0), null, holders, null, false);
    }

    private static ResourcePage with(
            ResourcePage page,
            @Nullable Brief brief,
            @Nullable Seats seats,
            List<Tab> tabs,
            ResourcePage.@Nullable Rights rights,
            @Nullable HoldersView holders,
            @Nullable AnswersView answers,
            boolean isAboutAnswers) {
        return new ResourcePage(
                page.self(),
                page.integration(),
                page.shown(),
                page.id(),
                page.name(),
                page.noun(),
                page.icon(),
                page.stub(),
                page.deleted(),
                page.since(),
                page.privacy(),
                page.owners(),
                page.links(),
                brief,
                seats,
                tabs,
                rights,
                holders,
                answers,
                isAboutAnswers,
                page.ruled());
    }

    private static ResourcePage resource() {
        List<Right> columns = List.of(Rights.VIEW, Rights.RESPOND, Rights.EDIT);
        List<ResourcePage.Row> rows = List.of(
                objectRow(
                        "Ana Lima",
                        "ana.lima@acme.example",
                        false,
                        State.ACTIVE,
                        AccessSamples.ability(
                                "Fixed base role",
                                "Global Admin reaches everything, private teams too; team roles do not count",
                                List.of(AccessSamples.base("Global Admin", "admin")),
                                columns,
                                "YYY")),
                objectRow(
                        "Daniel Cho",
                        "daniel.cho@acme.example",
                        false,
                        State.ACTIVE,
                        AccessSamples.byTeam("Responder", "Payments Core", columns, "YY-")),
                objectRow(
                        "Lukas Brandt",
                        "lukas.brandt@acme.example",
                        false,
                        State.INVITED,
                        AccessSamples.byTeam("Manager", "Payments Core", columns, "YYY")),
                objectRow(
                        LONG,
                        LONG.toLowerCase(Locale.ROOT) + "@acme.example",
                        false,
                        State.ABSENT,
                        AccessSamples.ability(
                                "Unknown base role",
                                "No base role was read for this account, so nobody can tell what it may do",
                                List.of(),
                                columns,
                                "UUU")),
                objectRow(
                        "terraform-bot",
                        "terraform-bot@acme.example",
                        true,
                        State.ACTIVE,
                        AccessSamples.byTeam("Observer", "Payments Core", columns, "Y--")));
        return resource(
                "Ledger",
                new ResourcePage.Rights(
                        BOUND,
                        columns,
                        tallies("view", 12, 40, 900, 3),
                        "",
                        "view",
                        900,
                        rows,
                        Pager.of(1, 5, 900, null, AT + "/resources/service/S1?after=x"),
                        AT + "/resources/service/S1/access.csv"));
    }

    private static ResourcePage objectNobody() {
        List<Right> columns = List.of(Rights.VIEW, Rights.RESPOND, Rights.EDIT);
        ResourcePage page = resource(
                "Edge DNS",
                new ResourcePage.Rights(
                        BOUND,
                        columns,
                        tallies("edit", 0, 0, 12, 0),
                        "",
                        "edit",
                        0,
                        List.of(),
                        Pager.of(0, 0, 0, null, null),
                        AT + "/resources/service/S1/access.csv"));
        return with(page, briefOfNothing(), null, tabs(0), page.rights(), null, null, false);
    }

    private static ResourcePage objectOther() {
        return new ResourcePage(
                Address.of(AT + "/resources/licence/L1"),
                "Pagerduty",
                SHOWN,
                "L1",
                "Business, full user",
                "Licence",
                Icon.CIRCLE_DASHED,
                true,
                SINCE,
                SINCE,
                "",
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                false,
                false);
    }

    private static ResourcePage resource(String name, ResourcePage.Rights rights) {
        return new ResourcePage(
                Address.of(AT + "/resources/service/S1"),
                "Pagerduty",
                SHOWN,
                "S1",
                name,
                "Service",
                Icon.SERVER_2,
                false,
                null,
                SINCE,
                "",
                List.of(new ResourcePage.Owner("Payments Core", AT + "/resources/team/T1", "public team")),
                List.of(
                        new Links(
                                "Guarded by",
                                1,
                                List.of(new Linked(
                                        "Payments critical",
                                        "Escalation policy",
                                        Icon.STAIRS_UP,
                                        AT + "/resources/escalation_policy/E1",
                                        "")),
                                null),
                        new Links(
                                "Fed by",
                                2,
                                List.of(
                                        new Linked(
                                                "Payments primary",
                                                "Schedule",
                                                Icon.CALENDAR_REPEAT,
                                                AT + "/resources/schedule/D1",
                                                "levels 1, 3"),
                                        new Linked(
                                                LONG,
                                                "Schedule",
                                                Icon.CALENDAR_REPEAT,
                                                AT + "/resources/schedule/D2",
                                                "level 2")),
                                null),
                        new Links(
                                "Owns",
                                72,
                                List.of(new Linked(
                                        "Ledger", "Service", Icon.SERVER_2, AT + "/resources/service/S1", "")),
                                AT + "/resources?owner=T1")),
                brief(),
                null,
                tabs(0),
                rights,
                null,
                answers(),
                false,
                true);
    }

    private static List<Tally> tallies(String chosen, long edit, long respond, long view, long unknown) {
        List<Tally> tallies = new ArrayList<>(List.of(
                tally("edit", "can edit", edit, chosen),
                tally("respond", "can respond", respond, chosen),
                tally("view", "can view", view, chosen)));
        if (unknown > 0) {
            tallies.add(tally("unknown", "not certain", unknown, chosen));
        }
        tallies.add(tally("all", "accounts in all", 1214, chosen));
        return tallies;
    }

    private static Tally tally(String right, String label, long accounts, String chosen) {
        return new Tally(right, label, accounts, AT + "/resources/service/S1?right=" + right, right.equals(chosen));
    }

    private static ResourcePage.Row objectRow(
            String name, String email, boolean service, State state, Ability ability) {
        return new ResourcePage.Row(name, email, AT + "/accounts/P1", service, state, "Manager/User", ability);
    }
}
