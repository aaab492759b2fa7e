package dev.muster.edge;

import dev.muster.edge.BodyScan.Kind;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.ContinueResponseTiming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns away what is too large, too deep or too slow, before it is parsed and before anybody asks who sent it.
final class BodyGate extends ValveBase {
    private static final Logger log = LoggerFactory.getLogger(BodyGate.class);

    private static final String NOTHING = "Nothing was changed. ";
    private static final Refused TOO_LARGE =
            new Refused(413, "This is too much at once", NOTHING + "Send at most 1 MB.");
    private static final Refused FILE_TOO_LARGE =
            new Refused(413, "This file is too large", NOTHING + "Send at most 128 MB.");
    private static final Refused TOO_MANY = new Refused(
            400,
            "This holds too much",
            NOTHING + "Send at most 1,000 parameters or fields, at most 64 of them inside each other, as UTF-8.");
    private static final Refused TOO_SLOW =
            new Refused(408, "The request came too slowly", NOTHING + "Send all of it within 30 seconds.");
    private static final Refused BUSY =
            new Refused(503, "Too many requests are still being sent", NOTHING + "Send this one again in a moment.");
    private static final Refused COMPRESSED =
            new Refused(415, "Compressed bodies are not read", NOTHING + "Send it without Content-Encoding.");
    private static final Refused FILES =
            new Refused(415, "Files are not taken here", NOTHING + "Send a form as application/x-www-form-urlencoded.");

    private final Limits limits;
    private final BodiesUnderWay underWay;

    BodyGate(Limits limits) {
        super(true);
        this.limits = limits;
        this.underWay = new BodiesUnderWay(limits);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Refused refused = response.isError() ? null : look(request, response);
        if (refused != null) {
            refuse(request, response, refused);
        } else {
            getNext().invoke(request, response);
        }
    }

    private @Nullable Refused look(Request request, Response response) throws IOException {
        String query = request.getQueryString();
        if (query != null && BodyScan.parameters(query) > limits.values()) {
            return TOO_MANY;
        }
        boolean chunked = request.getCoyoteRequest().getHeader("Transfer-Encoding") != null;
        long announced = request.getContentLengthLong();
        if (!chunked && announced <= 0) {
            return null;
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return COMPRESSED;
        }
        if (FilesTaken.here(request.getMethod(), request.getRequestURI(), request.getContentType())) {
            return announced > FilesTaken.LARGEST ? FILE_TOO_LARGE : null;
        }
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            return FILES;
        }
        Kind kind = type.startsWith("application/x-www-form-urlencoded") ? Kind.FORM : Kind.JSON;
        return receive(request, response, new BodyScan(kind, limits));
    }

    private @Nullable Refused receive(Request request, Response response, BodyScan scan) throws IOException {
        var body = new ArrivingBody(request.getCoyoteRequest(), limits.bodyTime());
        if (body.isHere()) {
            return read(body, scan);
        }
        boolean tooLarge = request.getContentLengthLong() > limits.body();
        if (tooLarge && request.getCoyoteRequest().hasExpectation()) {
            return TOO_LARGE;
        }
        String client = request.getRemoteAddr();
        if (!underWay.begin(client)) {
            return tooLarge ? TOO_LARGE : BUSY;
        }
        try {
            // Some wait for it before they send a body, and nobody behind would give it in time.
            response.sendAcknowledgement(ContinueResponseTiming.IMMEDIATELY);
            Refused refused = tooLarge ? TOO_LARGE : read(body, scan);
            if (refused != null) {
                body.passBy(limits.body());
            }
            return refused;
        } catch (InterruptedIOException slow) {
            return TOO_SLOW;
        } catch (BadRequestException noChunks) {
            return Refused.of(400);
        } finally {
            underWay.end(client);
        }
    }

    private @Nullable Refused read(ArrivingBody body, BodyScan scan) throws IOException {
        while (body.next() >= 0) {
            int before = body.length();
            if (before + body.getByteBuffer().remaining() > limits.body()) {
                return TOO_LARGE;
            }
            body.keep();
            if (!scan.allows(body.content(), before, body.length() - before)) {
                return TOO_MANY;
            }
        }
        body.giveBack();
        return null;
    }

    /// What has not been read of the body is not waited for: the connection ends with the answer.
    private static void refuse(Request request, Response response, Refused refused) throws IOException {
        log.info(
                "{} {} from {} was refused ({}): {}",
                request.getMethod(),
                request.getRequestURI(),
                request.getRemoteAddr(),
                refused.status(),
                refused.title());
        request.setAttribute(Refused.ATTRIBUTE, refused);
        response.setHeader("Connection", "close");
        if (refused == BUSY) {
            response.setHeader("Retry-After", "1");
        }
        response.sendError(refused.status());
    }
}
