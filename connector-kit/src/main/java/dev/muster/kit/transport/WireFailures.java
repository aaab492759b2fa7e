package dev.muster.kit.transport;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.BoundedBody;
import dev.muster.kit.answer.Encoded;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.answer.Words;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Finds the words for what can go wrong with any host, whatever it was asked.
///
/// @param service who does not answer as it should
/// @param host    name of the host, with its port when it is a special one, and with the proxy on the way to it
/// @param secret  what is sent to this host and nowhere else: `access token`
/// @param clock   for those who ask to wait until a date
public record WireFailures(Service service, String host, String secret, InstantSource clock) {
    public static final String NEXT_SYNC = "The next sync tries again";

    private static final String UNTRUSTED =
            ": nobody who is trusted here signed its certificate (MUSTER_CA_FILE can name the root of a company)";
    private static final int PROXY_REFUSES = 407;
    private static final String CHECK_PASSWORD =
            "Check user and password of the proxy in MUSTER_HTTPS_PROXY or HTTPS_PROXY";
    private static final String CHECK_NETWORK = "Check the network and DNS of this server, then sync again";

    /// An answer that says nothing about what was asked: a redirect, 407, 408, 429 or 5xx; empty for any other.
    public Optional<ReadFailed> failing(Answer answer) {
        if (answer.redirects()) {
            return Optional.of(ReadFailed.forGood(redirected(answer), answer.status()));
        }
        if (answer.status() == PROXY_REFUSES) {
            String what = "The proxy on the way to %s at %s refused the connection: it wants another user or password"
                    .formatted(service.name(), host);
            return Optional.of(
                    ReadFailed.forGood(problem(answer, Cause.UNREACHABLE, what, CHECK_PASSWORD), answer.status()));
        }
        if (answer.status() == 429) {
            Problem busy = problem(
                    answer, Cause.RATE_LIMITED, service.name() + " refuses further requests for now", NEXT_SYNC);
            return Optional.of(ReadFailed.tooFast(
                    busy, service.limits().wait429(answer, clock.instant()).orElse(null)));
        }
        if (answer.status() == 408 || answer.status() >= 500) {
            Problem failing =
                    problem(answer, Cause.FAILING, service.name() + " answered with an error of its own", NEXT_SYNC);
            return Optional.of(ReadFailed.forNow(failing, answer.status())
                    .after(answer.retryAfter(clock.instant()).orElse(null)));
        }
        return Optional.empty();
    }

    /// An answer of status 200 that cannot be used.
    public ReadFailed malformed(Answer answer, Malformed malformed) {
        Problem problem = new Problem(
                Cause.MALFORMED_ANSWER,
                "%s answered %s".formatted(service.name(), malformed.what()),
                service.check(),
                service.requestId(answer));
        return malformed.wasCutOff() ? ReadFailed.forNow(problem, 0) : ReadFailed.forGood(problem, 0);
    }

    /// No whole answer.
    public ReadFailed broken(IOException broken, Duration within) {
        return switch (broken) {
            case BoundedBody.TooLarge tooLarge ->
                forGood(
                        Cause.MALFORMED_ANSWER,
                        service.name() + " answered with more data than one page can hold",
                        service.check());
            case Encoded.Unknown encoded ->
                forGood(
                        Cause.MALFORMED_ANSWER,
                        "%s answered in %s, which Muster did not ask for and cannot read"
                                .formatted(service.name(), encoded.what()),
                        service.check());
            case Encoded.BrokenOff early ->
                ReadFailed.forNow(
                        new Problem(
                                Cause.MALFORMED_ANSWER,
                                service.name() + " answered with less than a whole answer",
                                service.check(),
                                null),
                        0);
            case HttpConnectTimeoutException late -> unreachable("could not be reached: nothing answered there");
            case HttpTimeoutException late -> unreachable("did not answer within " + Words.time(within));
            case ConnectException refused when isUnknownName(refused) -> unreachable("could not be found by name");
            case ConnectException refused -> unreachable("refused the connection");
            case SSLException insecure ->
                forGood(
                        Cause.UNREACHABLE,
                        "No secure connection (TLS) to %s at %s could be made%s"
                                .formatted(service.name(), host, isUntrusted(insecure) ? UNTRUSTED : ""),
                        "Check the clock and the trusted certificates of this server, and any proxy in between");
            case IOException closed
            when isRefusedTunnel(closed) ->
                unreachable("could not be reached: the proxy did not open a connection to it");
            default -> unreachable("broke the connection");
        };
    }

    /// The time for an answer to a person ran out.
    public Problem outOfTime() {
        return new Problem(
                Cause.UNREACHABLE,
                "%s at %s did not answer in time".formatted(service.name(), host),
                "Test again",
                null);
    }

    /// A problem that an answer tells, with its status.
    public Problem problem(Answer answer, Cause cause, String what, String nextStep) {
        return new Problem(
                cause,
                "%s (%d)".formatted(what, answer.status()),
                nextStep,
                service.requestId(answer),
                answer.status());
    }

    private Problem redirected(Answer answer) {
        String elsewhere = answer.headers()
                .firstValue("location")
                .map(WireFailures::hostOf)
                .orElse("another address");
        return problem(
                answer,
                Cause.MALFORMED_ANSWER,
                "%s redirected to %s, and Muster sends the %s nowhere else"
                        .formatted(service.name(), elsewhere, secret),
                service.check());
    }

    private ReadFailed unreachable(String how) {
        String what = "%s at %s %s".formatted(service.name(), host, how);
        return ReadFailed.forNow(new Problem(Cause.UNREACHABLE, what, CHECK_NETWORK, null), 0);
    }

    private static ReadFailed forGood(Cause cause, String what, String nextStep) {
        return ReadFailed.forGood(new Problem(cause, what, nextStep, null), 0);
    }

    private static boolean isUntrusted(@Nullable Throwable failure) {
        return failure != null && (failure instanceof CertPathBuilderException || isUntrusted(failure.getCause()));
    }

    /// Java's client says it in words alone.
    private static boolean isRefusedTunnel(IOException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Tunnel failed");
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
