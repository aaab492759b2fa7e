package dev.muster;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantId;
import dev.muster.download.FileFormat;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.token.ApiTokens;
import dev.muster.token.WantedToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every page and call, tried by everybody: what must come of it follows from [Action] alone. Whoever is refused names
/// an integration that is there, whoever is let in one that is not, so that nothing happens.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    private static final String STRANGE = "You are a member of no tenant";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private ApplicationContext server;

    @Autowired
    private FreshDatabase database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @LocalServerPort
    private int port;

    private TestTenant acme;
    private String integration;
    private List<Route> routes;

    private enum Outcome {
        LET_IN,
        NOT_SIGNED_IN,
        NO_SUCH_TENANT,
        REFUSED
    }

    /// @param type of the body it takes; empty for any
    private record Route(String method, String address, Action action, boolean ofTenant, String type) {
        boolean isCall() {
            return address.startsWith("/api/");
        }

        boolean changes() {
            return !method.equals("GET");
        }

        String path(String tenant, String integration) {
            return address.replace("{tenant}", tenant)
                    .replace("{id}", integration)
                    .replace("/**", "/x")
                    .replace(FileFormat.ENDING, ".csv")
                    .replaceAll("\\{(run|revision|number|entry)}", "1")
                    .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
        }

        @Override
        public String toString() {
            return method + " " + address;
        }
    }

    /// @param role   in the tenant that is asked; none for nobody's
    /// @param scopes of the token; none where there is none
    /// @param strict what comes of every attempt at something of the tenant, whoever they are there; none where the
    ///               role tells
    private record Caller(
            String name,
            @Nullable Role role,
            @Nullable Set<Scope> scopes,
            @Nullable Outcome strict,
            Asking asking) {
        Outcome outcome(Route route) {
            if (strict == Outcome.NOT_SIGNED_IN || strict != null && route.ofTenant()) {
                return strict;
            }
            if (!route.ofTenant()) {
                return Outcome.LET_IN;
            }
            boolean scoped = scopes == null || scopes.contains(route.action().scope());
            return scoped && role != null && route.action().isFor(role) ? Outcome.LET_IN : Outcome.REFUSED;
        }
    }

    /// Whether an answer is what was expected. Who may do something for integrations of their own alone may be told
    /// that there is nothing of the kind, and at an entrance everything is said but a server's fault.
    private static boolean fits(Route route, Caller caller, Outcome expected, Outcome outcome, int status) {
        boolean nothingThere = status == 404 || status == 400;
        boolean asOwner = caller.role() != null && route.action().isForOwner(caller.role());
        return status < 500
                && (route.action() == Action.ENTER
                        || outcome == expected
                        || expected == Outcome.REFUSED && asOwner && nothingThere);
    }

    @FunctionalInterface
    private interface Asking {
        HttpResponse<String> ask(Route route, String path);
    }

    @BeforeAll
    void a_tenant_and_all_routes() {
        acme = TestTenant.on(server);
        integration = acme.api()
                .post("/integrations", """
                        {"application":"pagerduty","name":"Pagerduty","owner":"%s"}""".formatted(acme.administrator().email()))
                .json()
                .get("id")
                .asString();
        routes = mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("dev.muster."))
                .flatMap(entry -> routes(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Route::toString))
                .toList();
    }

    @Test
    void everybody_gets_what_the_table_of_actions_says_at_every_call() throws IOException {
        tryAll("calls", routes.stream().filter(Route::isCall).toList(), callers());
    }

    @Test
    void everybody_gets_what_the_table_of_actions_says_at_every_page() throws IOException {
        // What is one's own sign-in's is about nobody else, and ends the very session that tries it.
        List<Route> pages = routes.stream()
                .filter(route -> !route.isCall())
                .filter(route -> route.ofTenant() || !route.changes())
                .toList();
        tryAll("pages", pages, visitors());
    }

    private void tryAll(String what, List<Route> tried, List<Caller> callers) throws IOException {
        Map<Outcome, Integer> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Caller caller : callers) {
            for (Route route : tried) {
                Outcome expected = caller.outcome(route);
                String path = route.path(
                        acme.tenant().slug(),
                        expected == Outcome.LET_IN ? UUID.randomUUID().toString() : integration);
                HttpResponse<String> answer = caller.asking().ask(route, path);
                Outcome outcome = outcome(route, answer);
                counts.merge(outcome, 1, Integer::sum);
                if (mayBeKept(route, answer)) {
                    wrong.add("%s for %s may be kept by what is on its way".formatted(route, caller.name()));
                }
                if (!fits(route, caller, expected, outcome, answer.statusCode())) {
                    wrong.add("%s by %s: %s, not %s (%d)"
                            .formatted(route, caller.name(), outcome, expected, answer.statusCode()));
                }
            }
        }
        Counted.tell(
                "isolation-" + what,
                "Isolation: %,d %s tried by %d kinds of callers: %s"
                        .formatted(
                                tried.size(),
                                what,
                                callers.size(),
                                counts.toString().toLowerCase(Locale.ROOT)));
        assertThat(tried).hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    /// Whether a browser or a proxy may give somebody's answer to somebody else.
    private static boolean mayBeKept(Route route, HttpResponse<?> answer) {
        return route.action() != Action.ENTER
                && answer.headers().allValues("Cache-Control").stream().noneMatch(words -> words.contains("no-store"));
    }

    /// A page that is missing inside a tenant still leads around in it.
    private Outcome outcome(Route route, HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 401 -> Outcome.NOT_SIGNED_IN;
            case 403 -> Outcome.REFUSED;
            case 404 -> {
                boolean strange = route.isCall()
                        ? answer.body().contains(STRANGE)
                        : !answer.body().contains("/t/" + acme.tenant().slug());
                yield strange ? Outcome.NO_SUCH_TENANT : Outcome.LET_IN;
            }
            case 302, 303 -> Visitor.redirect(answer).startsWith("/sign-in") ? Outcome.NOT_SIGNED_IN : Outcome.LET_IN;
            default -> Outcome.LET_IN;
        };
    }

    /// Every role with every scope it may give, and whoever must not get in.
    private List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (Role role : Role.values()) {
            TenantAccess access = acme.access(acme.join("Caller " + role.title(), role), role);
            for (Scope scope : Scope.givenBy(role)) {
                callers.add(new Caller(
                        "%s with %s".formatted(role, scope), role, Set.of(scope), null, bearer(token(access, scope))));
            }
        }
        TestTenant globex = TestTenant.on(server);
        callers.add(new Caller(
                "a token of another tenant",
                null,
                null,
                Outcome.NO_SUCH_TENANT,
                bearer(token(globex.access(), Scope.values()))));
        callers.add(new Caller("nobody", null, null, Outcome.NOT_SIGNED_IN, bearer(null)));
        callers.add(
                new Caller("a token that is none", null, null, Outcome.NOT_SIGNED_IN, bearer("mst_" + "x".repeat(64))));
        callers.add(new Caller("a token that has ended", null, null, Outcome.NOT_SIGNED_IN, bearer(ended())));
        callers.add(new Caller("a session", null, null, Outcome.NOT_SIGNED_IN, asking(visitor(acme.administrator()))));
        callers.add(suspended(bearerOf(Role.ADMINISTRATOR)));
        return callers;
    }

    private List<Caller> visitors() {
        List<Caller> visitors = new ArrayList<>();
        for (Role role : Role.values()) {
            User user = acme.join("Visitor " + role.title(), role);
            visitors.add(new Caller(role.title(), role, null, null, asking(visitor(user))));
        }
        visitors.add(new Caller(
                "a member of another tenant",
                null,
                null,
                Outcome.NO_SUCH_TENANT,
                asking(visitor(TestTenant.on(server).administrator()))));
        visitors.add(new Caller("nobody", null, null, Outcome.NOT_SIGNED_IN, asking(new Visitor(port))));
        visitors.add(new Caller("a session that has ended", null, null, Outcome.NOT_SIGNED_IN, asking(late())));
        visitors.add(new Caller("a token", null, null, Outcome.NOT_SIGNED_IN, bearerOf(Role.ADMINISTRATOR)));
        visitors.add(suspended(asking(visitor(acme.administrator()))));
        return visitors;
    }

    /// The tenant is suspended while this one asks, and not after.
    private Caller suspended(Asking asking) {
        JdbcClient db = JdbcClient.create(database.administrator());
        TenantId tenant = acme.tenant().id();
        return new Caller("a member of a suspended tenant", null, null, Outcome.REFUSED, (route, path) -> {
            suspend(db, tenant, true);
            try {
                return asking.ask(route, path);
            } finally {
                suspend(db, tenant, false);
            }
        });
    }

    private static void suspend(JdbcClient db, TenantId tenant, boolean suspended) {
        db.sql("update tenant set suspended_at = case when :suspended then now() end where id = :tenant")
                .param("suspended", suspended)
                .param("tenant", tenant.value())
                .update();
    }

    private Asking bearerOf(Role role) {
        return bearer(token(acme.access(acme.join("Bearer " + UUID.randomUUID(), role), role), Scope.values()));
    }

    private String token(TenantAccess access, Scope... scopes) {
        return server.getBean(ApiTokens.class)
                .make(access, new WantedToken("test", Duration.ofDays(1), Set.of(scopes), false))
                .text();
    }

    private String ended() {
        ApiTokens.Made made = server.getBean(ApiTokens.class)
                .make(acme.access(), new WantedToken("test", Duration.ofDays(1), Set.of(Scope.READ), false));
        JdbcClient.create(database.administrator())
                .sql("update api_token set expires_at = now() - interval '1 second' where id = :id")
                .param("id", made.token().id())
                .update();
        return made.text();
    }

    private Visitor visitor(User user) {
        var visitor = new Visitor(port);
        visitor.signIn(user.email(), TestTenant.PASSWORD);
        visitor.get("/choose-tenant");
        return visitor;
    }

    /// Signed in 13 hours ago.
    private Visitor late() {
        User user = acme.join("Late Visitor", Role.ADMINISTRATOR);
        Visitor visitor = visitor(user);
        JdbcClient.create(database.administrator())
                .sql("update web_session set created_at = now() - interval '13 hours' where user_id = :user")
                .param("user", user.id().value())
                .update();
        return visitor;
    }

    private Asking asking(Visitor visitor) {
        return (route, path) -> route.changes() && !route.isCall()
                ? visitor.post(path, Map.of())
                : route.changes() ? bearer(null).ask(route, path) : visitor.get(path);
    }

    private Asking bearer(@Nullable String token) {
        return (route, path) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .method(route.method(), ofString(route.changes() ? "{}" : ""));
            if (!route.type().isEmpty()) {
                request.header("Content-Type", route.type());
            }
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            try {
                return HTTP.send(request.build(), BodyHandlers.ofString());
            } catch (IOException broken) {
                throw new UncheckedIOException(route + " got no answer", broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The test was stopped", stopped);
            }
        };
    }

    private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
        Does ofMethod = handler.getMethodAnnotation(Does.class);
        Does does = ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Does.class);
        if (does == null) {
            throw new AssertionError(handler + " does not say which action it is");
        }
        boolean ofTenant = Stream.of(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == TenantAccess.class);
        String type = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(Object::toString)
                .orElse(ofTenant ? "application/json" : "");
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream()
                        .map(address -> new Route(method.name(), address, does.value(), ofTenant, type)));
    }
}
