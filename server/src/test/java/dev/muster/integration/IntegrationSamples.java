package dev.muster.integration;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.integration.IntegrationsPage.Count;
import dev.muster.integration.IntegrationsPage.Row;
import dev.muster.integration.IntegrationsPage.Shown;
import dev.muster.web.Badge;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Sample;
import java.util.List;

/// Integrations in every status of the design, and the pages about one of them.
public final class IntegrationSamples {
    private static final Page LIST = page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications");

    private IntegrationSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample(
                        "integrations",
                        "integration/list",
                        new IntegrationsPage("", Shown.ALL, 6, 3, 1, rows(), true),
                        LIST),
                new Sample(
                        "integrations-nothing-found",
                        "integration/list",
                        new IntegrationsPage("<script>alert(1)</script>", Shown.ACTION, 6, 3, 1, List.of(), true),
                        LIST),
                new Sample(
                        "integrations-empty",
                        "integration/list",
                        new IntegrationsPage("", Shown.ALL, 0, 0, 0, List.of(), true),
                        LIST));
    }

    private static List<Row> rows() {
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
