package dev.muster.setup;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditEntry;
import dev.muster.connector.Check;
import dev.muster.connector.Credential;
import dev.muster.connector.Problem;
import dev.muster.connector.Setting;
import dev.muster.runs.OverviewPage;
import dev.muster.runs.SyncProgress;
import dev.muster.runs.SyncProgress.FeedProgress;
import dev.muster.setup.IntegrationsPage.Count;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.setup.IntegrationsPage.Shown;
import dev.muster.tenant.Role;
import dev.muster.web.Badge;
import dev.muster.web.Head;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.RecordedAct;
import dev.muster.web.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Integrations in every status of the design, and the pages about one of them.
public final class IntegrationSamples {
    private static final List<Head> HEADS = List.of(
            new Head("Application", "descending", "/t/acme/integrations"),
            new Head("Status", null, "/t/acme/integrations?sort=status"),
            new Head("Owner", null, "/t/acme/integrations?sort=owner"));
    private static final Page LIST = page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications");

    private IntegrationSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample(
                        "integrations",
                        "setup/list",
                        new IntegrationsPage("", Shown.ALL, "-name", HEADS, 6, 3, 1, rows(), "Pagerduty", true, 1),
                        LIST),
                new Sample(
                        "integrations-nothing-found",
                        "setup/list",
                        new IntegrationsPage(
                                "<script>alert(1)</script>",
                                Shown.ACTION,
                                "",
                                HEADS,
                                6,
                                3,
                                1,
                                List.of(),
                                "Pagerduty",
                                true,
                                0),
                        LIST),
                new Sample(
                        "integrations-empty",
                        "setup/list",
                        new IntegrationsPage("", Shown.ALL, "", HEADS, 0, 0, 0, List.of(), "Pagerduty", true, 0),
                        LIST),
                new Sample("integration-add", "setup/add", add(Map.of()), ADD),
                new Sample("integration-add-custom", "setup/add", addCustom(), ADD),
                new Sample(
                        "integration-add-faults",
                        "setup/add",
                        add(Map.of(
                                "owner", "Choose who answers for this integration.",
                                "name", "Another integration is called Pagerduty EU. Choose another name.",
                                "description", "At most 500 characters; this has 10,000.")),
                        ADD),
                new Sample("configure", "setup/configure", configure(null, null, works(), null, null), CONFIGURE),
                new Sample("configure-app", "setup/configure", configureApp(), CONFIGURE),
                new Sample("configure-new", "setup/configure", configure(null, null, null, null, null), CONFIGURE),
                new Sample(
                        "configure-refused",
                        "setup/configure",
                        configure(
                                "4Kf9",
                                null,
                                refused(),
                                "PagerDuty refused this token. Saved as it is, every sync will fail until it is replaced.",
                                null),
                        CONFIGURE),
                new Sample(
                        "configure-conflict",
                        "setup/configure",
                        configure(
                                "4Kf9",
                                "The time is written HH:MM, from 00:00 to 23:59.",
                                null,
                                null,
                                "Priya Raman saved these settings at 09:41. What you see now is theirs with your changes"
                                        + " in it; look at it, then save again."),
                        CONFIGURE),
                new Sample("overview", "runs/overview", overview(progress(), revision()), PAGERDUTY),
                new Sample("overview-quiet", "runs/overview", overview(null, revision()), PAGERDUTY),
                new Sample("overview-first", "runs/overview", overview(progress(), null), PAGERDUTY),
                new Sample("overview-new", "runs/overview", newOverview(), PAGERDUTY),
                new Sample("integration-settings", "setup/settings", settings(true), SETTINGS),
                new Sample(
                        "integration-settings-hidden",
                        "setup/settings",
                        settings(false),
                        page(
                                Nav.INTEGRATIONS,
                                Role.REVIEWER,
                                "Nils Falk",
                                "Integrations",
                                "Third Party Applications",
                                "Pagerduty",
                                "Settings")),
                new Sample("integration-delete", "setup/delete", delete(), DELETE),
                new Sample("integrations-deleted", "setup/deleted", deleted(), DELETED),
                new Sample("integrations-deleted-none", "setup/deleted", new DeletedPage(List.of(), 30), DELETED),
                new Sample("integration-audit", "setup/audit", audit(), AUDIT));
    }

    public static IntegrationHead head(Standing standing) {
        return new IntegrationHead("main", "Pagerduty", "PD", standing, true, true);
    }

    private static final Page ADD =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Add Integration");
    private static final Page CONFIGURE = page(
            Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty EU", "Configure and Integrate");
    private static final Page PAGERDUTY =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty");
    private static final Page SETTINGS =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Settings");
    private static final Page DELETE =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Delete");
    private static final Page DELETED = page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Deleted");
    private static final Page AUDIT =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Audit");
    private static final List<Person> PEOPLE = List.of(
            new Person("1", "Ana Lima", "ana.lima@acme.example"),
            new Person("2", "Ingrid Solberg", "ingrid.solberg@acme.example"),
            new Person("3", "Kenji Ito", "kenji.ito@acme.example"),
            new Person("4", "Oluwaseun Adeyemi-Featherstonehaugh", "oluwaseun.adeyemi-featherstonehaugh@acme.example"),
            new Person("5", "Priya Raman", "priya.raman@acme.example"),
            new Person("6", "Tomasz Wrona", "tomasz.wrona@acme.example"));

    private static AddPage addCustom() {
        return new AddPage(
                List.of(
                        add(Map.of()).catalogue().getFirst(),
                        new AddPage.Application(
                                "custom",
                                "Custom application",
                                "CU",
                                "Any application, by file",
                                "People and what they may do, from a CSV or XLSX file that you upload, or that a script"
                                        + " sends. Same history, guard and certificate as any other.",
                                List.of(
                                        new Setting.Option("31", "31 days", ""),
                                        new Setting.Option("7", "7 days", "")))),
                PEOPLE,
                new AddPage.Form("custom", "1", List.of("5"), "Payroll", "Salaries and expenses, run by Finance", "31"),
                Map.of());
    }

    private static AddPage add(Map<String, String> faults) {
        return new AddPage(
                List.of(new AddPage.Application(
                        "pagerduty",
                        "Pagerduty",
                        "PD",
                        "On-call and incident response",
                        "People and base roles, teams and team roles, licences, schedules, escalation policies,"
                                + " services, audit records.")),
                PEOPLE,
                new AddPage.Form(
                        "pagerduty", "1", List.of("5", "6"), "Pagerduty EU", "acme-eu, data kept in the EU region"),
                faults);
    }

    private static ConfigurePage.Field signIn(@Nullable String endsIn, String chosen) {
        return new ConfigurePage.ChoiceField(
                "credential",
                "Sign in with",
                "",
                List.of(
                        new ConfigurePage.Option("access_token", "Access Token", "A read-only API access key"),
                        new ConfigurePage.Option("oauth", "OAuth app", "Scoped, client id and secret")),
                chosen,
                List.of(
                        new ConfigurePage.Governed(
                                1,
                                "Access Token",
                                new ConfigurePage.SecretField(
                                        "access_token",
                                        "Access Token",
                                        "A read-only API access key, best of a service account kept for Muster and not of an employee. Write-only here: after saving only its last four characters are shown.",
                                        List.of(
                                                "Use a service account kept for Muster, not an employee's own sign-in, so that the key outlives people and what it does can be told from what they do.",
                                                "Open Integrations > Developer Tools > API Access Keys, and choose Create New API Key.",
                                                "Copy the key now: PagerDuty shows it once."),
                                        endsIn)),
                        new ConfigurePage.Governed(
                                2,
                                "OAuth app",
                                new ConfigurePage.TextField(
                                        "client_id", "Client ID", "Of the app in PagerDuty.", "", "0b1c2d3e-4f50")),
                        new ConfigurePage.Governed(
                                2,
                                "OAuth app",
                                new ConfigurePage.SecretField(
                                        "client_secret", "Client Secret", "Shown once by PagerDuty.", List.of(), null)),
                        new ConfigurePage.Governed(
                                2,
                                "OAuth app",
                                new ConfigurePage.TextField(
                                        "subdomain",
                                        "Subdomain",
                                        "What stands before .pagerduty.com.",
                                        "Acme!",
                                        "acme"))));
    }

    private static ConfigurePage.Field region() {
        return new ConfigurePage.ChoiceField(
                "region",
                "Region",
                "",
                List.of(
                        new ConfigurePage.Option("us", "US", "api.pagerduty.com"),
                        new ConfigurePage.Option("eu", "EU", "api.eu.pagerduty.com")),
                "eu",
                List.of());
    }

    private static ConfigurePage.Field alsoRead() {
        return new ConfigurePage.SeveralField(
                "feeds",
                "Also read",
                "What is left out unless you want it.",
                List.of(
                        new ConfigurePage.Option("tags", "Tags", "Three further requests for every tag"),
                        new ConfigurePage.Option("hints", "Sign-in hints", "One further request for every user")),
                Set.of("hints"));
    }

    private static ConfigurePage configureApp() {
        return new ConfigurePage(
                "eu",
                "Pagerduty EU",
                Badge.NOT_CONFIGURED,
                List.of(signIn(null, "oauth"), region()),
                "02:00",
                "Europe/Oslo",
                List.of("Europe/Lisbon", "Europe/Oslo", "UTC"),
                at("2026-11-24T02:00:00Z"),
                Map.of(
                        "client_id", "Fill in the Client ID",
                        "subdomain", "This is no Subdomain. One looks like this: acme"),
                3,
                false,
                null,
                null,
                null);
    }

    private static ConfigurePage configure(
            @Nullable String endsIn,
            @Nullable String timeFault,
            @Nullable TestResult test,
            @Nullable String warning,
            @Nullable String conflict) {
        return new ConfigurePage(
                "eu",
                "Pagerduty EU",
                endsIn == null ? Badge.NOT_CONFIGURED : Badge.CONNECTED,
                List.of(signIn(endsIn, "access_token"), region(), alsoRead()),
                "02:00",
                "Europe/Oslo",
                List.of("Europe/Lisbon", "Europe/Oslo", "UTC"),
                at("2026-11-24T02:00:00Z"),
                timeFault == null ? Map.of() : Map.of("dailyAt", timeFault),
                3,
                endsIn != null,
                test,
                warning,
                conflict);
    }

    private static TestResult works() {
        return new TestResult(
                new Check.Works(
                        new Credential(
                                "Account key, sees private teams too",
                                100,
                                "acme-eu.eu.pagerduty.com, region EU",
                                "9f3c 51e0 a7d2"),
                        List.of(
                                new Check.Sight("Users", true, "312"),
                                new Check.Sight("Teams and team members", true, "24 teams"),
                                new Check.Sight("Escalation policies, schedules, on-calls", true, "readable"),
                                new Check.Sight("Services and business services", true, "readable"),
                                new Check.Sight("Audit records", true, "readable, back to 23 Nov 2025"),
                                new Check.Sight("Licences", false, "not part of this PagerDuty plan")),
                        List.of("This token belongs to one user and sees only what that user may see."),
                        6,
                        Duration.ofMillis(1400)),
                at("2026-11-23T09:38:12Z"),
                "7Qx2",
                "{access_token=9f3c 51e0 a7d2, region=eu}");
    }

    public static TestResult refused() {
        return new TestResult(
                new Check.Refused(
                        new Problem(
                                Problem.Cause.CREDENTIAL_REFUSED,
                                "PagerDuty refused this token (401)",
                                "It may be for the other region, or deleted. Check the region, or make a new"
                                        + " read-only key",
                                "b1946ac92492d2347c6235b4d2611184"),
                        1,
                        Duration.ofMillis(212)),
                at("2026-11-23T09:38:12Z"),
                null,
                "{access_token=5b1c 88f0 2ad6, region=eu}");
    }

    private static OverviewPage overview(@Nullable SyncProgress progress, OverviewPage.@Nullable Revision revision) {
        Standing standing = new Standing(
                revision == null ? Badge.SYNCING : Badge.CONNECTED,
                revision == null ? "First sync: 1,200 of 2,000 users" : "Data available",
                progress != null,
                progress == null ? null : 68,
                true,
                false,
                null);
        List<OverviewPage.Day> days = new ArrayList<>(Collections.nCopies(30, OverviewPage.Day.COMPLETE));
        days.set(9, OverviewPage.Day.PARTIAL);
        days.set(20, OverviewPage.Day.FAILED);
        return new OverviewPage(
                head(standing),
                progress,
                revision,
                new OverviewPage.Details(
                        "Ana Lima",
                        List.of("Tomasz Wrona", "Priya Raman"),
                        "Company-wide on-call",
                        "acme.pagerduty.com, US",
                        new OverviewPage.SavedSecret(
                                "Access Token", "4Kf9", "Ana Lima", at("2026-08-12T09:00:00Z"), true),
                        at("2026-11-24T02:00:00Z")),
                days);
    }

    private static OverviewPage newOverview() {
        return new OverviewPage(
                head(new Standing(
                        Badge.NOT_CONFIGURED, "Add an access token to start syncing", false, null, false, false, null)),
                null,
                null,
                new OverviewPage.Details("Ana Lima", List.of(), "", null, null, null),
                Collections.nCopies(30, OverviewPage.Day.NONE));
    }

    private static OverviewPage.Revision revision() {
        return new OverviewPage.Revision(
                87,
                at("2026-11-23T02:04:00Z"),
                List.of(
                        new OverviewPage.Counted(Icon.USERS, "Accounts", 1214, "6 absent", 3, "/accounts"),
                        new OverviewPage.Counted(Icon.USERS_GROUP, "Teams", 86, "", 0, null),
                        new OverviewPage.Counted(Icon.KEY, "Grants", 6902, "24 come and go", 11, null)),
                List.of(
                        new OverviewPage.Older("Licence holders", at("2026-11-20T02:03:00Z")),
                        new OverviewPage.Older("Tags", at("2026-06-01T02:04:00Z"))));
    }

    public static SyncProgress progress() {
        return new SyncProgress(
                212L,
                at("2026-11-23T09:41:00Z"),
                "Ana Lima",
                91,
                134L,
                68,
                22,
                10L,
                87L,
                List.of(
                        new FeedProgress("Credential", Badge.READ, "1 account key", 100, 2L),
                        new FeedProgress("Users", Badge.READ, "1,214 of 1,214", 100, 13L),
                        new FeedProgress("Licences", Badge.NOT_AVAILABLE, "", null, 1L),
                        new FeedProgress("Teams", Badge.READ, "86 of 86", 100, 1L),
                        new FeedProgress("Team members", Badge.READING, "61 of 84 teams", 73, 61L),
                        new FeedProgress("Escalation policies", Badge.WAITING, "", null, null),
                        new FeedProgress("Schedules", Badge.WAITING, "", null, null)));
    }

    private static SettingsPage settings(boolean manages) {
        return new SettingsPage(
                new IntegrationHead("main", "Pagerduty", "PD", CONNECTED, manages, manages),
                PEOPLE.get(0),
                List.of(PEOPLE.get(5), PEOPLE.get(4)),
                manages ? PEOPLE : List.of(),
                new AddPage.Form("pagerduty", "1", List.of("5", "6"), "Pagerduty", "Company-wide on-call"),
                Map.of(),
                3,
                null,
                "02:00 Europe/Lisbon",
                Map.of("Region", "US"),
                new SettingsPage.Limits("20", "10"),
                "20 % and more than 10",
                manages
                        ? new SettingsPage.SavedCredential(
                                "Access Token",
                                "4Kf9",
                                "e41a 07bd 93f8",
                                "Account key, sees private teams too",
                                "Ana Lima",
                                at("2026-08-12T09:00:00Z"),
                                at("2026-08-12T09:01:00Z"),
                                new SettingsPage.Earlier(
                                        "access_token", "9Zx1", "Priya Raman", at("2026-05-02T08:00:00Z")))
                        : null);
    }

    private static DeletePage delete() {
        return new DeletePage(
                head(CONNECTED),
                List.of(
                        "1,214 accounts, 86 teams and 6,902 grants, with their history since 3 Mar 2026",
                        "212 sync runs with their completeness certificates"),
                List.of("The access token that ends in 4Kf9"),
                30,
                "Give its name exactly: Pagerduty. Nothing was deleted.");
    }

    private static DeletedPage deleted() {
        return new DeletedPage(
                List.of(
                        new DeletedPage.Row(
                                "1",
                                "Pagerduty of a company with a very long name, before the merger",
                                "Pagerduty",
                                "Ana Lima",
                                Moment.utc(Instant.parse("2026-11-23T09:41:00Z")),
                                Moment.utc(Instant.parse("2026-12-23T09:41:00Z"))),
                        new DeletedPage.Row(
                                "2",
                                "<b>Payroll</b>",
                                "Custom application",
                                "Priya Raman",
                                Moment.utc(Instant.parse("2026-11-02T17:05:00Z")),
                                Moment.utc(Instant.parse("2026-12-02T17:05:00Z")))),
                30);
    }

    private static IntegrationAuditPage audit() {
        return new IntegrationAuditPage(
                head(CONNECTED),
                List.of(
                        act(412, "2026-11-23T09:41:00Z", "Ana Lima", "sync.discarded", Map.of("run", "212")),
                        act(
                                398,
                                "2026-08-12T09:00:00Z",
                                "Ana Lima (API token ci)",
                                "integration.configured",
                                Map.of("dailyAt", "02:00", "timeZone", "Europe/Lisbon", "token", "replaced"))),
                Pager.newestFirst(1, 2, 2, null, null));
    }

    private static RecordedAct act(long number, String at, String actor, String action, Map<String, String> details) {
        var entry = new AuditEntry(
                number,
                Instant.parse(at),
                new Actor(Actor.Kind.USER, new UUID(0, 1), actor),
                action,
                "Pagerduty",
                details,
                null);
        return RecordedAct.of(entry, at(at), new RecordedAct.Place("Pagerduty", "/t/acme/integrations/pagerduty"));
    }

    public static List<Row> rows() {
        return List.of(
                new Row(
                        "payments",
                        "Pagerduty Payments",
                        "acme-payments, cards and payouts",
                        new Standing(
                                Badge.ON_HOLD,
                                "412 of 1,000 users would disappear. Review the change and release or discard it",
                                false,
                                null,
                                true,
                                false,
                                63L),
                        "Priya Raman",
                        0,
                        at("2026-11-22T02:06:00Z"),
                        at("2026-11-24T02:00:00Z"),
                        new Count(1000, 0),
                        new Count(5310, 0),
                        true),
                new Row(
                        "sandbox",
                        "Pagerduty Sandbox",
                        "Game days and training",
                        new Standing(
                                Badge.NEEDS_ATTENTION,
                                "PagerDuty refused the access token (401). Replace it under Configure."
                                        + " Data from 22 Nov 2026, 02:00 stays available",
                                false,
                                null,
                                true,
                                false,
                                null),
                        "Kenji Ito",
                        0,
                        at("2026-11-22T02:00:00Z"),
                        at("2026-11-24T02:00:00Z"),
                        new Count(48, 0),
                        new Count(173, 0),
                        true),
                new Row(
                        "northwind",
                        "Pagerduty Northwind",
                        "Acquired in October, not merged yet",
                        new Standing(Badge.SYNCING, "First sync: 1,200 of 2,000 users", true, 60, true, false, null),
                        "Tomasz Wrona",
                        0,
                        null,
                        null,
                        null,
                        null,
                        true),
                new Row(
                        "main",
                        "Pagerduty",
                        "Company-wide on-call, acme.pagerduty.com",
                        CONNECTED,
                        "Ana Lima",
                        2,
                        at("2026-11-23T02:04:00Z"),
                        at("2026-11-24T02:00:00Z"),
                        new Count(1214, 3),
                        new Count(6902, 11),
                        true),
                new Row(
                        "eu",
                        "Pagerduty EU",
                        "acme-eu, data kept in the EU region",
                        new Standing(
                                Badge.NOT_CONFIGURED,
                                "Add an access token to start syncing",
                                false,
                                null,
                                false,
                                false,
                                null),
                        "Ingrid Solberg",
                        1,
                        null,
                        null,
                        null,
                        null,
                        true),
                new Row(
                        "old",
                        "Pagerduty Legacy",
                        "Kept for the audit of 2026",
                        new Standing(
                                Badge.PAUSED,
                                "Paused by Ana Lima on 21 Nov 2026. Data from 20 Nov 2026 stays available",
                                false,
                                null,
                                true,
                                true,
                                null),
                        "Ana Lima",
                        0,
                        at("2025-11-20T02:00:00Z"),
                        null,
                        new Count(12, -1),
                        new Count(30, -2),
                        true));
    }

    static final Standing CONNECTED = new Standing(Badge.CONNECTED, "Data available", false, null, true, false, null);
}
