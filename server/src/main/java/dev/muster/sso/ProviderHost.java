package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.BoundedBody;
import dev.muster.kit.transport.Loopback;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The only place from which providers are asked anything: within ten seconds and half a megabyte, without following
/// redirects, by the same proxy and trusting the same certificates as everything else that leaves the server. Only by
/// https, but for this machine itself, and only hosts that the operator lets it ask. Safe for many threads.
@Component
@EnableConfigurationProperties(ProviderSettings.class)
class ProviderHost {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int LARGEST = 512 << 10;

    private final Route route;
    private final ProviderSettings settings;
    private final HttpClient http;

    ProviderHost(Route route, ProviderSettings settings) {
        this.route = route;
        this.settings = settings;
        this.http = Wire.client(CONNECT_WITHIN, route);
    }

    /// Whether an address may be asked.
    static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && Loopback.is(host));
    }

    /// The text of an answer that is one.
    String get(URI address) throws SignOnFault {
        Answer answer = send(address, request(address).GET().build());
        if (!answer.ok()) {
            throw new SignOnFault("%s answered with status %d. Check the issuer, and that the provider is up."
                    .formatted(address, answer.status()));
        }
        return new String(answer.body(), UTF_8);
    }

    /// Sends a form.
    ///
    /// @param authorization value of the header of that name; empty for none
    Answer post(URI address, Map<String, String> fields, String authorization) throws SignOnFault {
        HttpRequest.Builder request = request(address).header("Content-Type", "application/x-www-form-urlencoded");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(address, request.POST(BodyPublishers.ofString(form(fields))).build());
    }

    /// As forms and addresses write fields.
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(URI address) throws SignOnFault {
        if (!isSafe(address)) {
            throw new SignOnFault("%s is no https address, so Muster does not ask there.".formatted(address));
        }
        if (!settings.allow(address.getHost())) {
            throw new SignOnFault(("%s is not among the hosts that this Muster may ask. Whoever runs it lists them in"
                            + " MUSTER_PROVIDER_HOSTS.")
                    .formatted(address.getHost()));
        }
        return route.request(address).header("Accept", "application/json").header("User-Agent", "Muster");
    }

    private Answer send(URI address, HttpRequest request) throws SignOnFault {
        try {
            return Answer.await(http.sendAsync(request, BoundedBody.of(LARGEST)), ANSWER_WITHIN, LARGEST);
        } catch (IOException failed) {
            throw new SignOnFault(
                    "%s %s. Try again; if it stays, check the address and the way there from Muster's machine."
                            .formatted(route.nameOf(address), how(failed)),
                    failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SignOnFault("This Muster is being stopped. Try again in a moment.", stopping);
        }
    }

    private static String how(IOException failed) {
        return switch (failed) {
            case HttpTimeoutException late -> "did not answer in time";
            case BoundedBody.TooLarge large -> "answered with more than a provider has to say";
            case ConnectException refused -> "could not be reached";
            case SSLException insecure -> "has no certificate that is trusted here (MUSTER_CA_FILE can name a root)";
            default -> "broke the connection";
        };
    }
}
