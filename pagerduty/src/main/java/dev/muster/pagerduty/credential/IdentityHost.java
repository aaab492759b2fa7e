package dev.muster.pagerduty.credential;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Json;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.client.ClientOptions;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.Service;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.kit.transport.TokenRequest;
import dev.muster.kit.transport.WireFailures;
import dev.muster.pagerduty.api.ApiHost;
import dev.muster.pagerduty.api.Conventions;
import dev.muster.pagerduty.api.ErrorBody;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;

/// PagerDuty's identity host, where an OAuth app gets its tokens: one attempt at a time, with words for what goes
/// wrong.
final class IdentityHost {
    private static final Service SERVICE = Conventions.SERVICE.named("PagerDuty's identity service");
    private static final String PATH = "/oauth/token";
    private static final Allowed ANSWER = Allowed.of("access_token", "scope", "expires_in");

    /// What a token is taken to live when PagerDuty does not say; it documents a day.
    private static final Duration UNTOLD_LIFE = Duration.ofHours(1);

    private final OAuthApp app;
    private final ApiHost host;
    private final Set<String> wanted;
    private final TokenRequest request;
    private final WireFailures failures;
    private final Json json;
    private final Duration answerWithin;
    private final TimeLimit limit;

    /// @param wanted scopes to ask for
    IdentityHost(
            HttpClient http, OAuthApp app, ApiHost host, Set<String> wanted, ClientOptions options, TimeLimit limit) {
        this.app = app;
        this.host = host;
        this.wanted = new TreeSet<>(wanted);
        this.request = new TokenRequest(
                http,
                options.route(),
                host.identity().resolve(PATH),
                Conventions.AGENT,
                app.clientId(),
                app.clientSecret(),
                scope());
        this.failures = new WireFailures(
                SERVICE,
                options.route().nameOf(host.identity()),
                "client secret",
                options.time().clock());
        this.json = new Json(options.bounds());
        this.answerWithin = options.bounds().answer();
        this.limit = limit;
    }

    /// Asks once.
    ///
    /// @throws ReadFailed when there is no token, with what may help
    AppToken.Granted grant(Meter meter) throws ReadFailed, InterruptedException {
        Answer answer = send(meter);
        if (!answer.ok()) {
            throw refused(answer);
        }
        try {
            return json.read(answer, this::granted);
        } catch (Malformed malformed) {
            throw failures.malformed(answer, malformed);
        }
    }

    private Answer send(Meter meter) throws ReadFailed, InterruptedException {
        meter.requested();
        Duration within = limit.cap(answerWithin);
        try {
            return request.send(within);
        } catch (IOException broken) {
            throw failures.broken(broken, within);
        }
    }

    private AppToken.Granted granted(JsonParser parser) throws Malformed {
        Fields fields = Fields.read(parser, ANSWER);
        Secret token = fields.text("access_token")
                .filter(text -> text.chars().allMatch(c -> c > ' ' && c <= '~'))
                .map(Secret::of)
                .orElseThrow(() -> Malformed.because("without a token"));
        Duration life = fields.text("expires_in")
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(UNTOLD_LIFE);
        return new AppToken.Granted(token, scopes(fields.text("scope")), life);
    }

    /// What is not told is what was asked for, as RFC 6749, section 5.1 has it.
    private Set<String> scopes(Optional<String> told) {
        Set<String> granted = new TreeSet<>(wanted);
        told.ifPresent(text -> granted.retainAll(List.of(text.strip().split("\\s+"))));
        return granted;
    }

    /// The subdomain and the region are part of the scope, so what PagerDuty does not accept there it calls a wrong
    /// scope; what it says to a wrong subdomain is not documented, so its own words are told too.
    private ReadFailed refused(Answer answer) {
        Optional<ReadFailed> onTheWay = failures.failing(answer);
        if (onTheWay.isPresent()) {
            return onTheWay.get();
        }
        String words = app.blackOutIn(ErrorBody.of(answer, json).words());
        if (answer.status() == 401 || words.toLowerCase(Locale.ROOT).contains("invalid_client")) {
            return forGood(
                    answer,
                    "PagerDuty refused the client id or client secret",
                    "Copy both again from the page of the app at PagerDuty, and enter them under Configure");
        }
        String what = "PagerDuty gives this app no token for the account %s in the %s region"
                .formatted(app.subdomain(), host.region());
        return forGood(
                answer,
                words.isEmpty() ? what : what + ", saying: " + words,
                "Check subdomain and region under Configure, and at PagerDuty that the app belongs to this account");
    }

    private static ReadFailed forGood(Answer answer, String what, String nextStep) {
        Problem problem = new Problem(
                Cause.CREDENTIAL_REFUSED,
                "%s (%d)".formatted(what, answer.status()),
                nextStep,
                SERVICE.requestId(answer));
        return ReadFailed.forGood(problem, answer.status());
    }

    private String scope() {
        return host.accountScope(app.subdomain()) + " " + String.join(" ", wanted);
    }
}
