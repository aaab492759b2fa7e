package dev.muster.runs;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.runs.Certificate.FeedRow;
import dev.muster.runs.HistoryPage.Changes;
import dev.muster.runs.HistoryPage.Run;
import dev.muster.setup.IntegrationHead;
import dev.muster.setup.IntegrationSamples;
import dev.muster.setup.Standing;
import dev.muster.web.Badge;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import dev.muster.web.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs with every outcome, a certificate, and a run that waits for a decision.
public final class SyncSamples {
    private static final Page HISTORY =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Sync history");
    private static final Page HELD =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty Payments", "Run 63");
    private static final Standing LACKING = new Standing(
            Badge.CONNECTED,
            "Data available, except the members of 3 teams: PagerDuty refuses them (404)",
            false,
            null,
            true,
            false,
            null,
            false,
            new Standing.Counting(
                    "the members of 3 teams: PagerDuty refuses them (404)",
                    "/t/acme/integrations/main/history?run=211#parts"));
    private static final Standing ON_HOLD = new Standing(
            Badge.ON_HOLD,
            "412 of 1,000 users would disappear. Review the change and release or discard it",
            false,
            null,
            true,
            false,
            63L);

    private SyncSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("sync-history", "runs/history", history(false), HISTORY),
                new Sample("sync-history-named", "runs/history", history(true), HISTORY),
                new Sample("sync-history-empty", "runs/history", emptyHistory(), HISTORY),
                new Sample("held-run", "runs/held", held(true), HELD),
                new Sample("held-run-looking", "runs/held", held(false), HELD));
    }

    private static HistoryPage history(boolean named) {
        return new HistoryPage(
                IntegrationSamples.head(LACKING),
                HistoryPage.Shown.ALL,
                List.of(
                        run(211, "2026-11-23T02:00:41Z", "33 s", Badge.PARTIAL, new Changes(14, 3, 2), 87L),
                        run(210, "2026-11-22T02:00:00Z", "32 s", Badge.COMPLETE, new Changes(1, 0, 0), 86L),
                        run(208, "2026-11-20T02:00:00Z", "32 s", Badge.COMPLETE, new Changes(0, 0, 0), 84L),
                        run(206, "2026-11-19T02:00:00Z", "6 s", Badge.FAILED, null, null),
                        run(204, "2026-11-17T02:00:00Z", "48 s", Badge.PARTIAL, new Changes(1203, 1919, 30), 81L),
                        run(202, "2026-11-15T02:00:00Z", "40 s", Badge.HELD, null, null),
                        run(201, "2025-11-14T11:05:00Z", "9 s", Badge.CANCELLED, null, null)),
                Pager.newestFirst(1, 7, 212, null, "/t/acme/integrations/main/history?before=201"),
                "/t/acme/integrations/main/history.csv",
                named,
                certificate());
    }

    private static HistoryPage emptyHistory() {
        return new HistoryPage(
                IntegrationSamples.head(new Standing(
                        Badge.NOT_CONFIGURED, "Add an access token to start syncing", false, null, false, false, null)),
                HistoryPage.Shown.ALL,
                List.of(),
                Pager.newestFirst(0, 0, 0, null, null),
                "/t/acme/integrations/main/history.csv",
                false,
                null);
    }

    private static Run run(
            long number,
            String started,
            String took,
            Badge outcome,
            @Nullable Changes changes,
            @Nullable Long revision) {
        return new Run(
                number,
                at(started),
                took,
                outcome,
                outcome == Badge.PARTIAL ? "3 teams, Oluwaseun-Adeyemi-Featherstonehaugh" : "",
                changes,
                revision);
    }

    private static Certificate certificate() {
        return new Certificate(
                211,
                "PagerDuty",
                87L,
                Tone.HOLD,
                "Partial: every feed was read to its end, except the members of 3 teams: PagerDuty refuses them (404)."
                        + " 2 records were rejected",
                "1,768 rows fetched + 2,400 kept = 4,166 stored + 2 rejected with a reason. 12 facts on which two witnesses disagree",
                List.of(
                        new FeedRow("Credential", "", 2, null, null, null, null, null, null, 0, 0, null, null, null),
                        new FeedRow("Users", "", 13, 13L, 1214L, 1216L, 0L, 1214L, 2L, 0, 0, 2L, 0L, 1L),
                        new FeedRow("Teams", "", 1, 1L, 86L, 86L, 0L, 86L, 0L, 0, 0, 0L, 0L, 0L),
                        new FeedRow(
                                "Team members",
                                "99 of 101 teams",
                                4,
                                4L,
                                null,
                                114L,
                                2400L,
                                2514L,
                                0L,
                                3,
                                12,
                                0L,
                                0L,
                                0L),
                        new FeedRow("Escalation policies", "", 2, 2L, 138L, 138L, 0L, 138L, 0L, 0, 0, 0L, 4L, 0L),
                        new FeedRow("Audit records", "", 3, 3L, null, 214L, 0L, 214L, 0L, 0, 0, 0L, 0L, 0L)),
                List.of(new Certificate.UnreadParts(
                        "Team members",
                        "Team",
                        "3 of 101 teams",
                        List.of(
                                new Certificate.UnreadPart(
                                        new Certificate.Thing(
                                                "Treasury",
                                                "PTRS8Q1",
                                                "/t/acme/integrations/main/resources/team/PTRS8Q1"),
                                        "PagerDuty lists team Treasury, but says that it does not have its members (404)",
                                        19L,
                                        86L,
                                        at("2026-11-22T02:00:32Z")),
                                new Certificate.UnreadPart(
                                        new Certificate.Thing("PFRD2K7", "PFRD2K7", null),
                                        "PagerDuty answers with errors of its own (503), 5 times in a row",
                                        0L,
                                        null,
                                        null)),
                        1)),
                at("2026-11-24T02:00:00Z"),
                List.of(new Certificate.Differing(
                        "Team members",
                        "12, each asked once more",
                        List.of(new Certificate.Told(
                                List.of("User", "Team"),
                                "The user says",
                                "The team says",
                                List.of(
                                        new Certificate.Fact(
                                                List.of(
                                                        new Certificate.Thing(
                                                                "Elif Demir",
                                                                "PELIF01",
                                                                "/t/acme/integrations/main/accounts/PELIF01"),
                                                        new Certificate.Thing(
                                                                "Core Banking",
                                                                "PCORE01",
                                                                "/t/acme/integrations/main/resources/team/PCORE01")),
                                                "Listed, role not told",
                                                "Not listed",
                                                "Member, role not told"),
                                        new Certificate.Fact(
                                                List.of(
                                                        new Certificate.Thing("PZOFIA1", "PZOFIA1", null),
                                                        new Certificate.Thing("Cards", "PCARDS1", null)),
                                                "Not listed",
                                                "Responder",
                                                "Responder, as the team says")))),
                        10,
                        "/t/acme/integrations/main/history?run=211&facts=all#differing")),
                List.of(
                        new Certificate.Meaning(
                                "Users",
                                "2 rejected: the same two ids came again on page 9. 1 unknown base role, kept and shown"
                                        + " as Unknown (team_lead)"),
                        new Certificate.Meaning(
                                "Escalation policies", "4 references to 2 users who are gone, kept as stubs")),
                at("2026-11-23T02:00:41Z"),
                at("2026-11-23T02:01:14Z"),
                "daily schedule",
                "e41a 07bd 93f8",
                "pagerduty 1.0.0",
                "5d7f20c4aa01b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071829" + "91ae");
    }

    private static HeldPage held(boolean mayDecide) {
        return new HeldPage(
                new IntegrationHead("payments", "Pagerduty Payments", "PD", ON_HOLD, mayDecide, true),
                63,
                "412 of 1,000 users would disappear",
                at("2026-11-23T02:06:00Z"),
                59L,
                at("2026-11-22T02:06:00Z"),
                20,
                10,
                "Team",
                "Teams",
                List.of(
                        new HeldPage.Closing(HeldPage.Kind.ACCOUNTS, 1000, 588, 412),
                        new HeldPage.Closing(HeldPage.Kind.GROUPS, 74, 51, 23),
                        new HeldPage.Closing(HeldPage.Kind.GRANTS, 5310, 3122, 2188)),
                62L,
                List.of(
                        new HeldPage.Looked(
                                "Credential",
                                "5b1c 88f0 2ad6",
                                "d04e 3c17 b95a",
                                true,
                                "set 22 Nov 2026 by Priya Raman"),
                        new HeldPage.Looked(
                                "Kind", "Account key", "User key of Jack Whitfield, Manager/User", false, ""),
                        new HeldPage.Looked("Private teams seen", "23", "0", false, ""),
                        new HeldPage.Looked("Users, total by PagerDuty", "1,000", "588", false, "")),
                "The credential sees less than before. People may still have their access although this run cannot"
                        + " see them.",
                true,
                "412 accounts, 23 teams and 2,188 grants",
                at("2026-11-23T09:47:00Z"),
                mayDecide,
                "Administrators and the owners Priya Raman, Ana Lima",
                HeldPage.Kind.ACCOUNTS,
                "",
                List.of(
                        new HeldPage.Leaving(
                                "Marcus Okafor",
                                "marcus.okafor@acme.example",
                                "Global Admin",
                                "admin",
                                true,
                                "Payments Core, Payouts, Risk"),
                        new HeldPage.Leaving(
                                "Rafael Ortega",
                                "rafael.ortega@acme.example",
                                "Manager/User",
                                "user",
                                false,
                                "Payouts, Ledger"),
                        new HeldPage.Leaving(
                                "Petr Novák", "petr.novak@acme.example", "Observer", "observer", false, "Disputes")),
                Pager.of(1, 3, 412, null, "/t/acme/integrations/payments/runs/63?after=MQ"));
    }
}
