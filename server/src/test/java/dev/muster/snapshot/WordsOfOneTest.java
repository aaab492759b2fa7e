package dev.muster.snapshot;

import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// An account with one of everything, in which one thing of each kind is wrong: the server and the command say it in
/// the singular.
@MusterTest
@Tag("far-side")
class WordsOfOneTest {
    private static final String ANA = "PANA001";
    private static final String TEAM = "PTEAM01";
    /// `1 users`, but neither `0 of 1 users` nor `1 comes`.
    private static final Pattern PLURAL = Pattern.compile(
            "(?<![\\d.,:-])(?<! of )\\b1 (?:[a-z-]+ )?(?!(?:comes|shows|lists|was|does)\\b)[a-z-]{2,}s\\b");

    @Autowired
    private ApplicationContext server;

    @Test
    void one_is_no_plural_and_nothing_is_in_brackets_twice() {
        try (WatchedAccount watched = WatchedAccount.added(server, account())) {
            var faults = watched.pagerDuty().faults();
            faults.on("/users").every().answer(new Fault.ChangedTotal(1));
            faults.on("/teams").every().answer(new Fault.DuplicatedRow(0));
            faults.on("/services").every().answer(new Fault.ChangedTotal(1));
            faults.on("/teams/%s/members".formatted(TEAM)).every().answer(new Fault.Status(403));
            JsonNode run =
                    watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));
            List<String> server = Stream.concat(
                            Stream.of(run.toString(), watched.now().toString()),
                            Stream.of("", "/accounts", "/resources", "/history", "/accounts.csv", "/delete")
                                    .map(watched::page)
                                    .map(page -> page.replaceAll("<[^>]+>", " ")))
                    .toList();
            // Should the pattern match nothing, nothing is proved by it.
            assertThat(plurals("counts 1 users, 0 of 1 users, 11 users, fetched 1 audit records"))
                    .containsExactly("1 users", "1 audit records");
            Command.Taken certificate = Command.read(watched, "certificate");
            List<String> command = List.of(
                    certificate.document().toString(),
                    certificate.err(),
                    Command.read(watched, "accounts").document().toString(),
                    Command.read(watched, "grants").document().toString());

            assertThat(outcome(run)).isEqualTo("partial");
            assertThat(run.toString())
                    .contains("1 record came more than once; its newest reading was kept")
                    .contains("1 reference to something no listing shows, kept as a stub")
                    .contains("PagerDuty's count of users is 1, but it lists 2; all of them are kept")
                    .contains("PagerDuty's count of services is 1, but it lists 0: 1 is missing");
            assertThat(certificate.err()).contains("1 part unread");
            assertThat(Stream.of(server, command))
                    .allSatisfy(said -> assertThat(said).anyMatch(text -> text.contains("Unknown (none)")));
            assertThat(Stream.concat(server.stream(), command.stream()))
                    .noneMatch(said -> said.contains("(("))
                    .noneMatch(said -> said.contains("counts 1 "))
                    .flatMap(WordsOfOneTest::plurals)
                    .isEmpty();
        }
    }

    private static List<String> plurals(String text) {
        return PLURAL.matcher(text).results().map(MatchResult::group).toList();
    }

    private static SimulatedAccount account() {
        SimulatedAccount account = SimulatedAccount.empty();
        account.addUser(SimulatedUser.named(ANA, "Ana Lima", "ana@acme.example"));
        account.addUser(SimulatedUser.named("PKIM001", "Kim Ito", "kim@acme.example"));
        account.putRawUserField(ANA, "role", "null");
        account.addTeam(SimulatedTeam.named(TEAM, "Payments"));
        account.addTeam(SimulatedTeam.named("PTEAM02", "Search"));
        account.addMember("PTEAM02", "PGHOST1", "responder");
        return account;
    }
}
