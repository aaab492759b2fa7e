package dev.muster.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// Gives every answer its safe headers before anything can go wrong, and words to those that nobody behind made: a
/// request that cannot be read, a method nobody takes. The server's own pages about them are never seen.
final class EarlyAnswers extends ErrorReportValve {
    private final MusterUrl url;

    EarlyAnswers(MusterUrl url) {
        this.url = url;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        SafeHeaders.set(response, request.isSecure());
        super.invoke(request, response);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Refused refused = request.getAttribute(Refused.ATTRIBUTE) instanceof Refused known
                ? known
                : Refused.of(response.getStatus());
        try {
            write(request, response, refused);
        } catch (IOException gone) {
            throw new UncheckedIOException("The client went away before it was told why", gone);
        }
    }

    private void write(Request request, Response response, Refused refused) throws IOException {
        boolean call = isCall(request);
        response.setContentType(call ? "application/problem+json" : "text/html");
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        PrintWriter writer = response.getReporter();
        if (writer != null) {
            writer.write(call ? refused.json() : refused.page());
            response.finishResponse();
        }
    }

    /// Whether a program asks rather than a person.
    private boolean isCall(Request request) {
        String asked = request.getRequestURI();
        return asked != null && (asked.startsWith("/api/") || asked.startsWith(url.path() + "/api/"));
    }
}
