package dev.muster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class SimulateCommandTest {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void it_prints_all_that_reading_with_a_key_or_as_an_app_takes_and_it_works() throws Exception {
        Thread simulator = Thread.ofPlatform().start(() -> run("--users", "20", "--teams", "2"));
        try {
            awaitWords("Ctrl-C ends it.");

            String api = after("Address: ");
            assertThat(get(api + "/abilities", "Token token=" + after("Account key, sees everything: ")))
                    .isEqualTo(200);
            String form = "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
                    .formatted(
                            after("OAuth app of acme, client id: "),
                            after("Its client secret: "),
                            URLEncoder.encode("as_account-us.acme users.read", StandardCharsets.UTF_8));
            assertThat(post(after("Identity address: ") + "/oauth/token", form)).isEqualTo(200);
            assertThat(said())
                    .contains("PAGERDUTY_TOKEN=%s ./muster snapshot --api %s%n"
                            .formatted(after("Account key, sees everything: "), api))
                    .contains("./muster snapshot --api %s --identity %s --subdomain acme%n"
                            .formatted(api, after("Identity address: ")));
        } finally {
            simulator.interrupt();
            simulator.join();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--region xx,There is no region 'xx'; choose us or eu",
        "--region US,There is no region 'US'; choose us or eu",
        "--tier gold,There is no tier 'gold'; choose advanced or basic",
        "--scenario none,There is no scenario 'none'; --list-scenarios names them",
        "--port 70000,There is no port 70000; choose from 0 to 65535"
    })
    void what_it_cannot_simulate_is_told_in_words_that_help(String arguments, String words) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(complaints()).startsWith(words + System.lineSeparator()).doesNotContain("enum", "Exception");
    }

    @Test
    void every_scenario_is_listed_with_what_happens() {
        assertThat(run("--list-scenarios")).isZero();
        for (Pitfall each : Pitfall.values()) {
            assertThat(said()).contains(each.id(), each.what());
        }
    }

    private int run(String... args) {
        var command = new SimulateCommand(new PrintStream(said, true, StandardCharsets.UTF_8));
        return new CommandLine(command)
                .setErr(new PrintWriter(complained, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private String after(String words) {
        Matcher line = Pattern.compile("^" + Pattern.quote(words) + "(\\S+)$", Pattern.MULTILINE)
                .matcher(said());
        assertThat(line.find()).as("'%s' in %s", words, said()).isTrue();
        return line.group(1);
    }

    private void awaitWords(String words) {
        while (!said().contains(words)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String complaints() {
        return complained.toString(StandardCharsets.UTF_8);
    }

    private static int get(String address, String authorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", authorization)
                .build());
    }

    private static int post(String address, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static int send(HttpRequest request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
