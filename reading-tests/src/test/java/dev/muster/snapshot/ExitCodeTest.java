package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    private final PagerDutySimulator pagerduty = start(SimulatedAccount.of(60, 6, 7));

    @AfterEach
    void stop() {
        pagerduty.close();
    }

    @Test
    void an_account_that_was_read_to_its_end_gives_0_and_says_so() {
        var result = Shell.read(pagerduty);

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .matches("(?s)Complete: [0-9]+ requests in [0-9.]+ s; users 60, teams 6, members [0-9]+, .*")
                .contains("\nRead with: Account key, sees private teams too; account acme.pagerduty.com")
                .doesNotContain("Incomplete", "may see", "not available")
                .hasLineCount(2);
        assertThat(result.csv()).hasSize(61);
    }

    @Test
    void an_optional_feed_outside_the_plan_gives_0_and_is_named_with_its_reason() {
        pagerduty.account().takeFromPlan(PlanFeature.TAGS);

        var result = Shell.read(pagerduty, "--feeds", "core,tags");

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("Complete: ")
                .contains("not available: tags (not part of this PagerDuty plan)");
    }

    @Test
    void an_optional_feed_outside_the_scopes_of_an_app_gives_0_and_is_named_with_its_reason() {
        var options = unlimited().withAppScopes(List.of("abilities.read", "users.read", "teams.read"));
        try (var narrow = PagerDutySimulator.start(SimulatedAccount.of(12, 2, 1), options)) {
            var result = app(narrow)
                    .run(Shell.at(
                            narrow,
                            "--subdomain",
                            "acme",
                            "--identity",
                            narrow.identity().toString(),
                            "--feeds",
                            "team_members,services"));

            assertThat(result.code()).isZero();
            assertThat(result.err())
                    .startsWith("Complete as far as this credential sees: ")
                    .contains("not available: services (not in the scope of this credential)")
                    .contains("Read with: Scoped OAuth app, 3 of 4 scopes; account acme.pagerduty.com");
        }
    }

    @Test
    void a_user_key_is_complete_only_as_far_as_its_user_sees() {
        var responder = pagerduty.account().users().stream()
                .filter(user -> user.role().equals("limited_user"))
                .findFirst()
                .orElseThrow();

        var result = new Shell()
                .set("PAGERDUTY_TOKEN", pagerduty.userToken(responder.id()))
                .run(Shell.at(pagerduty, "--feeds", "team_members"));

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("Complete as far as this credential sees: ")
                .contains(
                        "Read with: User key of %s, Responder; account acme.pagerduty.com".formatted(responder.name()))
                .contains("It shows only what its holder may see; what is hidden from it is missing without a trace.");
    }

    @Test
    void a_command_line_that_is_not_understood_gives_2_before_anything_is_asked() {
        assertThat(Shell.read(pagerduty, "--what", "everything").code()).isEqualTo(2);
        assertThat(Shell.read(pagerduty, "--feeds", "users,persons").code()).isEqualTo(2);
        assertThat(Shell.read(pagerduty, "--nonsense").code()).isEqualTo(2);
        assertThat(Shell.read(pagerduty, "--region", "eu").code()).isEqualTo(2);
        assertThat(pagerduty.requests().count()).isZero();
    }

    @Test
    void a_token_that_is_not_known_gives_3_and_the_step_to_take() {
        var result = new Shell().set("PAGERDUTY_TOKEN", "notAKeyOfThisAccount").run(Shell.at(pagerduty));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .startsWith("Incomplete: ")
                .contains("\nCredential: PagerDuty refused the access token (401). Check the token, that it is whole,")
                .contains("\nNot read for want of these: Users, Teams, ")
                .doesNotContain("Read with");
    }

    @Test
    void an_app_that_is_not_known_gives_3_and_a_step_that_fits_an_app() {
        var result = app(pagerduty)
                .set("PAGERDUTY_CLIENT_SECRET", "another secret".replace(' ', '-'))
                .run(Shell.at(
                        pagerduty,
                        "--subdomain",
                        "acme",
                        "--identity",
                        pagerduty.identity().toString()));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("Check PAGERDUTY_CLIENT_ID, PAGERDUTY_CLIENT_SECRET, --subdomain")
                .doesNotContain("Check the token");
    }

    @Test
    void what_is_missing_gives_4_and_every_reason_a_line_of_its_own() {
        pagerduty.faults().on("/services").every().answer(new Fault.Html());
        pagerduty.faults().on("/teams").every().answer(new Fault.Status(403));

        var result = Shell.read(pagerduty);

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.csv()).hasSize(61);
        assertThat(result.err().lines())
                .anyMatch(line -> line.startsWith("Incomplete: "))
                .anyMatch(line -> line.matches("Teams: .*403.* Use an account key, or .*\\."))
                .anyMatch(
                        line -> line.matches(
                                "Services: .* a web page instead of data\\. Check --region or --api, the token and any proxy in between\\."))
                .anyMatch(line -> line.matches("Not read for want of these: Team members\\."))
                .anyMatch(line -> line.startsWith("Read with: Account key"))
                .hasSize(5);
    }

    @Test
    void an_address_where_nobody_answers_gives_5() throws IOException {
        try (var taken = new Socket()) {
            // Taken, so that nobody else answers there, and not listened at.
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));

            var result = new Shell()
                    .set("PAGERDUTY_TOKEN", "aKeyOfTwentyLetters1")
                    .run("--api", "http://127.0.0.1:" + taken.getLocalPort());

            assertThat(result.code()).isEqualTo(5);
            assertThat(result.err())
                    .contains("Check network, DNS, proxy and --region or --api, then run it again.")
                    .doesNotContain("Read with");
        }
    }

    @Test
    void rows_that_cannot_be_written_give_1_and_what_the_system_said() {
        var result = new Shell()
                .set("PAGERDUTY_TOKEN", pagerduty.token())
                .run(failing("No space left on device"), Shell.at(pagerduty));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("What was read could not be written (No space left on device), so the output is cut off."
                        + " Make room or name another place.\n");
    }

    @Test
    void a_reader_of_a_pipe_who_has_gone_gives_141_without_a_word_in_every_language() {
        var result = new Shell()
                .set("PAGERDUTY_TOKEN", pagerduty.token())
                .at(new Terminal(false, false, true, 80))
                .run(failing("Relais brisé (pipe)"), Shell.at(pagerduty));

        assertThat(result.code()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void the_help_names_every_exit_code_and_gives_0() {
        var help = new Shell().run("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out().replaceAll("\\s+", " "))
                .contains("0 complete", "2 not understood", "3 credential refused", "4 incomplete", "5 unreachable")
                .contains("1 the rows could not be written, 130 stopped by Ctrl-C, 141 nobody reads the rows");
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(why);
            }
        };
    }

    private static Shell app(PagerDutySimulator pagerduty) {
        return new Shell()
                .set("PAGERDUTY_CLIENT_ID", pagerduty.clientId())
                .set("PAGERDUTY_CLIENT_SECRET", pagerduty.clientSecret());
    }

    private static PagerDutySimulator start(SimulatedAccount account) {
        return PagerDutySimulator.start(account, unlimited());
    }

    private static PagerDutySimulator.Options unlimited() {
        return PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT);
    }
}
