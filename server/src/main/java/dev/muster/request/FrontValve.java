package dev.muster.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.edge.MusterUrl;
import dev.muster.edge.SafeHeaders;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/// The first to see each request: gives it an id, answers what needs no application, and lets in no more than there are
/// [Places]. The last to see it too: tells the listeners how it was answered.
final class FrontValve extends ValveBase implements AccessLog {
    private static final String WHOSE = "dev.muster.request.user";
    private static final String LATER_SECONDS = "1";
    private static final int UNAVAILABLE = 503;
    private static final int WRONG_METHOD = 405;
    private static final String BUSY_PAGE =
            "Muster has more to do than it can at this moment. Nothing was changed. Try" + " again in a few seconds.\n";
    private static final String BUSY_CALL = """
            {"type":"about:blank","title":"Service Unavailable","status":503,\
            "detail":"Muster has more to do than it can at this moment. Nothing was changed. Try again in a few seconds."}
            """;

    private final MusterUrl url;
    private final HealthAnswers health;
    private final List<RequestListener> listeners;
    private volatile @Nullable Places places;

    FrontValve(MusterUrl url, HealthAnswers health, List<RequestListener> listeners) {
        super(true);
        this.url = url;
        this.health = health;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        LogContext.request(numbered(request, response));
        try {
            Optional<HealthAnswers.Answer> answer = health.at(path(request));
            if (answer.isPresent()) {
                answer(request, response, answer.get());
            } else {
                letIn(request, response, placesOf(request.getConnector()));
            }
        } finally {
            request.setAttribute(WHOSE, LogContext.user());
            LogContext.clear();
        }
    }

    private static String numbered(Request request, Response response) {
        String id = RequestId.next();
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader(RequestId.HEADER, id);
        return id;
    }

    private void letIn(Request request, Response response, Places places) throws IOException, ServletException {
        if (!places.take()) {
            refuse(request, response);
            return;
        }
        try {
            getNext().invoke(request, response);
        } finally {
            places.giveBack();
        }
    }

    private synchronized Places madeFor(Connector connector) {
        Places made = places;
        if (made == null) {
            made = Places.of(connector);
            places = made;
        }
        return made;
    }

    private Places placesOf(Connector connector) {
        Places made = places;
        return made == null ? madeFor(connector) : made;
    }

    private static void answer(Request request, Response response, HealthAnswers.Answer answer) throws IOException {
        boolean asks = List.of("GET", "HEAD").contains(request.getMethod());
        if (!asks) {
            response.setHeader("Allow", "GET, HEAD");
        }
        write(response, asks ? answer.status() : WRONG_METHOD, "text/plain", asks ? answer.text() : "Only GET\n");
    }

    /// An answer that takes no time, whatever its sender does: the rest of a body is not waited for.
    private void refuse(Request request, Response response) throws IOException {
        boolean call = path(request).startsWith("/api/");
        response.setHeader("Retry-After", LATER_SECONDS);
        response.setHeader("Connection", "close");
        response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        write(response, UNAVAILABLE, call ? "application/problem+json" : "text/plain", call ? BUSY_CALL : BUSY_PAGE);
    }

    private static void write(Response response, int status, String type, String text) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        SafeHeaders.set(response, response.getRequest().isSecure());
        response.getOutputStream().write(text.getBytes(UTF_8));
    }

    /// Below the address that Muster was given, wherever that is.
    private String path(Request request) {
        String path = String.valueOf(request.getRequestURI());
        String base = url.path();
        return !base.isEmpty() && path.startsWith(base + "/") ? path.substring(base.length()) : path;
    }

    /// The container answers `OPTIONS *`, which is about no page, without showing it to any valve. What it then tells
    /// the access log is the one chance to make it an answer like all others.
    @Override
    public void log(Request request, Response response, long nanoseconds) {
        if (request.getAttribute(RequestId.ATTRIBUTE) == null && !response.isCommitted()) {
            numbered(request, response);
            SafeHeaders.set(response, request.isSecure());
        }
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var ended = new EndedRequest(
                RequestId.of(request),
                client(request),
                request.getAttribute(WHOSE) instanceof String user ? user : null,
                Objects.requireNonNullElse(request.getMethod(), "-"),
                Objects.requireNonNullElse(request.getRequestURI(), "-"),
                route == null ? null : route.toString(),
                response.getStatus(),
                response.getBytesWritten(false),
                Duration.ofNanos(nanoseconds));
        listeners.forEach(listener -> listener.ended(ended));
    }

    /// As a named proxy gave it, otherwise the one that is connected.
    private static String client(Request request) {
        return request.getAttribute(REMOTE_ADDR_ATTRIBUTE) instanceof String client
                ? client
                : String.valueOf(request.getRemoteAddr());
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Addresses are those that the connection, or a trusted proxy, gave; there is nothing else to read.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
