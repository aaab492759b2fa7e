package dev.muster.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.database.Outage;
import dev.muster.request.Apology;
import dev.muster.request.Failures;
import dev.muster.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Calls that the application could not answer get problem+json too, wherever they failed: before, in or behind a
/// controller.
@Component
@Order(0)
class CallFailures implements Apology {
    private static final Logger log = LoggerFactory.getLogger(CallFailures.class);

    private final JsonMapper json;

    CallFailures(JsonMapper json) {
        this.json = json;
    }

    static ResponseEntity<ProblemDetail> databaseAway() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Muster cannot reach its database at the moment, so this call was not finished. Wait as long as"
                        + " Retry-After says, then repeat it.");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Failures.RETRY_AFTER_SECONDS))
                .body(problem);
    }

    static ResponseEntity<ProblemDetail> unforeseen(HttpServletRequest request, Exception fault) {
        String reference = RequestId.of(request);
        log.error("{} {} failed, reference {}", request.getMethod(), request.getRequestURI(), reference, fault);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Muster could not finish this call. The server's log says why, under reference %s."
                        .formatted(reference));
        problem.setProperty("reference", reference);
        return ResponseEntity.internalServerError().body(problem);
    }

    @Override
    public boolean isFor(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    @Override
    public void databaseAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(databaseAway(), response);
    }

    @Override
    public void unforeseen(HttpServletRequest request, HttpServletResponse response, Exception fault)
            throws IOException {
        write(unforeseen(request, fault), response);
    }

    /// Whatever failed outside of the application's reach.
    void failed(HttpServletRequest request, HttpServletResponse response, Exception fault) throws IOException {
        write(Outage.isBehind(fault) ? databaseAway() : unforeseen(request, fault), response);
    }

    /// Only the status is known.
    void refused(HttpServletResponse response, HttpStatusCode status) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        write(ResponseEntity.status(status).body(ProblemDetail.forStatus(status)), response);
    }

    private void write(ResponseEntity<ProblemDetail> answer, HttpServletResponse response) throws IOException {
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(answer.getStatusCode().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(UTF_8);
        response.getOutputStream().write(json.writeValueAsBytes(Objects.requireNonNull(answer.getBody())));
    }
}
