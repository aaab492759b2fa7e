package dev.muster.kit.transport;

import dev.muster.connector.Secret;
import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The only place from which anything but a GET is sent, and all it can send is one form to one address: an OAuth app
/// asks an identity host for a token, as RFC 6749, section 4.4 has it.
///
/// Neither address nor verb nor form can be passed in with the request. Redirects are not followed: the client secret
/// goes to the identity host and nowhere else.
public final class TokenRequest {
    private static final int LARGEST_ANSWER = 64 << 10;

    private final HttpClient http;
    private final Route route;
    private final URI address;
    private final String agent;
    private final String clientId;
    private final Secret clientSecret;
    private final String scope;

    /// @param http  that follows no redirects, such as [Wire#client] makes
    /// @param agent who asks, as HTTP names it: `Muster/1.0`
    /// @param scope what the token is for, with spaces between
    public TokenRequest(
            HttpClient http,
            Route route,
            URI address,
            String agent,
            String clientId,
            Secret clientSecret,
            String scope) {
        this.http = http;
        this.route = route;
        this.address = address;
        this.agent = agent;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
    }

    /// The whole answer, whatever its status.
    ///
    /// @param within time until the last byte
    /// @throws IOException when no whole answer came, [HttpTimeoutException] when it did not come in time
    public Answer send(Duration within) throws IOException, InterruptedException {
        HttpRequest request = route.request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("User-Agent", agent)
                .POST(BodyPublishers.ofString(form(), StandardCharsets.US_ASCII))
                .build();
        return Answer.await(http.sendAsync(request, BoundedBody.of(LARGEST_ANSWER)), within, LARGEST_ANSWER);
    }

    private String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret.expose());
        fields.put("scope", scope);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
