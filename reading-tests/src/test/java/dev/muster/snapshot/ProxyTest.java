package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Through a proxy with a password that reads what passes: the hosts are found by the proxy, and by nobody else.
@Timeout(120)
@Execution(CONCURRENT)
class ProxyTest {
    private static final String PASSWORD = "p@ss:w/rd+%é";
    private static final String WRITTEN = "p%40ss%3Aw%2Frd+%25%C3%A9";
    private static final String API = "https://pd-api.corp.example";
    private static final String IDENTITY = "https://pd-identity.corp.example";

    private static final PagerDutySimulator PAGERDUTY = PagerDutySimulator.start(
            SimulatedAccount.of(30, 3, 7),
            PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));

    @TempDir
    private static Path folder = Path.of("");

    private static final AtomicReference<@Nullable InspectingProxy> PROXY = new AtomicReference<>();

    @BeforeAll
    static void start() throws Exception {
        URI api = PAGERDUTY.uri();
        PROXY.set(new InspectingProxy(
                folder,
                "corp user:" + PASSWORD,
                Map.of(
                        "api.pagerduty.com",
                        api,
                        URI.create(API).getHost(),
                        api,
                        URI.create(IDENTITY).getHost(),
                        PAGERDUTY.identity())));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy().close();
        PAGERDUTY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "MUSTER_HTTPS_PROXY", "HTTP_PROXY"})
    void an_account_is_read_through_it(String variable) {
        var result = shell().set(variable, url()).run("--format", "csv");

        assertThat(result.err()).startsWith("Complete");
        assertThat(result.code()).isZero();
        assertThat(result.csv()).hasSize(31);
        assertThat(proxy().asked()).contains("api.pagerduty.com");
        assertThat(proxy().passed()).noneMatch(head -> head.contains("Proxy-Authorization"));
        hidesThePassword(result);
    }

    @Test
    void an_oauth_app_gets_its_token_the_same_way() {
        var result = shell().set("HTTPS_PROXY", url())
                .set("MUSTER_PAGERDUTY_HOSTS", API)
                .set("MUSTER_PAGERDUTY_IDENTITY", IDENTITY)
                .set("PAGERDUTY_CLIENT_ID", PAGERDUTY.clientId())
                .set("PAGERDUTY_CLIENT_SECRET", PAGERDUTY.clientSecret())
                .run("--api", API, "--subdomain", PAGERDUTY.subdomain());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(proxy().asked()).contains("pd-identity.corp.example", "pd-api.corp.example");
    }

    @Test
    void a_setting_of_musters_own_counts_more_than_the_usual_ones() {
        var result = shell().set("HTTPS_PROXY", "http://127.0.0.1:1")
                .set("MUSTER_HTTPS_PROXY", url())
                .set("NO_PROXY", "*")
                .set("MUSTER_NO_PROXY", "elsewhere.example")
                .run();

        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void a_wrong_password_is_said_and_ends_with_5() {
        var result = shell().set("HTTPS_PROXY", "http://somebody:wr0ngpassw0rd@localhost:" + proxy().port())
                .run();

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err())
                .contains("The proxy on the way to PagerDuty at api.pagerduty.com (through the proxy localhost:")
                .contains("refused the connection: it wants another user or password (407)")
                .doesNotContain("wr0ngpassw0rd");
    }

    @Test
    void a_host_the_proxy_does_not_reach_is_said() {
        var result = shell().set("HTTPS_PROXY", url()).run("--region", "eu");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("the proxy did not open a connection to it");
        hidesThePassword(result);
    }

    @Test
    void a_proxy_that_is_not_there_is_said() {
        var result = shell().set("HTTPS_PROXY", "http://corp:" + WRITTEN + "@127.0.0.1:1")
                .run();

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("(through the proxy 127.0.0.1:1) refused the connection");
        hidesThePassword(result);
    }

    @Test
    void nobody_is_trusted_who_signs_without_being_named() {
        var result = new Shell()
                .set(Shell.TOKEN, PAGERDUTY.token())
                .set("HTTPS_PROXY", url())
                .run();

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("No secure connection (TLS)").contains("MUSTER_CA_FILE");
    }

    @Test
    void nothing_on_this_machine_is_asked_through_it() {
        var result = shell().set("HTTPS_PROXY", url()).set("HTTP_PROXY", url()).run(Shell.at(PAGERDUTY));

        assertThat(result.code()).isZero();
        assertThat(proxy().asked()).doesNotContain("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, https://corp:p%40ss@proxy.example:3128",
        "HTTPS_PROXY, socks5://corp:p%40ss@proxy.example",
        "https_proxy, http://corp:p%40ss@",
        "HTTP_PROXY, http://corp:p%zz@proxy.example",
        "MUSTER_HTTPS_PROXY, http://corp:p@ss@proxy.example:3128/path"
    })
    void a_proxy_that_is_none_is_refused_in_two_sentences(String variable, String written) {
        var result = shell().set(variable, written).run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .containsIgnoringCase(variable)
                .contains("Write http://")
                .hasLineCount(1)
                .doesNotContain("p%40ss", "p%zz", "p@ss");
    }

    @Test
    void a_file_of_roots_that_cannot_be_used_is_refused_in_two_sentences() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (Path file : new Path[] {text, empty, folder.resolve("gone.pem"), folder}) {
            var result = shell().set("MUSTER_CA_FILE", file.toString()).run();

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).startsWith("MUSTER_CA_FILE names " + file).hasLineCount(1);
        }
    }

    private static InspectingProxy proxy() {
        return Objects.requireNonNull(PROXY.get());
    }

    private static void hidesThePassword(Shell.Result result) {
        assertThat(result.said()).doesNotContain(PASSWORD, WRITTEN);
    }

    private static String url() {
        return "http://corp%20user:" + WRITTEN + "@localhost:" + proxy().port();
    }

    /// Trusts the root of the proxy.
    private static Shell shell() {
        return new Shell()
                .set(Shell.TOKEN, PAGERDUTY.token())
                .set("MUSTER_CA_FILE", proxy().root().toString());
    }
}
