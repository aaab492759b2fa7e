package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.snapshot.sheet.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String CANARY = "CANARY-y_NbAkKc66ryYTW";

    private final PagerDutySimulator pagerduty = PagerDutySimulator.start(
            SimulatedAccount.of(30, 3, 7),
            PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        pagerduty.close();
    }

    @ParameterizedTest
    @EnumSource
    void no_format_shows_the_token(Format format) {
        for (What what : What.values()) {
            var result = Shell.read(
                    pagerduty, "--what", Words.lower(what), "--format", Words.lower(format), "--feeds", "all");

            assertThat(result.code()).isZero();
            assertThat(result.said()).doesNotContain(pagerduty.token());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "-t%s",
                "-t %s",
                "--token=%s",
                "--token %s",
                "--%s",
                "-h%s",
                "--token-file %s",
                "--token-file=%s",
                "--what %s",
                "--format=%s",
                "--feeds %s",
                "--feeds users,%s",
                "--region %s",
                "--subdomain %s",
                "--identity %s",
                "--api %s",
                "--api https://%s@127.0.0.1"
            })
    void a_token_typed_in_the_wrong_place_is_not_repeated(String arguments) {
        var result = new Shell()
                .set("PAGERDUTY_TOKEN", pagerduty.token())
                .set("PAGERDUTY_CLIENT_ID", "someClientId")
                .set("PAGERDUTY_CLIENT_SECRET", CANARY)
                .run(arguments.formatted(CANARY).split(" "));

        assertThat(result.said()).isNotEmpty().doesNotContain(CANARY, CANARY.substring(7));
        assertThat(pagerduty.requests().count()).isZero();
    }

    @Test
    void a_refused_token_is_not_repeated() {
        var result = new Shell().set("PAGERDUTY_TOKEN", CANARY).run(Shell.at(pagerduty, "--format", "json"));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.said()).doesNotContain(CANARY);
    }

    @Test
    void a_refused_client_secret_is_not_repeated() {
        var result = new Shell()
                .set("PAGERDUTY_CLIENT_ID", pagerduty.clientId())
                .set("PAGERDUTY_CLIENT_SECRET", CANARY)
                .run(Shell.at(
                        pagerduty,
                        "--subdomain",
                        "acme",
                        "--identity",
                        pagerduty.identity().toString()));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.said()).doesNotContain(CANARY);
    }

    @Test
    void a_reading_that_fails_does_not_repeat_the_token() {
        pagerduty.faults().on("/users").every().answer(new Fault.MalformedJson());

        var result = Shell.read(pagerduty, "--format", "json");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.said()).doesNotContain(pagerduty.token());
    }

    @Test
    void a_file_is_the_first_place_a_token_is_looked_for_and_the_environment_the_second() throws IOException {
        Path file = fileWith(pagerduty.token() + "\n", "rw-------");

        var byFile = new Shell()
                .set("PAGERDUTY_TOKEN", "notThisOneButTheFile")
                .run(Shell.at(pagerduty, "--feeds", "users", "--token-file", file.toString()));
        var byEnvironment = new Shell()
                .set("PAGERDUTY_TOKEN", " " + pagerduty.token() + " ")
                .run(Shell.at(pagerduty, "--feeds", "users"));

        assertThat(byFile.code()).isZero();
        assertThat(byFile.err()).doesNotContain("Warning");
        assertThat(byEnvironment.code()).isZero();
    }

    @Test
    void a_file_that_others_may_open_is_read_with_a_warning() throws IOException {
        Path file = fileWith(pagerduty.token(), "rw-r-----");

        var result = new Shell().run(Shell.at(pagerduty, "--feeds", "users", "--token-file", file.toString()));

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("Warning: other users may open the token file (rw-r-----).")
                .doesNotContain(pagerduty.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "LONG"})
    void a_file_that_holds_no_token_is_not_understood(String content) throws IOException {
        Path file = fileWith(content.equals("LONG") ? CANARY.repeat(300) : content, "rw-------");

        var result = new Shell().run(Shell.at(pagerduty, "--token-file", file.toString()));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("The token file ").doesNotContain(CANARY);
    }

    @Test
    void a_folder_is_no_token_file() {
        var result = new Shell().run(Shell.at(pagerduty, "--token-file", folder.toString()));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("The token file cannot be read. Name a plain file.\n");
    }

    private Path fileWith(String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
