package dev.muster.webhook;

import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One webhook and what it was told (`webhook/one`): GET `/t/{tenant}/settings/webhooks/{id}`.
///
/// Its forms: POST there with `address` and `event` changes it; `/secret` makes a new secret, `/test` calls it,
/// `/remove` removes it, `/calls/{call}/again` makes a call once more.
///
/// @param host      without what follows it
/// @param secret    shown once, right after it was made; none otherwise
/// @param bothUntil until when the secret before signs as well; none when it does not
/// @param calls     the newest first
/// @param faults    sentence by field: `address`, `events`
/// @param done      what was just done; none otherwise
public record WebhookView(
        UUID id,
        String host,
        WebhooksView.Form form,
        @Nullable String secret,
        @Nullable Moment bothUntil,
        List<Call> calls,
        Map<String, String> faults,
        @Nullable String done) {
    public WebhookView {
        calls = List.copyOf(calls);
        faults = Map.copyOf(faults);
    }

    /// What can be chosen.
    public List<WebhookEvent> events() {
        return WebhookEvent.choosable();
    }

    /// @param state what became of it, a sentence
    /// @param bad   whether it was not taken
    public record Call(UUID id, String title, String type, Moment written, String state, boolean bad) {
        static Call of(Delivery delivery) {
            return new Call(
                    delivery.id(),
                    WebhookEvent.typed(delivery.event())
                            .map(WebhookEvent::title)
                            .orElse(delivery.event()),
                    delivery.event(),
                    Moment.utc(delivery.writtenAt()),
                    state(delivery),
                    isBad(delivery));
        }

        static boolean isBad(Delivery delivery) {
            return delivery.deliveredAt() == null && delivery.fault() != null;
        }

        static String state(Delivery delivery) {
            if (delivery.deliveredAt() != null) {
                return "Taken with status " + delivery.answer();
            }
            if (delivery.fault() == null) {
                return "Waits";
            }
            String fault = delivery.fault().replaceFirst("\\.$", "");
            return (delivery.givenUpAt() != null ? "Given up after a day. %s." : "Will be tried again. %s.")
                    .formatted(fault);
        }
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "WebhookView[%s at %s]".formatted(id, host);
    }
}
