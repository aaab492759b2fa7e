package dev.muster.rights;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SettableClock;
import dev.muster.api.Cursor;
import dev.muster.connector.AccessRules;
import dev.muster.connector.GitHubShaped;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.connector.Row;
import dev.muster.database.TenantTransactions;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.ledger.TestLedger;
import dev.muster.rights.RightChanges.Compared;
import dev.muster.rights.RightChanges.Ends;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who can do something else at one revision than at another.
@Tag("database")
class RightsOverTimeTest {
    private static final Key CORE = new Key(GitHubShaped.TEAM, "core");
    private static final List<Key> REPOSITORIES = List.of(repository("api"), repository("docs"), repository("site"));

    private final TestLedger ledger = TestLedger.repositories();

    /// Members may read three repositories; Core, which is Ben, may push to all of them.
    @BeforeEach
    void publish() {
        ledger.record("members", "acme", organisation("pull"))
                .record("members", "ana", person("ana"), member("ana", "member"))
                .record("members", "ben", person("ben"), member("ben", "member"))
                .record("members", "eve", person("eve"))
                .record("teams", "core", called(CORE))
                .record("team_members", "core/ben", new Row.Grant(user("ben"), CORE, "member"));
        for (Key repository : REPOSITORIES) {
            ledger.record("repositories", repository.id(), called(repository))
                    .record(
                            "repository_teams",
                            repository.id(),
                            Row.Link.withLevel(CORE, AccessRules.OWNS, repository, "push"));
        }
        ledger.publish();
    }

    @Test
    void whoever_comes_into_a_team_gains_what_it_reaches_and_nobody_else_is_looked_at() {
        ledger.record("team_members", "core/ana", new Row.Grant(user("ana"), CORE, "member"))
                .publish();

        Compared page = page(1, 2, null, "", null, 100);

        assertThat(told(page))
                .containsExactly("ana api +triage+edit", "ana docs +triage+edit", "ana site +triage+edit");
        assertThat(page.rows().getFirst().account()).isEqualTo(new Named(user("ana"), "Person ana"));
        assertThat(page.rows().getFirst().resource()).isEqualTo(new Named(repository("api"), "api"));
        assertThat(page.found()).isEqualTo(1);
        assertThat(page.compared()).isEqualTo(1);
        assertThat(page.next()).isNull();
        assertThat(told(page(1, 2, Way.GRANTED, "", null, 100))).hasSize(3);
        assertThat(told(page(1, 2, Way.REMOVED, "", null, 100))).isEmpty();
        assertThat(page(2, 2, null, "", null, 100)).isEqualTo(new Compared(List.of(), null, 0, 0));
    }

    @Test
    void whoever_goes_loses_everything_and_whoever_comes_gains_it() {
        ledger.without("members", "ana")
                .record("members", "cy", person("cy"), member("cy", "member"))
                .publish();

        assertThat(told(page(1, 2, null, "", null, 100)))
                .containsExactly(
                        "ana api -view",
                        "ana docs -view",
                        "ana site -view",
                        "cy api +view",
                        "cy docs +view",
                        "cy site +view");
        assertThat(told(page(1, 2, null, "cy", null, 100))).hasSize(3);
        assertThat(page(1, 2, null, "cy", null, 100).found()).isEqualTo(1);
        assertThat(page(1, 2, null, "", null, 100).found()).isEqualTo(2);
    }

    @Test
    void a_link_a_resource_or_an_attribute_concerns_everybody() {
        ledger.record("repository_teams", "api", Row.Link.withLevel(CORE, AccessRules.OWNS, repository("api"), "admin"))
                .publish();
        assertThat(told(page(1, 2, null, "", null, 100))).containsExactly("ben api +maintain+administer");
        assertThat(page(1, 2, null, "", null, 100).found()).isEqualTo(3);

        ledger.record("members", "acme", organisation("none")).publish();
        assertThat(told(page(2, 3, null, "", null, 100)))
                .containsExactly("ana api -view", "ana docs -view", "ana site -view");

        ledger.without("repositories", "site")
                .without("repository_teams", "site")
                .publish();
        assertThat(told(page(3, 4, null, "", null, 100))).containsExactly("ben site -view-triage-edit");
        assertThat(page(3, 4, null, "", null, 100).rows().getFirst().resource().name())
                .as("as it was called last")
                .isEqualTo("site");
    }

    @Test
    void what_was_not_read_is_no_loss_and_concerns_everybody() {
        ledger.unread("team_members", CORE, "core", TestLedger.day(1)).publish();

        Compared page = page(1, 2, null, "", null, 100);

        assertThat(page.found()).isEqualTo(3);
        assertThat(page.rows())
                .filteredOn(change -> change.account().key().equals(user("ana")))
                .hasSize(3)
                .allSatisfy(
                        change -> assertThat(change.unsure()).containsExactly(GitHubShaped.TRIAGE, GitHubShaped.EDIT));
        ledger.read("team_members").publish();
        assertThat(page(2, 3, Way.CHANGED, "eve", null, 100).rows())
                .hasSize(3)
                .allSatisfy(change -> assertThat(change.nowNotHeld())
                        .containsExactly(GitHubShaped.VIEW, GitHubShaped.TRIAGE, GitHubShaped.EDIT));
    }

    @Test
    void another_name_of_a_resource_concerns_nobody() {
        ledger.record("repositories", "api", new Row.Resource(repository("api"), "renamed", Map.of()))
                .publish();

        assertThat(page(1, 2, null, "", null, 100).found()).isZero();
        ledger.record("team_members", "core/ana", new Row.Grant(user("ana"), CORE, "member"))
                .publish();
        assertThat(page(1, 3, null, "", null, 1).rows())
                .extracting(change -> change.resource().name())
                .containsExactly("renamed");
    }

    @Test
    void a_walk_meets_each_change_once_however_short_its_pages_are() {
        ledger.record("members", "acme", organisation("push")).publish();
        List<String> all = told(page(1, 2, null, "", null, 100));
        assertThat(all).hasSize(3).allMatch(line -> line.startsWith("ana "));
        ledger.record("members", "acme", organisation("admin")).publish();
        List<String> both = told(page(1, 3, null, "", null, 100));
        assertThat(both).hasSize(6);

        for (int limit = 1; limit <= 6; limit++) {
            List<String> met = new ArrayList<>();
            Cursor after = null;
            do {
                Compared page = page(1, 3, null, "", after, limit);
                assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
                assertThat(page.found()).isIn(3L, 0L);
                met.addAll(told(page));
                after = page.next();
            } while (after != null);
            assertThat(met).as("%d a page", limit).isEqualTo(both);
        }
    }

    @Test
    void no_page_works_out_more_than_fifty_accounts() {
        for (int i = 0; i < 60; i++) {
            String id = "m%02d".formatted(i);
            ledger.record("members", id, person(id), member(id, "billing"));
        }
        ledger.publish();

        Compared first = page(1, 2, null, "", null, 100);
        Compared second = page(1, 2, null, "", first.next(), 100);

        assertThat(first.rows()).isEmpty();
        assertThat(List.of(first.compared(), second.compared())).containsExactly(RightChanges.ACCOUNTS, 10);
        assertThat(first.found()).isEqualTo(60);
        assertThat(first.next()).isEqualTo(Cursor.of("user", "m49", "", ""));
        assertThat(second.next()).isNull();
    }

    @Test
    void a_page_that_takes_long_ends_with_the_account_at_hand() {
        ledger.record("members", "acme", organisation("admin")).publish();

        Compared two = slowly(Duration.ofMillis(1100)).page(ends(1, 2), null, "", null, 100);
        Compared one = slowly(Duration.ofHours(1)).page(ends(1, 2), null, "", null, 100);

        assertThat(List.of(two.compared(), one.compared())).containsExactly(2, 1);
        assertThat(two.next()).isEqualTo(Cursor.of("user", "ben", "", ""));
        assertThat(one.next()).as("one at least").isEqualTo(Cursor.of("user", "ana", "", ""));
    }

    /// @param step how much later each look at the clock is than the one before
    private RightChanges slowly(Duration step) {
        return new RightChanges(
                ledger.get(TenantTransactions.class),
                ledger.get(Holdings.class),
                ledger.get(AccountAccess.class),
                ledger.get(RightCandidates.class),
                new Slowly(step));
    }

    private static final class Slowly extends Clock {
        private final SettableClock clock = new SettableClock();
        private final Duration step;

        Slowly(Duration step) {
            this.step = step;
        }

        @Override
        public Instant instant() {
            clock.advance(step);
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Compared page(
            int earlier, int later, @Nullable Way way, String account, @Nullable Cursor after, int limit) {
        return ledger.get(RightChanges.class).page(ends(earlier, later), way, account, after, limit);
    }

    private Ends ends(int earlier, int later) {
        return new Ends(ledger.between(earlier, later), book(earlier), book(later));
    }

    private Rulebook book(int revision) {
        return ledger.get(Rulebooks.class).of(ledger.at(revision)).orElseThrow();
    }

    private static List<String> told(Compared page) {
        return page.rows().stream()
                .map(change -> "%s %s %s%s"
                        .formatted(
                                change.account().key().id(),
                                change.resource().key().id(),
                                signed("+", change.gained()),
                                signed("-", change.lost())))
                .toList();
    }

    private static String signed(String sign, List<Right> rights) {
        return String.join("", rights.stream().map(right -> sign + right.id()).toList());
    }

    private static Row.Resource organisation(String basePermission) {
        return new Row.Resource(
                GitHubShaped.ORGANISATION, "Acme", Map.of(GitHubShaped.BASE_PERMISSION, basePermission));
    }

    private static Row.Grant member(String person, String level) {
        return new Row.Grant(user(person), GitHubShaped.ORGANISATION, level);
    }

    private static Row.Resource called(Key key) {
        return new Row.Resource(key, key.id(), Map.of());
    }

    private static Key repository(String id) {
        return new Key(GitHubShaped.REPOSITORY, id);
    }
}
