package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Finds the words for everything that can go wrong between Muster and PagerDuty, and says whether asking again helps.
final class Failures {
    private static final String NEXT_SYNC = "The next sync tries again";
    private static final String CHECK_NETWORK = "Check the network and DNS of this server, then sync again";
    private static final String CHECK_PROXY =
            "Check the region under Configure and any proxy between this server and PagerDuty";

    private final ApiHost host;
    private final AccessToken token;
    private final Json json;

    Failures(ApiHost host, AccessToken token, Json json) {
        this.host = host;
        this.token = token;
        this.json = json;
    }

    /// An answer other than 200.
    ReadFailed refused(Ask ask, Answer answer) {
        if (answer.redirects()) {
            return ReadFailed.forGood(redirected(answer), answer.status());
        }
        return switch (answer.status()) {
            case 401 ->
                forGood(
                        answer,
                        Cause.CREDENTIAL_REFUSED,
                        "PagerDuty refused the access token",
                        "Replace it under Configure");
            case 402 ->
                forGood(
                        answer,
                        Cause.NOT_IN_PLAN,
                        "The plan of this PagerDuty account does not include " + ask.what(),
                        "Change the plan at PagerDuty, or use an integration without it");
            case 403 ->
                forGood(
                        answer,
                        Cause.NOT_PERMITTED,
                        "PagerDuty does not let this access token read " + ask.what(),
                        "Enter an account key, or the key of a user who may see this, under Configure");
            case 404 ->
                forGood(
                        answer,
                        Cause.MALFORMED_ANSWER,
                        "PagerDuty says that there is no such thing as " + ask.what(),
                        CHECK_PROXY);
            case 429 ->
                ReadFailed.tooFast(
                        problem(answer, Cause.RATE_LIMITED, "PagerDuty refuses further requests for now", NEXT_SYNC),
                        answer.wait429().orElse(null));
            default -> unexpected(ask, answer);
        };
    }

    /// An answer of status 200 that cannot be used.
    ReadFailed malformed(Answer answer, Malformed malformed) {
        Problem problem = new Problem(
                Cause.MALFORMED_ANSWER, "PagerDuty answered " + malformed.what(), CHECK_PROXY, answer.requestId());
        return malformed.wasCutOff() ? ReadFailed.forNow(problem, 0) : ReadFailed.forGood(problem, 0);
    }

    /// No whole answer.
    ReadFailed broken(IOException broken, Duration within) {
        return switch (broken) {
            case BoundedBody.TooLarge tooLarge ->
                ReadFailed.forGood(
                        silent(
                                Cause.MALFORMED_ANSWER,
                                "PagerDuty answered with more data than one page can hold",
                                CHECK_PROXY),
                        0);
            case HttpConnectTimeoutException late -> unreachable("could not be reached: nothing answered there");
            case HttpTimeoutException late -> unreachable("did not answer within " + Words.time(within));
            case ConnectException refused when isUnknownName(refused) -> unreachable("could not be found by name");
            case ConnectException refused -> unreachable("refused the connection");
            case SSLException insecure ->
                ReadFailed.forGood(
                        silent(
                                Cause.UNREACHABLE,
                                "No secure connection (TLS) to PagerDuty at %s could be made".formatted(host.name()),
                                "Check the clock and the trusted certificates of this server, and any proxy in between"),
                        0);
            default -> unreachable("broke the connection");
        };
    }

    /// The time for an answer to a person ran out.
    Problem outOfTime() {
        return silent(Cause.UNREACHABLE, "PagerDuty at %s did not answer in time".formatted(host.name()), "Test again");
    }

    /// A passing trouble that did not pass.
    ReadFailed stillFailing(ReadFailed failure, int attempts) {
        Problem last = failure.problem();
        String what = attempts == 1 ? last.what() : "%s, %d times in a row".formatted(last.what(), attempts);
        return ReadFailed.forGood(new Problem(last.cause(), what, last.nextStep(), last.requestId()), failure.status());
    }

    /// PagerDuty asks for more waiting than a run has patience for.
    ReadFailed outOfPatience(ReadFailed failure, Duration waited, Duration asked) {
        String what = "PagerDuty refuses further requests (429) after %s of waiting, and asks for %s more"
                .formatted(Words.time(waited), Words.time(asked));
        String whatAtOnce = "PagerDuty refuses further requests (429) and asks to wait for " + Words.time(asked);
        return ReadFailed.forGood(
                new Problem(
                        Cause.RATE_LIMITED,
                        waited.isZero() ? whatAtOnce : what,
                        NEXT_SYNC,
                        failure.problem().requestId()),
                429);
    }

    private ReadFailed unexpected(Ask ask, Answer answer) {
        if (answer.status() == 408 || answer.status() >= 500) {
            Problem failing = problem(answer, Cause.FAILING, "PagerDuty answered with an error of its own", NEXT_SYNC);
            return ReadFailed.forNow(failing, answer.status());
        }
        String words = token.blackOutIn(ErrorBody.of(answer, json).words());
        String what = "PagerDuty did not accept the request for " + ask.what();
        String saying = words.isEmpty() ? what : what + ", saying: " + words;
        Problem problem = problem(answer, Cause.MALFORMED_ANSWER, saying, CHECK_PROXY);
        return ReadFailed.forGood(problem, answer.status(), words);
    }

    private Problem redirected(Answer answer) {
        String elsewhere =
                answer.headers().firstValue("location").map(Failures::hostOf).orElse("another address");
        return problem(
                answer,
                Cause.MALFORMED_ANSWER,
                "PagerDuty redirected to %s, and Muster sends the access token nowhere else".formatted(elsewhere),
                CHECK_PROXY);
    }

    private ReadFailed unreachable(String how) {
        return ReadFailed.forNow(
                silent(Cause.UNREACHABLE, "PagerDuty at %s %s".formatted(host.name(), how), CHECK_NETWORK), 0);
    }

    private static ReadFailed forGood(Answer answer, Cause cause, String what, String nextStep) {
        return ReadFailed.forGood(problem(answer, cause, what, nextStep), answer.status());
    }

    private static Problem problem(Answer answer, Cause cause, String what, String nextStep) {
        return new Problem(cause, "%s (%d)".formatted(what, answer.status()), nextStep, answer.requestId());
    }

    private static Problem silent(Cause cause, String what, String nextStep) {
        return new Problem(cause, what, nextStep, null);
    }

    private static boolean isUnknownName(@Nullable Throwable failure) {
        return failure != null && (failure instanceof UnresolvedAddressException || isUnknownName(failure.getCause()));
    }

    private static String hostOf(String location) {
        try {
            String name = URI.create(location).getHost();
            return name == null ? "another address" : Words.brief(name, 100);
        } catch (IllegalArgumentException noAddress) {
            return "another address";
        }
    }
}
