package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Fields;
import dev.muster.pagerduty.api.BaseRole;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The delegations of one user, one for each client and type: of several only the newest tells anything.
final class SignIns {
    private static final String REVOKED = "revoked";

    /// @param client who acts
    /// @param type   in which way, as PagerDuty words it
    record Kind(String client, String type) {}

    private final Map<Kind, Instant> newest = new LinkedHashMap<>();
    private int withoutClient;

    private SignIns() {}

    public static SignIns of(List<List<Fields>> pages) {
        SignIns signIns = new SignIns();
        pages.forEach(page -> page.forEach(signIns::add));
        return signIns;
    }

    /// When the newest of each kind was issued, [Instant#EPOCH] when PagerDuty does not tell; in the order in which
    /// they came.
    Map<Kind, Instant> newest() {
        return newest;
    }

    /// How many did not name their client.
    int withoutClient() {
        return withoutClient;
    }

    private void add(Fields delegation) {
        if (delegation.text("status").filter(REVOKED::equals).isPresent()) {
            return; // The list was asked for issued ones; a revoked one gives nobody anything.
        }
        Optional<String> client = delegation.text("client_id");
        if (client.isEmpty()) {
            withoutClient++;
            return;
        }
        String type = delegation
                .text("delegation_type")
                .or(() -> delegation.text("type"))
                .orElse(BaseRole.NONE);
        Instant at = delegation.text("created_at").flatMap(SignIns::time).orElse(Instant.EPOCH);
        newest.merge(new Kind(client.get(), type), at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
