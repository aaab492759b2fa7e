package dev.muster.kit.transport;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

/// The only place from which an API is asked anything, and all that can be sent is a GET to one address.
///
/// No method, verb or body can be passed in, so no code above can change anything there. Redirects are not
/// followed: the credential goes to the configured address and nowhere else.
///
/// Java's client would ask again by itself when a connection that was kept open turns out to be closed, and nobody
/// would count that request. What limits it is read once, when the client is used first, so it is set before.
public final class Wire {
    static {
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        // Java sends no password to a proxy for https unless it is told to.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private final HttpClient http;
    private final URI base;
    private final Route route;
    private final Map<String, String> headers;
    private final int maxBytes;

    /// @param base    scheme, host and port; every request goes below it
    /// @param headers sent with every request, besides the authorization
    public Wire(HttpClient http, URI base, Route route, Map<String, String> headers, int maxBytes) {
        this.http = http;
        this.base = base;
        this.route = route;
        this.headers = Map.copyOf(headers);
        this.maxBytes = maxBytes;
    }

    /// A client as this class needs it. HTTP/1.1, because a few requests at a time gain nothing from HTTP/2, and
    /// one broken connection then breaks one request.
    public static HttpClient client(Duration connectWithin, Route route) {
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
    public Answer get(String pathAndQuery, String authorization, Duration within)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = route.request(at(pathAndQuery)).header("Authorization", authorization);
        headers.forEach(request::header);
        return Answer.await(http.sendAsync(request.GET().build(), BoundedBody.of(maxBytes)), within, maxBytes);
    }

    private URI at(String pathAndQuery) {
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + pathAndQuery);
    }
}
