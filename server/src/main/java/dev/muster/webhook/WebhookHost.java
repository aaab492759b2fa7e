package dev.muster.webhook;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.BoundedBody;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The only place from which webhooks are called: within ten seconds, without following redirects, by the same proxy
/// and trusting the same certificates as everything else that leaves the server. Safe for many threads.
@Component
class WebhookHost {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    private final Route route;
    private final HostGuard guard;
    private final HttpClient http;

    WebhookHost(Route route, HostGuard guard) {
        this.route = route;
        this.guard = guard;
        this.http = Wire.client(CONNECT_WITHIN, route);
    }

    /// What came of a call.
    ///
    /// @param answer the status; none when there was no whole answer
    /// @param fault  why it does not count as taken, without a full stop; none when it does
    record Outcome(@Nullable Integer answer, @Nullable String fault) {}

    /// Calls once.
    ///
    /// @param secrets newest first
    /// @throws InterruptedException when this server is being stopped
    Outcome call(Webhook webhook, List<SigningSecret> secrets, UUID id, String body, Instant now)
            throws InterruptedException {
        Optional<String> refusal = guard.refusal(webhook.address());
        if (refusal.isPresent()) {
            return new Outcome(null, refusal.get());
        }
        HttpRequest request = route.request(webhook.address())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Muster")
                .header("webhook-id", id.toString())
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", SigningSecret.signatures(secrets, id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status = Answer.await(
                            http.sendAsync(request, BoundedBody.of(LARGEST_ANSWER)), ANSWER_WITHIN, LARGEST_ANSWER)
                    .status();
            boolean taken = status >= SUCCESS && status < REDIRECT;
            return new Outcome(status, taken ? null : "It answered with status " + status);
        } catch (IOException failed) {
            return new Outcome(null, "%s %s".formatted(route.nameOf(webhook.address()), how(failed)));
        }
    }

    private static String how(IOException failed) {
        return switch (failed) {
            case HttpTimeoutException late -> "did not answer in time";
            case BoundedBody.TooLarge large -> "answered with more than 64 kB";
            case ConnectException refused -> "could not be reached";
            case SSLException insecure -> "has no certificate that is trusted here";
            default -> "broke the connection";
        };
    }
}
