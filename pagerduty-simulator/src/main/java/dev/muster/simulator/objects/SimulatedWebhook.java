package dev.muster.simulator.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook subscription: where PagerDuty sends events of the account, a team or a service.
///
/// @param url     as it was typed in, with whatever query, user name or fragment it has
/// @param secret  with which deliveries are signed; none for one that is not shown
/// @param headers sent with every delivery
/// @param about   `account_reference`, `team_reference` or `service_reference`
/// @param aboutId of the team or service; none for the account
public record SimulatedWebhook(
        String id,
        @Nullable String description,
        boolean active,
        String url,
        @Nullable String secret,
        List<Header> headers,
        List<String> events,
        String about,
        @Nullable String aboutId) {

    /// A header sent along, often a credential.
    public record Header(String name, String value) {}

    public SimulatedWebhook {
        headers = List.copyOf(headers);
        events = List.copyOf(events);
    }

    /// An active webhook of the whole account, for one kind of event, with a secret and a header that is one too.
    public static SimulatedWebhook ofAccount(String id, String url) {
        return new SimulatedWebhook(
                id,
                null,
                true,
                url,
                Canary.MARK + " signs " + id,
                List.of(new Header("Authorization", "Bearer %s of %s".formatted(Canary.MARK, id))),
                List.of("incident.triggered"),
                "account_reference",
                null);
    }

    /// The same for the events of a team or a service only.
    ///
    /// @param type `team_reference` or `service_reference`
    public SimulatedWebhook about(String type, String itsId) {
        return new SimulatedWebhook(id, description, active, url, secret, headers, events, type, itsId);
    }
}
