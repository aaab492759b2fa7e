package dev.muster.webhook;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The webhooks of a tenant (`webhook/list`): GET `/t/{tenant}/settings/webhooks`; POST there with `address` and
/// `event` adds one.
///
/// @param full   whether there are as many as there may be
/// @param faults sentence by field: `address`, `events`
/// @param done   what was just done; none otherwise
public record WebhooksView(
        List<Row> rows,
        boolean full,
        Form form,
        Map<String, String> faults,
        @Nullable String done) {
    public WebhooksView {
        rows = List.copyOf(rows);
        faults = Map.copyOf(faults);
    }

    /// @param events their titles
    /// @param last   what became of the newest call, a sentence
    /// @param bad    whether that was not taken
    public record Row(UUID id, String address, List<String> events, String last, boolean bad) {
        public Row {
            events = List.copyOf(events);
        }
    }

    /// What was typed, or is as saved.
    ///
    /// @param chosen types of events
    public record Form(String address, List<String> chosen) {
        static final Form EMPTY = new Form(
                "", WebhookEvent.choosable().stream().map(WebhookEvent::type).toList());

        public Form {
            chosen = List.copyOf(chosen);
        }

        static Form of(Webhook webhook) {
            return new Form(
                    webhook.address().toString(),
                    webhook.events().stream().map(WebhookEvent::type).toList());
        }
    }

    /// What can be chosen.
    public List<WebhookEvent> events() {
        return WebhookEvent.choosable();
    }
}
