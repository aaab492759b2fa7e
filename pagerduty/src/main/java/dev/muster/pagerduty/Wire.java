package dev.muster.pagerduty;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.time.Duration;

/// The only place from which anything is sent to PagerDuty, and all it can send is a GET to one address.
///
/// No method, verb or body can be passed in, so no code above can change anything at PagerDuty. Redirects are not
/// followed: the credential goes to the configured address and nowhere else.
///
/// Java's client would ask again by itself when a connection that was kept open turns out to be closed, and nobody
/// would count that request. What limits it is read once, when the client is used first, so it is set before.
final class Wire {
    static {
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        // Java sends no password to a proxy for https unless it is told to.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private static final String VERSION_2 = "application/vnd.pagerduty+json;version=2";

    private final HttpClient http;
    private final ApiHost host;
    private final Route route;
    private final int maxBytes;

    Wire(HttpClient http, ApiHost host, Route route, int maxBytes) {
        this.http = http;
        this.host = host;
        this.route = route;
        this.maxBytes = maxBytes;
    }

    /// A client as this class needs it. HTTP/1.1, because a few requests at a time gain nothing from HTTP/2, and
    /// one broken connection then breaks one request.
    static HttpClient client(Duration connectWithin, Route route) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectWithin);
        route.prepare(client);
        return client.build();
    }

    /// The whole answer, whatever its status.
    ///
    /// @param authorization value of the header of that name; it has no line break, or the request is refused
    /// @param within        time until the last byte; [HttpRequest.Builder#timeout] alone ends with the headers
    /// @throws IOException when no whole answer came, [HttpTimeoutException] when it did not come in time
    Answer get(String pathAndQuery, String authorization, Duration within) throws IOException, InterruptedException {
        HttpRequest request = route.request(host.at(pathAndQuery))
                .header("Authorization", authorization)
                .header("Accept", VERSION_2)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Muster/" + Catalogue.VERSION)
                .GET()
                .build();
        return Answer.await(http.sendAsync(request, BoundedBody.of(maxBytes)), within, maxBytes);
    }
}
