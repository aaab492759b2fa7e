package dev.muster.pagerduty.api;

import dev.muster.kit.client.Dialect;
import dev.muster.kit.transport.RateHeaders;
import dev.muster.kit.transport.Service;
import java.util.List;
import java.util.Map;

/// What is PagerDuty's own in how its hosts are spoken to.
public final class Conventions {
    /// Rises when what is read or how it is understood changes.
    public static final String VERSION = "2.1";

    /// Who asks, as HTTP names it.
    public static final String AGENT = "Muster/" + VERSION;

    public static final Service SERVICE = new Service(
            "PagerDuty",
            "Check the region under Configure and any proxy between this server and PagerDuty",
            "x-request-id",
            new RateHeaders("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"));

    public static final Dialect DIALECT = new Dialect(
            SERVICE,
            Map.of(
                    "Accept",
                    "application/vnd.pagerduty+json;version=2",
                    "Content-Type",
                    "application/json",
                    "User-Agent",
                    AGENT),
            Conventions::bucket,
            (answer, json) -> ErrorBody.of(answer, json).words());

    /// The endpoints with a rate limit of their own.
    private static final List<String> OWN_LIMIT = List.of("/oncalls");

    private Conventions() {}

    private static String bucket(String path) {
        return OWN_LIMIT.stream()
                .filter(own -> path.equals(own) || path.startsWith(own + "?"))
                .findFirst()
                .orElse("");
    }
}
