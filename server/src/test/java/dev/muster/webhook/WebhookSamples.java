package dev.muster.webhook;

import static dev.muster.web.SampleFrames.page;

import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Settings > Webhooks.
public final class WebhookSamples {
    private static final Instant AT = Instant.parse("2026-11-20T09:40:00Z");
    private static final UUID ID = new UUID(5, 3);
    private static final String HOST = "https://hooks.acme.example";

    private WebhookSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample(
                        "webhooks",
                        "webhook/list",
                        new WebhooksView(
                                rows(), false, WebhooksView.Form.EMPTY, Map.of(), HOST + " is called no longer."),
                        around()),
                new Sample(
                        "webhooks-none",
                        "webhook/list",
                        new WebhooksView(
                                List.of(),
                                false,
                                new WebhooksView.Form("https://10.0.0.1/", List.of()),
                                Map.of(
                                        "address",
                                        "10.0.0.1 is inside a network, so this Muster does not call it. Whoever runs it"
                                                + " can allow that in MUSTER_WEBHOOK_HOSTS.",
                                        "events",
                                        "Choose at least one."),
                                null),
                        around()),
                new Sample(
                        "webhook-made",
                        "webhook/one",
                        new WebhookView(
                                ID,
                                HOST,
                                form(),
                                "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                                null,
                                List.of(),
                                Map.of(),
                                null),
                        around()),
                new Sample(
                        "webhook-calls",
                        "webhook/one",
                        new WebhookView(
                                ID, HOST, form(), null, Moment.utc(AT), calls(), Map.of(), "A test is on its way."),
                        around()));
    }

    private static List<WebhooksView.Row> rows() {
        return List.of(
                new WebhooksView.Row(
                        ID,
                        HOST + "/services/T02K4/B7QX2/muster-alerts-for-the-platform-team",
                        List.of("A run is held", "Two runs in a row were not complete"),
                        "Taken with status 204",
                        false),
                new WebhooksView.Row(
                        new UUID(5, 4),
                        "https://tickets.acme.example/in",
                        List.of("A credential is more than 90 days old"),
                        "Will be tried again. It answered with status 503.",
                        true));
    }

    private static List<WebhookView.Call> calls() {
        return List.of(
                call(1, "webhook.test", "Test", "Waits", false),
                call(
                        2,
                        "integration.held",
                        "A run is held",
                        "Given up after a day. hooks.acme.example could not be reached.",
                        true),
                call(
                        3,
                        "integration.old_credential",
                        "A credential is more than 90 days old",
                        "Taken with status 204",
                        false));
    }

    private static WebhookView.Call call(int number, String type, String title, String state, boolean bad) {
        return new WebhookView.Call(
                new UUID(6, number), title, type, Moment.utc(AT.minusSeconds(number * 3600L)), state, bad);
    }

    private static WebhooksView.Form form() {
        return new WebhooksView.Form(
                HOST + "/services/T02K4/B7QX2", List.of("integration.held", "integration.failing"));
    }

    private static Page around() {
        return page(Nav.WEBHOOKS, "Settings", "Webhooks");
    }
}
