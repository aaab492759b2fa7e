package dev.muster.changes;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.muster.ApiClient.Answer;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// What accounts can do at one revision and could not at another, as calls and pages tell it. Three revisions are
/// published once: the second makes somebody a Global Admin, the third cannot read the members of a team.
@MusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightChangesTest {
    private static final Fault NOT_SHOWN = new Fault.Status(404, ErrorShape.CODE_5001);

    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;
    private String promoted;
    private String team;

    @BeforeAll
    void three_revisions() {
        SimulatedAccount account = SimulatedAccount.of(new AccountSizes(12, 3, 2, 2, 0, 0, 4, 0), 11);
        promoted = account.users().get(4).id();
        team = account.teams().getFirst().id();
        account.setRole(promoted, "read_only_user");
        account.users().forEach(user -> account.removeMember(team, user.id()));
        account.addMember(team, account.users().get(5).id(), "manager");
        watched = WatchedAccount.synced(server, account);
        account.setRole(promoted, "admin");
        watched.sync();
        watched.pagerDuty().faults().on("/teams/" + team + "/members").every().answer(NOT_SHOWN);
        watched.forget();
        watched.sync();
        assertThat(watched.revision()).isEqualTo(3);
    }

    @AfterAll
    void close() {
        watched.close();
    }

    @Test
    void whoever_is_made_an_administrator_gains_rights_and_nobody_else_does() {
        JsonNode told = call("?from=1&to=2").json();

        assertThat(told.get("accounts").asInt()).isEqualTo(1);
        assertThat(told.get("compared").asInt()).isEqualTo(1);
        assertThat(told.get("items")).isNotEmpty().allSatisfy(item -> {
            assertThat(item.get("account").get("id").asString()).isEqualTo(promoted);
            assertThat(item.get("gained")).isNotEmpty();
            assertThat(item.get("lost")).isEmpty();
            assertThat(item.get("unsure")).isEmpty();
        });
        assertThat(call("?from=1&to=2&kind=removed").json().get("items")).isEmpty();
        assertThat(call("?from=2&to=2").json().get("accounts").asInt()).isZero();
    }

    @Test
    void what_nobody_can_tell_any_more_is_no_loss() {
        JsonNode told = call("?from=2&to=3&limit=500").json();

        assertThat(told.get("to").get("notRead").toString()).contains("could not be read since");
        assertThat(told.get("accounts").asInt()).isEqualTo(12);
        assertThat(told.get("items")).isNotEmpty().allSatisfy(item -> {
            assertThat(item.get("gained")).isEmpty();
            assertThat(item.get("lost")).isEmpty();
            assertThat(item.get("unsure")).isNotEmpty();
        });
        assertThat(call("?from=2&to=3&limit=500&kind=changed").json().get("items"))
                .isEqualTo(told.get("items"));
        assertThat(call("?from=2&to=3&kind=removed").json().get("items")).isEmpty();
    }

    @Test
    void walks_lead_through_all_and_an_account_can_be_asked_about_alone() {
        JsonNode all = call("?from=1&to=3&limit=500").json();
        List<JsonNode> walked = new ArrayList<>();
        JsonNode page = call("?from=1&to=3&limit=3").json();
        while (page.has("next")) {
            page.get("items").forEach(walked::add);
            page = call("?from=1&to=3&limit=3&after=" + page.get("next").asString())
                    .json();
        }
        page.get("items").forEach(walked::add);

        assertThat(all.has("next")).isFalse();
        assertThat(walked).hasSizeGreaterThan(3).containsExactlyElementsOf(all.get("items"));
        JsonNode own = call("?from=1&to=3&limit=500&account=" + promoted).json();
        assertThat(own.get("accounts").asInt()).isEqualTo(1);
        assertThat(own.get("items"))
                .containsExactlyElementsOf(walked.stream()
                        .filter(item -> item.get("account").get("id").asString().equals(promoted))
                        .toList());
        assertThat(call("?from=1&to=3&account=nobody").json().get("items")).isEmpty();
        String next = call("?from=1&to=3&limit=3").json().get("next").asString();
        for (String other : List.of("?from=2&to=3", "?from=1&to=2", "?from=1&to=3&kind=granted", "?account=x")) {
            assertThat(call(other + "&after=" + next).status()).as(other).isEqualTo(422);
        }
        assertThat(watched.api()
                        .get(watched.path() + "/changes?from=1&to=3&after=" + next)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_page_says_how_many_accounts_were_worked_out() {
        assertThat(watched.page("/changes?what=rights&from=1&to=2"))
                .contains("worked out for 1 of 1 account that may differ.", "sign granted", ">Rights<", promoted)
                .contains("Explain<span", ">Revision 1</p>", ">Revision 2</p>", "Decided by", "Base role");
        assertThat(watched.page("/changes?what=rights&from=2&to=3"))
                .contains("12 of 12 accounts", "Not known any more:", "Revision 3 did not read everything")
                .doesNotContain("sign removed");
        assertThat(watched.page("/changes?what=rights&from=2&to=2")).contains("Both are the same revision");
        assertThat(watched.page("/changes")).contains("what=rights");
    }

    @Test
    void the_timeline_of_an_account_tells_what_became_of_it_newest_first() {
        String account = "/accounts/" + promoted;

        assertThat(watched.page(account)).contains(account + "/timeline");
        assertThat(watched.page(account + "/timeline"))
                .contains("Full Stakeholder</s>", "Global Admin</span>", "revision 2</a>", "All that changed about it");
        assertThat(watched.page(account + "/timeline?asOf=1")).contains("Nothing of this account changed since");
    }

    @Test
    void a_file_tells_what_the_calls_tell() {
        JsonNode items = call("?from=1&to=3&limit=500").json().get("items");

        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(watched.page("/changes.csv?what=rights&from=1&to=3")).stream()
                        .toList();

        assertThat(rows).hasSize(items.size());
        for (int i = 0; i < items.size(); i++) {
            assertThat(rows.get(i).getField("account_id"))
                    .isEqualTo(items.get(i).get("account").get("id").asString());
            assertThat(rows.get(i).getField("resource_id"))
                    .isEqualTo(items.get(i).get("resource").get("id").asString());
            assertThat(told(rows.get(i), "gained"))
                    .isEqualTo(items.get(i).get("gained").size());
            assertThat(told(rows.get(i), "not_known_any_more"))
                    .isEqualTo(items.get(i).get("unsure").size());
        }
        assertThat(rows).anyMatch(row -> told(row, "gained") > 0).anyMatch(row -> told(row, "not_known_any_more") > 0);
        assertThat(watched.page("/changes.csv?what=rights&from=1&to=3&kind=removed")
                        .lines())
                .hasSize(1);
        assertThat(watched.page("/changes?what=rights&from=1&to=3"))
                .contains("/changes.csv?from=1&amp;to=3&amp;what=rights\"");
    }

    private static int told(NamedCsvRecord row, String column) {
        String rights = row.getField(column);
        return rights.isEmpty() ? 0 : rights.split("; ").length;
    }

    @Test
    void what_cannot_be_compared_is_told_in_words() {
        assertThat(call("?from=3&to=2").json().toString()).contains("Revision 3 is newer than revision 2.");
        assertThat(call("?from=41").status()).isEqualTo(404);
        assertThat(call("?kind=added").status()).isEqualTo(422);
        assertThat(call("?limit=0").status()).isEqualTo(422);
        assertThat(call("?after=nonsense").status()).isEqualTo(422);
    }

    @Test
    void rights_are_worked_out_as_pages_of_accounts_show_them() {
        JsonNode told = call("?from=1&to=2&limit=500").json();
        var gained = new TreeSet<String>();
        told.get("items")
                .forEach(item -> item.get("gained")
                        .forEach(right ->
                                gained.add(item.get("resource").get("id").asString() + " " + right.asString())));
        var expected = new TreeSet<>(held("2"));
        expected.removeAll(held("1"));

        assertThat(gained).isEqualTo(expected);
    }

    private TreeSet<String> held(String revision) {
        var held = new TreeSet<String>();
        watched.api()
                .get("%s/accounts/%s/access?limit=500&asOf=%s".formatted(watched.path(), promoted, revision))
                .json()
                .get("items")
                .forEach(item -> item.get("rights")
                        .forEach(right -> held.add(item.get("id").asString() + " " + right.asString())));
        return held;
    }

    private Answer call(String query) {
        return watched.api().get(watched.path() + "/right-changes" + query);
    }
}
