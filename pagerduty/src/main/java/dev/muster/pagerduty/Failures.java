package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.io.IOException;
import java.time.Duration;

/// Finds the words for everything that can go wrong between Muster and PagerDuty's API, and says whether asking again
/// helps.
final class Failures {
    private final WireFailures onTheWay;
    private final Authorization authorization;
    private final Json json;

    Failures(ApiHost host, Authorization authorization, PagerDutyOptions options, Json json) {
        String name = options.route().nameOf(host.base());
        this.onTheWay = new WireFailures(
                "PagerDuty", name, authorization.words(), options.time().clock());
        this.authorization = authorization;
        this.json = json;
    }

    /// An answer other than 200.
    ReadFailed refused(Ask ask, Answer answer) {
        return onTheWay.failing(answer).orElseGet(() -> denied(ask, answer));
    }

    private ReadFailed denied(Ask ask, Answer answer) {
        return switch (answer.status()) {
            case 401 ->
                forGood(
                        answer,
                        Cause.CREDENTIAL_REFUSED,
                        "PagerDuty refused the " + authorization.words(),
                        authorization.afterRefusal());
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
                        "PagerDuty does not let this %s read %s".formatted(authorization.words(), ask.what()),
                        authorization.afterDenial());
            case 404 ->
                forGood(
                        answer,
                        Cause.MALFORMED_ANSWER,
                        "PagerDuty says that there is no such thing as " + ask.what(),
                        WireFailures.CHECK_PROXY);
            default -> unexpected(ask, answer);
        };
    }

    /// An answer of status 200 that cannot be used.
    ReadFailed malformed(Answer answer, Malformed malformed) {
        return onTheWay.malformed(answer, malformed);
    }

    /// No whole answer.
    ReadFailed broken(IOException broken, Duration within) {
        return onTheWay.broken(broken, within);
    }

    /// The time for an answer to a person ran out.
    ReadFailed outOfTime() {
        return ReadFailed.forGood(onTheWay.outOfTime(), 0);
    }

    /// A passing trouble that did not pass.
    ReadFailed stillFailing(ReadFailed failure, int attempts) {
        Problem last = failure.problem();
        String what = attempts == 1 ? last.what() : "%s, %d times in a row".formatted(last.what(), attempts);
        Problem problem = new Problem(last.cause(), what, last.nextStep(), last.requestId(), last.status());
        return ReadFailed.forGood(problem, failure.status()).from(failure.isForeign());
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
                        WireFailures.NEXT_SYNC,
                        failure.problem().requestId(),
                        429),
                429);
    }

    private ReadFailed unexpected(Ask ask, Answer answer) {
        String words = authorization.blackOutIn(ErrorBody.of(answer, json).words());
        String what = "PagerDuty did not accept the request for " + ask.what();
        String saying = words.isEmpty() ? what : what + ", saying: " + words;
        Problem problem = WireFailures.problem(answer, Cause.MALFORMED_ANSWER, saying, WireFailures.CHECK_PROXY);
        return ReadFailed.forGood(problem, answer.status(), words);
    }

    private static ReadFailed forGood(Answer answer, Cause cause, String what, String nextStep) {
        return ReadFailed.forGood(WireFailures.problem(answer, cause, what, nextStep), answer.status());
    }
}
