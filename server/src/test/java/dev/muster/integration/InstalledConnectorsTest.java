package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Check;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.Secret;
import dev.muster.database.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

/// The way to PagerDuty as the environment of a server names it.
@Timeout(60)
class InstalledConnectorsTest {

    /// The proxy hears whom it is asked for and who asks, and refuses.
    @Test
    void a_server_asks_through_the_proxy_of_its_environment() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var heard = CompletableFuture.supplyAsync(() -> refuse(socket));
            String url = "http://corp:pa%40ss@127.0.0.1:" + socket.getLocalPort();

            with("https_proxy", url).run(context -> {
                Check check = context.getBean(Connector.class)
                        .check(
                                new Configuration(
                                        Map.of("region", "eu"),
                                        Map.of("access_token", Secret.of("aKeyOfTwentyLetters1"))),
                                new Deadline(Duration.ofSeconds(20)));

                assertThat(check)
                        .isInstanceOfSatisfying(
                                Check.Refused.class,
                                refused -> assertThat(refused.problem().message())
                                        .contains("(407)")
                                        .contains("Check user and password of the proxy in MUSTER_HTTPS_PROXY")
                                        .doesNotContain("pa%40ss", "pa@ss"));
            });

            String credential = Base64.getEncoder().encodeToString("corp:pa@ss".getBytes(StandardCharsets.UTF_8));
            assertThat(heard.get())
                    .startsWith("CONNECT api.eu.pagerduty.com:443 HTTP/1.1\r\n")
                    .contains("Basic " + credential)
                    .doesNotContain("aKeyOfTwentyLetters1");
        }
    }

    @ParameterizedTest
    @CsvSource({"MUSTER_HTTPS_PROXY, socks://pa@ss, Write http://", "MUSTER_CA_FILE, /gone/root.pem, Name a file"})
    void what_cannot_be_used_stops_the_start(String variable, String value, String remedy) {
        with(variable, value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(CannotStart.class, refused -> {
                            assertThat(refused.happened())
                                    .startsWith(variable)
                                    .endsWith(".")
                                    .doesNotContain("pa@ss");
                            assertThat(refused.remedy()).startsWith(remedy).endsWith(".");
                        }));
    }

    private static ApplicationContextRunner with(String variable, String value) {
        return new ApplicationContextRunner()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("variables", Map.of(variable, value))))
                .withBean(Clock.class, Clock::systemUTC)
                .withUserConfiguration(InstalledConnectors.class);
    }

    private static String refuse(ServerSocket socket) {
        try (Socket connection = socket.accept();
                var in = new Scanner(connection.getInputStream(), StandardCharsets.ISO_8859_1)) {
            String head = in.useDelimiter("\r\n\r\n").next();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return head;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
