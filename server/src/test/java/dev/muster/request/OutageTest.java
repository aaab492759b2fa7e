package dev.muster.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Cable;
import dev.muster.DatabaseAddress;
import dev.muster.Onlooker;
import dev.muster.ServerProcess;
import dev.muster.TestTenant;
import dev.muster.database.TestPostgres;
import dev.muster.signin.Visitor;
import dev.muster.token.ApiTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One server with a database elsewhere, whose network goes and comes back; its log is JSON.
@Tag("database")
@Tag("packaged")
class OutageTest {
    /// What is promised, and as much again for a machine that is busy.
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WITHIN_THREE_SECONDS = Duration.ofSeconds(4);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static DatabaseAddress database;
    private static Cable cable;
    private static Onlooker onlooker;
    private static ServerProcess server;
    private static TestTenant tenant;
    private static String token;
    private static Visitor ana;
    private static Path folder;

    @BeforeAll
    static void a_server_with_its_database_at_the_end_of_a_cable() throws Exception {
        database = TestPostgres.freshDatabase().address();
        folder = Files.createDirectories(TestPostgres.newFolder());
        URI address = URI.create(database.url().substring("jdbc:".length()));
        cable = new Cable(address.getPort());
        Path key = folder.resolve("master-key.json");
        onlooker = Onlooker.on(database, folder.resolve("onlooker"), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        tenant = onlooker.tenant();
        token = onlooker.server()
                .getBean(ApiTokens.class)
                .make(tenant.access(), "test", null)
                .text();
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put(
                "MUSTER_DATABASE_URL", database.url().replace(":" + address.getPort() + "/", ":" + cable.port() + "/"));
        environment.put("MUSTER_MASTER_KEY_FILE", key.toString());
        environment.put("MUSTER_AUDIT_SINK", folder.resolve("record.jsonl").toString());
        // One client may have 200 connections, and a proxy that is named as many as it wants.
        environment.put("MUSTER_TRUSTED_PROXIES", "127.0.0.1");
        server = ServerProcess.start(
                        folder,
                        environment,
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("server").toString(),
                        "--log-format",
                        "json",
                        "--access-log")
                .untilReady();
        ana = new Visitor(URI.create(url()).getPort());
        assertThat(ana.signIn(tenant.administrator().email(), TestTenant.PASSWORD)
                        .statusCode())
                .isEqualTo(302);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        onlooker.close();
        cable.close();
    }

    @Test
    void a_master_key_that_others_may_read_is_closed_to_them_and_that_is_said() throws Exception {
        Path key = folder.resolve("master-key.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(log())
                .filteredOn(line -> line.path("message").asString().contains("was open to other users (rw-r--r--)"))
                .hasSize(1);
    }

    @Test
    void the_record_reaches_the_file_that_the_operator_named() throws Exception {
        Path record = folder.resolve("record.jsonl");

        ServerProcess.await(() -> Files.exists(record));

        assertThat(Files.readString(record))
                .contains(tenant.tenant().id().value().toString());
    }

    @ParameterizedTest(name = "{0} is believed: {1}")
    @CsvSource({"127.0.0.1, true", "127.0.0.4, false"})
    void only_a_named_proxy_tells_that_a_request_came_by_https(String peer, boolean believed) throws Exception {
        try (HttpClient from = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(peer))
                .build()) {
            HttpResponse<String> page = from.send(
                    HttpRequest.newBuilder(URI.create(url() + "/sign-in"))
                            .headers("X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Set-Cookie").orElseThrow().contains("; Secure"))
                    .isEqualTo(believed);
            assertThat(page.headers() + page.body()).doesNotContain("evil.example");
        }
    }

    @Test
    void a_well_server_says_so_without_sign_in_cookie_or_session() throws Exception {
        assertThat(get("/health/live").body()).isEqualTo("live\n");
        HttpResponse<String> ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("ready\n");
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(ready.headers().map()).doesNotContainKey("set-cookie");
        assertThat(send("POST", "/health/ready").statusCode()).isEqualTo(405);
    }

    @Test
    void every_answer_has_an_id_of_our_own_that_the_access_log_knows() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url() + "/set-password?code=secret-code"))
                        .header("X-Request-Id", "forged")
                        .build(),
                BodyHandlers.ofString());

        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(id).matches("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}");
        ServerProcess.await(() -> server.output().contains(id));
        assertThat(log()).anySatisfy(line -> {
            assertThat(line.path("request").asString()).isEqualTo(id);
            assertThat(line.path("status").asInt()).isEqualTo(404);
            assertThat(line.path("message").asString()).contains("GET /set-password 404");
        });
        assertThat(server.output()).doesNotContain("secret-code", "forged");
        for (String path : List.of("/assets/none.css", "/api/v1/none", "/favicon.ico", "/health/live", "/none")) {
            assertThat(get(path).headers().firstValue("X-Request-Id")).as(path).isPresent();
        }
    }

    @Test
    void a_call_that_is_refused_before_the_application_sees_it_is_no_page_either() throws Exception {
        HttpResponse<String> answer = get("/api/v1/tenants/acme;faulty/integrations");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.body()).contains("\"status\":400").doesNotContain("<");
    }

    @Test
    void while_the_database_is_cut_off_everybody_learns_it_soon_and_in_words() throws Exception {
        long before = outages("cannot be reached");

        cable.cut();

        try {
            whoeverNeedsItLearnsSoon();
            ServerProcess.await(() -> outages("cannot be reached") == before + 1);
            IntStream.range(0, 30).forEach(again -> everybodyLearnsSoon());
        } finally {
            cable.mend();
        }
        ServerProcess.await(() -> ready() == 200);
        assertThat(ana.get("/t/%s/integrations".formatted(tenant.tenant().slug()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(call().statusCode()).isEqualTo(200);
        assertThat(outages("cannot be reached")).isEqualTo(before + 1);
        assertThat(outages("answers again")).isEqualTo(before + 1);
        assertThat(log())
                .filteredOn(line -> !line.path("level").asString().equals("INFO"))
                .allSatisfy(line -> assertThat(line.path("message").asString())
                        .containsAnyOf("cannot be reached", "was open to other users"));
    }

    @Test
    void while_the_database_is_silent_nobody_waits_for_it() throws Exception {
        cable.silence();

        try {
            whoeverNeedsItLearnsSoon();
            ServerProcess.await(() -> ready() == 503);
            everybodyLearnsSoon();
        } finally {
            cable.mend();
        }
        ServerProcess.await(() -> ready() == 200);
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @Test
    void health_is_told_while_every_request_is_stuck() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> stuck;
        try (Connection blocking = database.dataSource().getConnection()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table api_token in access exclusive mode");

            stuck = IntStream.range(0, 400)
                    .mapToObj(request -> HTTP.sendAsync(callRequest(), BodyHandlers.ofString()))
                    .toList();
            ServerProcess.await(() -> stuck.stream().anyMatch(OutageTest::isRefused));

            long began = System.nanoTime();
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            assertThat(get("/health/ready").body()).isEqualTo("ready\n");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            blocking.rollback();
        }
        assertThat(stuck)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(200, 503));
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @Test
    void a_tenant_that_asks_too_much_is_told_when_to_come_back_and_others_keep_their_time() throws Exception {
        TestTenant other = onlooker.tenant();
        var ben = new Visitor(URI.create(url()).getPort());
        ben.signIn(other.administrator().email(), TestTenant.PASSWORD);
        List<CompletableFuture<HttpResponse<String>>> checks;
        CompletableFuture<HttpResponse<String>> oneTooMany;
        try (Connection blocking = database.dataSource().getConnection()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table audit_entry in access exclusive mode");

            checks = Stream.generate(OutageTest::checkOfTheRecord).limit(4).toList();
            ServerProcess.await(() -> {
                HttpResponse<String> page = within(() ->
                        ben.get("/t/%s/integrations".formatted(other.tenant().slug())));
                assertThat(page.statusCode()).isEqualTo(200);
                return checks.stream().anyMatch(CompletableFuture::isDone);
            });

            oneTooMany = checks.stream()
                    .filter(CompletableFuture::isDone)
                    .findFirst()
                    .orElseThrow();
            blocking.rollback();
        }
        assertThat(oneTooMany.join().statusCode()).isEqualTo(503);
        assertThat(oneTooMany.join().headers().firstValue("Retry-After")).hasValue("10");
        assertThat(oneTooMany.join().body()).contains("as many large questions of your tenant as it does at once");
        assertThat(checks)
                .filteredOn(check -> check != oneTooMany)
                .hasSize(3)
                .allSatisfy(check -> assertThat(check.join().statusCode()).isEqualTo(200));
    }

    private static CompletableFuture<HttpResponse<String>> checkOfTheRecord() {
        String page = "%s/t/%s/settings/audit?check=true"
                .formatted(url(), tenant.tenant().slug());
        return HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(page))
                        .header("Cookie", "muster-session=" + ana.session())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void each_line_of_the_log_is_an_object_of_json() {
        assertThat(log())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("message").asString()).isNotEmpty());
    }

    private static boolean isRefused(CompletableFuture<HttpResponse<String>> answer) {
        return answer.isDone() && answer.join().statusCode() == 503;
    }

    /// Once it is known, even the page to sign in, which asks the database for nothing, says so.
    private static void everybodyLearnsSoon() {
        whoeverNeedsItLearnsSoon();

        HttpResponse<String> anonymous = within(() -> get("/sign-in"));
        assertThat(anonymous.statusCode()).isEqualTo(503);
        assertThat(anonymous.body()).contains("The database does not answer");

        assertThat(within(() -> get("/assets/none.css")).statusCode()).isEqualTo(404);
        assertThat(within(() -> get("/health/live")).statusCode()).isEqualTo(200);
    }

    private static void whoeverNeedsItLearnsSoon() {
        HttpResponse<String> page = within(
                () -> ana.get("/t/%s/integrations".formatted(tenant.tenant().slug())));
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The database does not answer", "<html");
        assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();

        HttpResponse<String> call = within(OutageTest::call);
        assertThat(call.statusCode()).isEqualTo(503);
        assertThat(call.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(call.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(call.body()).doesNotContain("<");
    }

    private static HttpResponse<String> within(java.util.function.Supplier<HttpResponse<String>> asked) {
        long began = System.nanoTime();
        HttpResponse<String> answer = asked.get();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("%s", answer.uri())
                .isLessThan(WITHIN_THREE_SECONDS);
        return answer;
    }

    private static int ready() {
        return get("/health/ready").statusCode();
    }

    private static HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    private static HttpResponse<String> send(String method, String path) {
        return sent(HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static HttpResponse<String> call() {
        return sent(callRequest());
    }

    private static HttpRequest callRequest() {
        return HttpRequest.newBuilder(URI.create("%s/api/v1/tenants/%s/integrations"
                        .formatted(url(), tenant.tenant().slug())))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(request.uri() + " was not answered", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String url() {
        return server.output().replaceAll("(?s).*Muster is ready at (http://[0-9.:]+).*", "$1");
    }

    private static long outages(String words) {
        return log().stream()
                .filter(line -> line.path("message").asString().startsWith("The database " + words))
                .count();
    }

    private static List<JsonNode> log() {
        String output = server.output();
        return output.substring(0, output.lastIndexOf('\n') + 1)
                .lines()
                .map(JSON::readTree)
                .toList();
    }
}
