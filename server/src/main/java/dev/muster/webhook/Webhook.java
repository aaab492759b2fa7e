package dev.muster.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that a tenant has called.
///
/// @param address     may hold what its receiver knows callers by, so only Administrators see it whole
/// @param events      that it is told of, as they are declared; at least one
/// @param beforeUntil until when calls are signed with the secret before the newest as well; none when with that alone
record Webhook(
        UUID id,
        URI address,
        List<WebhookEvent> events,
        Instant madeAt,
        @Nullable Instant beforeUntil) {
    Webhook {
        events = List.copyOf(events);
    }

    /// Scheme, host and port, which is what records and logs may hold.
    String host() {
        return hostOf(address);
    }

    static String hostOf(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
