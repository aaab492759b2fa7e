package dev.muster.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.muster.simulator.faults.Faults;
import dev.muster.simulator.faults.Misbehaviour;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Query;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.RequestLog;
import dev.muster.simulator.http.Visit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives the OAuth app its tokens: `POST /oauth/token`, form-encoded, `grant_type=client_credentials`.
///
/// A wrong client gets 401, as the OAuth standard (RFC 6749, section 5.2) has it. What PagerDuty itself answers to a
/// subdomain or region that is not the app's is not documented: here it is 400 `invalid_scope`.
final class TokenDesk implements HttpHandler {

    private static final String PATH = "/oauth/token";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ACCOUNT = "as_account-";
    private static final int LONGEST_FORM = 64 << 10;

    private final OAuthApp app;
    private final Duration latency;
    private final Faults faults;
    private final RequestLog log;

    TokenDesk(OAuthApp app, Duration latency, Faults faults, RequestLog log) {
        this.app = app;
        this.latency = latency;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var visit = new Visit(exchange, log);
        try (exchange) {
            Thread.sleep(latency);
            if (visit.isPost() && visit.path().equals(PATH)) {
                serve(visit, visit.body(LONGEST_FORM));
            } else {
                visit.answer(Refusal.noPage());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Visit visit, byte[] body) throws IOException, InterruptedException {
        var form = Query.of(new String(body, US_ASCII));
        if (isClient(form)) {
            visit.authorize();
        }
        Misbehaviour.Reading truth = query -> answer(visit.header("Content-Type"), form);
        var fault = faults.next(PATH, Query.of(null));
        if (fault.isPresent()) {
            Misbehaviour.of(visit, fault.get(), truth, PagerDutySimulator.REQUESTS_PER_MINUTE);
        } else {
            visit.answer(truth.of(visit.query()));
        }
    }

    private Answer answer(@Nullable String type, Query form) {
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return Refusal.oauth(400, "invalid_request", "The request must be form-encoded");
        }
        if (!form.one("grant_type").orElse("").equals("client_credentials")) {
            return Refusal.oauth(400, "unsupported_grant_type", "The grant type must be client_credentials");
        }
        if (!isClient(form)) {
            return Refusal.oauth(401, "invalid_client", "Client authentication failed");
        }
        return granted(List.of(form.one("scope").orElse("").split(" ")));
    }

    private Answer granted(List<String> wanted) {
        List<String> accounts =
                wanted.stream().filter(scope -> scope.startsWith(ACCOUNT)).toList();
        if (!accounts.equals(List.of(app.account()))) {
            return Refusal.oauth(400, "invalid_scope", "The app has no access to the account that was asked for");
        }
        List<String> scopes = app.granted(wanted);
        String token = app.issue(scopes);
        return Answer.of(200, "application/json; charset=utf-8", """
                {"access_token":"%s","scope":"%s","token_type":"bearer","expires_in":%d}""".formatted(
                token,
                String.join(
                        " ", Stream.concat(accounts.stream(), scopes.stream()).toList()),
                app.life().toSeconds()));
    }

    private boolean isClient(Query form) {
        return app.isClient(
                form.one("client_id").orElse(""), form.one("client_secret").orElse(""));
    }
}
