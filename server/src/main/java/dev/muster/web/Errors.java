package dev.muster.web;

import dev.muster.database.Outage;
import dev.muster.database.TryLater;
import dev.muster.edge.MusterUrl;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.request.RequestId;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.witness.RefusedRequests;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Puts what went wrong into words for the person who asked.
@Component
class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private final SecurityLog security;
    private final RefusedRequests refused;
    private final Clock clock;

    Errors(SecurityLog security, RefusedRequests refused, Clock clock) {
        this.security = security;
        this.refused = refused;
        this.clock = clock;
    }

    /// What to say about a fault. One that nobody foresaw is logged under the reference that the page shows.
    ErrorView about(Exception fault, HttpServletRequest request) {
        return switch (fault) {
            case NoSuchThing thing -> notFound();
            case MethodArgumentTypeMismatchException noId -> notFound();
            case NotAllowed act -> notAllowed(act, request);
            case Conflict conflict ->
                ErrorView.of(409, Icon.INFO_CIRCLE, "This was not done", String.valueOf(conflict.getMessage()));
            case InvalidInput input -> invalid(input);
            case TryLater busy -> ErrorView.of(503, Icon.INFO_CIRCLE, "Not now", String.valueOf(busy.getMessage()));
            case ErrorResponse refusal -> about(refusal.getStatusCode().value(), request);
            default -> Outage.isBehind(fault) ? databaseAway(request) : unforeseen(fault, request);
        };
    }

    /// What to say while the database does not answer. The log tells of the outage, not of each request that met
    /// it.
    ErrorView databaseAway(HttpServletRequest request) {
        boolean onlyLooked = "GET".equals(request.getMethod());
        return new ErrorView(
                503,
                Icon.SERVER_2,
                "The database does not answer",
                onlyLooked
                        ? "Muster runs, but cannot reach its database at the moment. Nothing was changed and no data is"
                                + " lost. Try again in a few seconds; if it stays, tell your operator."
                        : "Muster runs, but cannot reach its database at the moment. Once it is back, look whether your"
                                + " change is there before you repeat it; if it stays, tell your operator.",
                List.of(),
                null,
                null,
                onlyLooked ? address(request) : null);
    }

    /// What to say when only the status is known.
    ErrorView about(int status, HttpServletRequest request) {
        return switch (status) {
            case 400 ->
                ErrorView.of(
                        400,
                        Icon.INFO_CIRCLE,
                        "This address or form is not complete",
                        "Nothing was changed. Go back, load the page again and repeat what you did.");
            case 403 ->
                ErrorView.of(
                        403,
                        Icon.LOCK,
                        "This form is too old",
                        "Nothing was changed. Go back, load the page again and repeat what you did.");
            case 404 -> notFound();
            case 405 ->
                ErrorView.of(
                        405,
                        Icon.INFO_CIRCLE,
                        "This address takes only forms",
                        "Nothing was changed. Go to the page and use the button there.");
            case 413 ->
                ErrorView.of(
                        413,
                        Icon.INFO_CIRCLE,
                        "This is too much at once",
                        "Nothing was changed. Shorten what you typed.");
            case 401 ->
                ErrorView.of(
                        401, Icon.LOCK, "You are signed out", "Nothing was changed. Sign in and repeat what you did.");
            default -> unforeseen(null, request);
        };
    }

    private ErrorView notAllowed(NotAllowed act, HttpServletRequest request) {
        security.tell(SecurityEvent.NOT_ALLOWED, request);
        refused.tell(act, request);
        return ErrorView.of(403, Icon.LOCK, "You may not do this", String.valueOf(act.getMessage()));
    }

    /// The same words for what does not exist and for what belongs to somebody else.
    private static ErrorView notFound() {
        return ErrorView.of(
                404,
                Icon.SEARCH,
                "There is nothing at this address",
                "It may have been deleted, or belong to a tenant you are not a member of. Check the address, or go on"
                        + " from the start.");
    }

    private static ErrorView invalid(InvalidInput input) {
        return new ErrorView(
                422,
                Icon.INFO_CIRCLE,
                "This was not done",
                "What was sent has faults. Nothing was changed; go back and mend them.",
                List.copyOf(input.faults().values()),
                null,
                null,
                null);
    }

    /// What to say about a fault that nobody foresaw, and what the log says.
    ErrorView unforeseen(@Nullable Exception fault, HttpServletRequest request) {
        String reference = RequestId.of(request);
        log.error("{} {} failed, reference {}", request.getMethod(), address(request), reference, fault);
        boolean onlyLooked = "GET".equals(request.getMethod());
        return new ErrorView(
                500,
                Icon.ALERT_CIRCLE,
                onlyLooked ? "This page could not be made" : "This could not be done",
                onlyLooked
                        ? "Something failed on our side. Nothing was changed and no data is lost. Try again; if it"
                                + " stays, give your operator the reference."
                        : "Something failed on our side. Look whether your change is there before you repeat it; if it"
                                + " fails again, give your operator the reference.",
                List.of(),
                reference,
                new Moment(clock.instant(), ZoneOffset.UTC, clock.instant()),
                onlyLooked ? address(request) : null);
    }

    /// What was asked for, also while the container has already turned to the error page.
    private static String address(HttpServletRequest request) {
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (!(asked instanceof String path)) {
            return MusterUrl.within(request);
        }
        String below = request.getContextPath();
        return path.startsWith(below + "/") ? path.substring(below.length()) : path;
    }
}
