package dev.muster.explorer;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.connector.Right;
import dev.muster.explorer.Ability.Cell;
import dev.muster.explorer.Ability.Ground;
import dev.muster.explorer.Ability.Mark;
import dev.muster.explorer.AccountPage.Count;
import dev.muster.explorer.AccountPage.Duty;
import dev.muster.explorer.AccountPage.Fact;
import dev.muster.explorer.AccountPage.InGroup;
import dev.muster.explorer.AccountPage.KindCount;
import dev.muster.explorer.AccountPage.Known;
import dev.muster.explorer.AccountPage.Part;
import dev.muster.explorer.AccountPage.Unsure;
import dev.muster.explorer.AccountPage.Who;
import dev.muster.explorer.AccountsPage.State;
import dev.muster.explorer.ResourcesPage.OwnerChoice;
import dev.muster.explorer.ResourcesPage.TypeChoice;
import dev.muster.ledger.Level;
import dev.muster.pagerduty.rules.Rights;
import dev.muster.people.WhoseAccounts;
import dev.muster.people.WhoseAccounts.Whose;
import dev.muster.rights.Certainty;
import dev.muster.rights.Privacy;
import dev.muster.setup.IntegrationSamples;
import dev.muster.setup.Standing;
import dev.muster.source.AtApplication;
import dev.muster.source.Source;
import dev.muster.web.Address;
import dev.muster.web.Badge;
import dev.muster.web.Head;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pages of one account, of one resource, and lists of resources.
public final class AccessSamples {
    private static final String AT = "/t/acme/integrations/main";
    private static final String BOUND =
            "Roles on single resources cannot be read from PagerDuty and may give more or less than this";
    private static final Moment AS_OF = at("2026-11-23T02:04:00Z");
    private static final Shown SHOWN = new Shown(87, AS_OF, true);
    private static final Moment SINCE = at("2026-03-12T02:04:00Z");
    private static final List<Right> FIVE =
            List.of(Rights.VIEW, Rights.RESPOND, Rights.OVERRIDE, Rights.EDIT, Rights.MANAGE_TEAM);
    /// Where a membership was read.
    public static final Source SOURCE = new Source(
            "Team members",
            "PT4KHLK/P0L7XW2",
            new Source.Seen(12, 14, SINCE, AT + "/history?run=14"),
            false,
            new Source.Seen(87, 211, AS_OF, AT + "/history?run=211"),
            "");
    private static final Address ACCESS = Address.of("/t/acme/access").with("q", "PPRIYA1");
    private static final String LONG =
            "Oluwaseun Adeyemi-Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff-und-zu-Hohenstein";

    private AccessSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample(
                        "person",
                        "explorer/account",
                        person(),
                        frame("Priya Raman"),
                        Map.of("there", there("/users/PPRIYA1"))),
                new Sample("person-narrowed-to-nothing", "explorer/account", personNarrowed(), frame("Priya Raman")),
                new Sample("person-unknown-role", "explorer/account", personUnknown(), frame(LONG)),
                new Sample(
                        "person-without-rules",
                        "explorer/account",
                        personWithoutRules(),
                        frame("terraform-bot"),
                        Map.of("whose", whose())),
                new Sample(
                        "teams", "explorer/everywhere", everywhere(false, true), page(Nav.TEAMS, "Explore", "Teams")),
                new Sample(
                        "teams-nothing-found",
                        "explorer/everywhere",
                        everywhere(true, false),
                        page(Nav.TEAMS, "Explore", "Teams")),
                new Sample("resources", "explorer/resources", resources("", null, objectRows()), data()),
                new Sample("resources-of-a-team", "explorer/resources", objectsOfTeam(), data()),
                new Sample("resources-nothing-found", "explorer/resources", resources("zz", null, List.of()), data()),
                new Sample("resources-none-yet", "explorer/resources", objectsNoneYet(), data()));
    }

    /// Where Pagerduty shows it itself.
    public static AtApplication there(String path) {
        return new AtApplication("Pagerduty", URI.create("https://acme.pagerduty.com" + path));
    }

    private static Page frame(String name) {
        return page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Data", name);
    }

    private static Page data() {
        return page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Data");
    }

    private static AccountPage person() {
        return person(
                new Who(
                        "PPRIYA1",
                        "Priya Raman",
                        "PR",
                        "priya.raman@acme.example",
                        "Staff Engineer, Payments",
                        false,
                        State.ACTIVE,
                        null,
                        List.of(new Level("user", "Manager/User", false)),
                        "Not read"),
                rights("", "", "change", personRows(), 41));
    }

    private static AccountPage personNarrowed() {
        AccountPage usual = person();
        return person(usual.who(), rights("zz", "service", "edit", List.of(), 0));
    }

    private static final List<AccountPage.Choice> CHOICES =
            List.of(new AccountPage.Choice("view", "Can view"), new AccountPage.Choice("edit", "Can edit"));

    private static List<Part> parts(String right, long change) {
        String list = AT + "/accounts/PPRIYA1";
        return List.of(
                new Part("", "May change", change, list, right.equals("change")),
                new Part("unknown", "Not certain", 13, list + "?right=unknown", right.equals("unknown")),
                new Part("all", "All", 463, list + "?right=all", right.isEmpty()));
    }

    private static AccountPage personUnknown() {
        Who who = new Who(
                "PLEADER",
                LONG,
                "OA",
                LONG.toLowerCase(Locale.ROOT) + "@acme.example",
                "",
                true,
                State.INVITED,
                null,
                List.of(new Level("team_lead", "Unknown (team_lead)", true)),
                "Not read");
        Ability unsure = ability(
                "Unknown base role",
                "Unknown (team_lead) is no base role Muster knows, so nobody can tell what it allows",
                List.of(base("Unknown (team_lead)", "team_lead")),
                FIVE,
                "UUUUU");
        var rights = new AccountPage.Rights(
                new Unsure("", 6090, 0, 6090, AT + "/accounts/PLEADER?right=unknown", AT + "/history?run=211#parts"),
                BOUND,
                ability("Unknown base role", unsure.why(), unsure.grounds(), whole(), "UUU"),
                List.of(kind("team", "Team", 90, 0, 0, 90), kind("service", "Service", 6000, 0, 0, 6000)),
                FIVE,
                parts("unknown", 6090),
                CHOICES,
                "",
                "",
                "unknown",
                6090,
                2,
                List.of(
                        new AccountPage.Row(LONG, "Service", Icon.SERVER_2, AT + "/resources/service/S9", unsure),
                        new AccountPage.Row("Ledger", "Service", Icon.SERVER_2, AT + "/resources/service/S1", unsure)),
                Pager.of(1, 2, 2, null, null),
                AT + "/accounts/PLEADER/access.csv");
        return new AccountPage(
                Address.of(AT + "/accounts/PLEADER"),
                "Pagerduty",
                SHOWN,
                who,
                facts().subList(3, 4),
                "team",
                "Teams",
                Collections.nCopies(31, new InGroup(LONG, AT + "/resources/team/T1", "Manager", Known.READ, null)),
                List.of("schedule", "escalation policy"),
                List.of(),
                rights,
                List.of(),
                ACCESS);
    }

    private static Whose whose() {
        return new Whose(
                "A machine",
                "Marked as a service account by Ana Lima on 20 Nov 2026: Runs the deployments",
                AT + "/accounts/PBOT/person",
                List.of(
                        new WhoseAccounts.Other("terraform-bot", "PBOT2", AT + "/accounts/PBOT2", ""),
                        new WhoseAccounts.Other(LONG, "PBOT1", "", "gone since 19 Nov 2026")));
    }

    private static List<AccountPage.Holding> holds() {
        return List.of(
                new AccountPage.Holding(
                        "Salaries", AT + "/resources/resource/S", "Approver", "APPR", true, "2026-11-12", SINCE),
                new AccountPage.Holding(LONG, AT + "/resources/resource/E", "View", "View", false, "", SINCE));
    }

    private static AccountPage personWithoutRules() {
        Who who = new Who("PBOT", "terraform-bot", "T", "", "", true, State.ABSENT, SINCE, List.of(), "Not read");
        return new AccountPage(
                Address.of(AT + "/accounts/PBOT"),
                "Pagerduty",
                SHOWN,
                who,
                facts().subList(3, 4),
                "team",
                "Teams",
                List.of(),
                List.of("schedule", "escalation policy"),
                List.of(),
                null,
                holds(),
                ACCESS);
    }

    private static AccountPage person(Who who, AccountPage.Rights rights) {
        return new AccountPage(
                Address.of(AT + "/accounts/" + who.id()),
                "Pagerduty",
                SHOWN,
                who,
                facts(),
                "team",
                "Teams",
                List.of(
                        new InGroup("Payments Core", AT + "/resources/team/T1", "Manager", Known.READ, null),
                        new InGroup("Checkout", AT + "/resources/team/T2", "Responder", Known.LAST_KNOWN, AS_OF),
                        new InGroup("Platform", AT + "/resources/team/T3", "Role not told", Known.NOT_TOLD, null)),
                List.of("schedule", "escalation policy"),
                List.of(
                        new Duty(
                                "Payments critical",
                                AT + "/resources/escalation_policy/E1",
                                "On call",
                                "level 1, Payments primary",
                                true,
                                at("2026-11-23T18:00:00Z")),
                        new Duty(
                                "Checkout",
                                AT + "/resources/escalation_policy/E2",
                                "Paged directly",
                                "level 2",
                                false,
                                null),
                        new Duty("Checkout primary", AT + "/resources/schedule/D1", "In rotation", "", false, null)),
                rights,
                List.of(),
                ACCESS);
    }

    private static List<Fact> facts() {
        return List.of(
                new Fact("Licence", "Business, full user", true, at("2024-12-02T08:15:00Z")),
                new Fact("Latest sign-in seen", "Signed in by browser", false, at("2026-11-20T08:15:00Z")),
                new Fact("Time zone", "Europe/Lisbon", false, null),
                new Fact("First seen", "", false, at("2025-09-18T02:00:00Z")));
    }

    private static AccountPage.Rights rights(
            String text, String type, String right, List<AccountPage.Row> rows, long found) {
        return new AccountPage.Rights(
                new Unsure(
                        "The members of team Treasury could not be read since 24 Nov 2026, 02:00. ",
                        463,
                        4,
                        9,
                        AT + "/accounts/PPRIYA1?right=unknown#resources",
                        AT + "/history?run=211#parts"),
                BOUND,
                ability(
                        "Base role",
                        "Manager/User as base role",
                        List.of(base("Manager/User", "user")),
                        whole(),
                        "Y--"),
                List.of(
                        kind("team", "Team", 90, 78, 3, 0),
                        kind("service", "Service", 260, 214, 31, 0),
                        kind("schedule", "Schedule", 62, 60, 4, 0),
                        kind("escalation_policy", "Escalation policy", 40, 38, 2, 0),
                        kind("business_service", "Business service", 11, 11, 1, 0)),
                FIVE,
                parts(right, 41),
                CHOICES,
                text,
                type,
                right,
                463,
                found,
                rows,
                Pager.of(
                        rows.isEmpty() ? 0 : 1,
                        rows.size(),
                        found,
                        null,
                        rows.isEmpty() ? null : AT + "/accounts/PPRIYA1?after=x"),
                AT + "/accounts/PPRIYA1/access.csv");
    }

    private static KindCount kind(String type, String noun, long all, long view, long edit, long unknown) {
        List<Count> counts = new ArrayList<>();
        counts.add(new Count(Rights.VIEW, view, AT + "?type=" + type + "&right=view"));
        counts.add(
                type.equals("team")
                        ? new Count(Rights.MANAGE_TEAM, edit, AT + "?type=team&right=manage_team")
                        : new Count(Rights.EDIT, edit, AT + "?type=" + type + "&right=edit"));
        if (type.equals("service")) {
            counts.add(new Count(Rights.RESPOND, edit * 2, AT + "?type=service&right=respond"));
        }
        if (type.equals("schedule")) {
            counts.add(new Count(Rights.OVERRIDE, edit * 2, AT + "?type=schedule&right=override"));
        }
        return new KindCount(
                type, noun, AT + "?type=" + type, all, counts, new Count(null, unknown, AT + "?right=unknown"));
    }

    private static List<AccountPage.Row> personRows() {
        return List.of(
                personRow("Payments Core", "Team", Icon.USERS_GROUP, "Manager", "Payments Core", "Y...Y"),
                personRow("Ledger", "Service", Icon.SERVER_2, "Manager", "Payments Core", "YY.Y."),
                personRow("Checkout API", "Service", Icon.SERVER_2, "Responder", "Checkout", "YY.-."),
                personRow("Checkout primary", "Schedule", Icon.CALENDAR_REPEAT, "Responder", "Checkout", "Y.Y-."),
                personRow(
                        "Payments critical", "Escalation policy", Icon.STAIRS_UP, "Manager", "Payments Core", "Y..Y."),
                new AccountPage.Row(
                        "Vault",
                        "Service",
                        Icon.SERVER_2,
                        AT + "/resources/service/S7",
                        ability(
                                "Private team",
                                "Not in private team Red Team, so base role Manager/User shows nothing of it",
                                List.of(
                                        new Ground(
                                                "Team Red Team",
                                                AT + "/resources/team/T9",
                                                "team",
                                                Privacy.PRIVATE,
                                                false,
                                                "",
                                                "",
                                                null),
                                        base("Manager/User", "user")),
                                FIVE,
                                "--.-.")),
                new AccountPage.Row(
                        "Treasury ledger",
                        "Service",
                        Icon.SERVER_2,
                        AT + "/resources/service/S8",
                        ability(
                                "At least",
                                "Not certain, because the members of team Treasury could not be read since 24 Nov 2026, 02:00",
                                List.of(
                                        new Ground(
                                                "Team Treasury",
                                                AT + "/resources/team/T8",
                                                "team",
                                                Privacy.UNKNOWN,
                                                true,
                                                "",
                                                "",
                                                null),
                                        base("Manager/User", "user")),
                                FIVE,
                                "YU.U.")),
                new AccountPage.Row(
                        "Edge DNS",
                        "Business service",
                        Icon.BUILDING_STORE,
                        AT + "/resources/business_service/B1",
                        ability(
                                "Base role",
                                "Manager/User as base role; no team owns this",
                                List.of(base("Manager/User", "user")),
                                FIVE,
                                "Y..Y.")));
    }

    private static AccountPage.Row personRow(
            String name, String noun, Icon icon, String role, String team, String marks) {
        return new AccountPage.Row(
                name, noun, icon, AT + "/resources/service/" + name.charAt(0), byTeam(role, team, FIVE, marks));
    }

    /// What follows from a role in a team.
    public static Ability byTeam(String role, String team, List<Right> columns, String marks) {
        return ability(
                "Team role",
                "%s on team %s; base role Manager/User does not apply because the team role is more specific"
                        .formatted(role, team),
                List.of(
                        new Ground(
                                "Team " + team,
                                AT + "/resources/team/T1",
                                "team",
                                Privacy.PUBLIC,
                                false,
                                role,
                                role.toLowerCase(Locale.ROOT),
                                SOURCE),
                        base("Manager/User", "user")),
                columns,
                marks);
    }

    /// A base role.
    public static Ground base(String title, String raw) {
        return new Ground("Base role", null, "", Privacy.PUBLIC, false, title, raw, SOURCE);
    }

    private static List<Right> whole() {
        return List.of(Rights.VIEW, Rights.MANAGE_USERS, Rights.ACCOUNT);
    }

    /// @param marks for each right (Y)es, - no, (U)nknown, . not a right here
    public static Ability ability(String rule, String why, List<Ground> grounds, List<Right> columns, String marks) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(new Cell(
                    columns.get(i),
                    switch (marks.charAt(i)) {
                        case 'Y' -> Mark.YES;
                        case '-' -> Mark.NO;
                        case 'U' -> Mark.UNKNOWN;
                        default -> Mark.NOWHERE;
                    }));
        }
        Certainty certainty = marks.contains("U")
                ? (marks.contains("Y") ? Certainty.AT_LEAST : Certainty.UNKNOWN)
                : Certainty.CERTAIN;
        return new Ability(cells, certainty, rule, why, grounds);
    }

    private static AllResourcesPage everywhere(boolean narrowed, boolean found) {
        String at = "/t/acme/teams";
        List<AllResourcesPage.Row> rows = List.of(
                new AllResourcesPage.Row("Checkout", "PX1", AT, "Team", Icon.USERS_GROUP, "Pagerduty", false, 1_214),
                new AllResourcesPage.Row(LONG, LONG, AT, "Group", Icon.USERS_GROUP, LONG, true, 0));
        return new AllResourcesPage(
                "Teams",
                Address.of(at),
                narrowed ? "2026-10-01" : "",
                narrowed ? AS_OF : null,
                at,
                at + ".csv",
                AS_OF,
                narrowed ? "zz" : "",
                narrowed ? List.of(new AllResourcesPage.Kept("type", "team")) : List.of(),
                found ? 2 : 0,
                1_036,
                List.of(
                        new AllResourcesPage.Kind("Pagerduty", "Teams", Icon.USERS_GROUP, 1_024, at, narrowed),
                        new AllResourcesPage.Kind(LONG, "Groups and roles", Icon.USERS_GROUP, 12, at, false)),
                true,
                new Head("Name", "ascending", at + "?sort=-name"),
                found ? rows : List.of(),
                Pager.of(found ? 1 : 0, found ? 2 : 0, found ? 1_036 : 0, null, found ? at + "?after=x" : null));
    }

    private static ResourcesPage objectsOfTeam() {
        return resources(
                "",
                new OwnerChoice("T1", "Payments Core", AT + "/resources"),
                objectRows().subList(0, 2));
    }

    private static ResourcesPage resources(String text, @Nullable OwnerChoice owner, List<ResourcesPage.Row> rows) {
        boolean narrowed = owner != null || !text.isEmpty();
        return new ResourcesPage(
                IntegrationSamples.head(
                        new Standing(Badge.CONNECTED, "Data available", false, null, true, false, null)),
                Address.of(AT + "/resources"),
                Address.of(AT + "/accounts"),
                narrowed ? rows.size() : 1214,
                1214,
                SHOWN,
                text,
                "",
                "-name",
                new Head("Resource", "descending", AT + "/resources"),
                owner,
                List.of(new TypeChoice("team", "Team", 90), new TypeChoice("service", "Service", 1124)),
                rows,
                narrowed
                        ? Pager.of(rows.isEmpty() ? 0 : 1, rows.size(), rows.size(), null, null)
                        : Pager.of(1, rows.size(), 1214, null, AT + "/resources?after=x"));
    }

    private static ResourcesPage objectsNoneYet() {
        ResourcesPage usual = resources("", null, List.of());
        return new ResourcesPage(
                usual.head(),
                usual.self(),
                usual.accounts(),
                0,
                0,
                new Shown(0, null, true),
                "",
                "",
                "",
                Head.unsorted("Resource"),
                null,
                List.of(),
                List.of(),
                Pager.of(0, 0, 0, null, null));
    }

    private static List<ResourcesPage.Row> objectRows() {
        var team = new ResourcesPage.Owner("Payments Core", AT + "/resources/team/T1");
        return List.of(
                new ResourcesPage.Row(
                        "S1",
                        "Ledger",
                        "Service",
                        Icon.SERVER_2,
                        AT + "/resources/service/S1",
                        false,
                        null,
                        List.of(team),
                        0),
                new ResourcesPage.Row(
                        "D1",
                        "Payments primary",
                        "Schedule",
                        Icon.CALENDAR_REPEAT,
                        AT + "/resources/schedule/D1",
                        false,
                        null,
                        List.of(team),
                        12),
                new ResourcesPage.Row(
                        "account",
                        "acme.pagerduty.com",
                        "Account",
                        Icon.WORLD,
                        AT + "/resources/account/account",
                        false,
                        null,
                        List.of(),
                        1214),
                new ResourcesPage.Row(
                        "D7",
                        LONG,
                        "Schedule",
                        Icon.CALENDAR_REPEAT,
                        AT + "/resources/schedule/D7",
                        true,
                        SINCE,
                        List.of(),
                        1));
    }
}
