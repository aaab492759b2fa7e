package dev.muster.api;

import dev.muster.database.Outage;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.witness.RefusedRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;

/// What went wrong in a call, as [problem+json](https://www.rfc-editor.org/rfc/rfc9457).
@RestControllerAdvice(annotations = RestController.class)
@Order(0)
class ApiProblems {
    private final SecurityLog security;
    private final RefusedRequests refused;

    ApiProblems(SecurityLog security, RefusedRequests refused) {
        this.security = security;
        this.refused = refused;
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidInput input) {
        ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, input);
        problem.setProperty("errors", input.faults());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notThere(NoSuchThing thing) {
        return problem(HttpStatus.NOT_FOUND, thing);
    }

    @ExceptionHandler
    ProblemDetail notAllowed(NotAllowed act, HttpServletRequest request) {
        security.tell(SecurityEvent.NOT_ALLOWED, request);
        refused.tell(act, request);
        return problem(HttpStatus.FORBIDDEN, act);
    }

    @ExceptionHandler
    ProblemDetail conflict(Conflict conflict) {
        return problem(HttpStatus.CONFLICT, conflict);
    }

    /// What the parser says may quote the body, so it is not passed on.
    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException body) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The body is missing or is not the JSON this call takes; /api/v1/openapi.json describes it.");
    }

    /// An id in the address that is no id names nothing.
    @ExceptionHandler
    ProblemDetail noSuchId(MethodArgumentTypeMismatchException argument, HttpServletRequest request) {
        return problem(
                HttpStatus.NOT_FOUND,
                "There is no %s of that id here. The list of them tells the ids there are."
                        .formatted(thing(argument.getName(), request)));
    }

    /// What a part of the address names, by the part before it: `integration` in `/integrations/{id}`.
    private static String thing(String parameter, HttpServletRequest request) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        Matcher before = Pattern.compile("([a-z-]+?)s?/\\{%s}".formatted(Pattern.quote(parameter)))
                .matcher(pattern);
        return before.find() ? before.group(1).replace('-', ' ') : parameter;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anything(Exception fault, HttpServletRequest request) {
        if (fault instanceof ErrorResponse refusal) {
            return ResponseEntity.status(refusal.getStatusCode())
                    .headers(refusal.getHeaders())
                    .body(refusal.getBody());
        }
        return Outage.isBehind(fault) ? CallFailures.databaseAway() : CallFailures.unforeseen(request, fault);
    }

    private static ProblemDetail problem(HttpStatus status, RuntimeException why) {
        return problem(status, String.valueOf(why.getMessage()));
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }
}
