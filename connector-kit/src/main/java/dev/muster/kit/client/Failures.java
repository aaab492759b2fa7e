package dev.muster.kit.client;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Json;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.answer.Words;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.WireFailures;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// Finds the words for everything that can go wrong between Muster and the API of a service, and says whether asking
/// again helps.
final class Failures {
    private final WireFailures onTheWay;
    private final String service;
    private final Dialect.Refusals refusals;
    private final Authorization authorization;
    private final Json json;

    /// @param host as messages name it
    Failures(String host, Dialect dialect, Authorization authorization, Json json, InstantSource clock) {
        this.onTheWay = new WireFailures(dialect.service(), host, authorization.words(), clock);
        this.service = dialect.service().name();
        this.refusals = dialect.refusals();
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
                        "%s refused the %s".formatted(service, authorization.words()),
                        authorization.afterRefusal());
            case 402 ->
                forGood(
                        answer,
                        Cause.NOT_IN_PLAN,
                        "The plan of this %s account does not include %s".formatted(service, ask.what()),
                        "Change the plan at %s, or use an integration without it".formatted(service));
            case 403 ->
                forGood(
                        answer,
                        Cause.NOT_PERMITTED,
                        "%s does not let this %s read %s".formatted(service, authorization.words(), ask.what()),
                        authorization.afterDenial());
            case 404 ->
                forGood(
                        answer,
                        Cause.MALFORMED_ANSWER,
                        "%s says that there is no such thing as %s".formatted(service, ask.what()),
                        onTheWay.service().check());
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

    /// The service asks for more waiting than a run has patience for.
    ReadFailed outOfPatience(ReadFailed failure, Duration waited, Duration asked) {
        String what = "%s refuses further requests (429) after %s of waiting, and asks for %s more"
                .formatted(service, Words.time(waited), Words.time(asked));
        String whatAtOnce =
                "%s refuses further requests (429) and asks to wait for %s".formatted(service, Words.time(asked));
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
        String words = authorization.blackOutIn(refusals.words(answer, json));
        String what = "%s did not accept the request for %s".formatted(service, ask.what());
        String saying = words.isEmpty() ? what : what + ", saying: " + words;
        Problem problem = onTheWay.problem(
                answer, Cause.MALFORMED_ANSWER, saying, onTheWay.service().check());
        return ReadFailed.forGood(problem, answer.status(), words);
    }

    private ReadFailed forGood(Answer answer, Cause cause, String what, String nextStep) {
        return ReadFailed.forGood(onTheWay.problem(answer, cause, what, nextStep), answer.status());
    }
}
