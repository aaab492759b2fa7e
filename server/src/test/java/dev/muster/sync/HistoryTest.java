package dev.muster.sync;

import static dev.muster.WatchedAccount.changes;
import static dev.muster.WatchedAccount.json;
import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.WatchedAccount;
import dev.muster.WatchedIntegration.Facts;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Revisions tell what was so when, and write only what changed.
@MusterTest
@Execution(ExecutionMode.CONCURRENT)
class HistoryTest {
    private static final String NEWCOMER = "PNEW001";

    @Autowired
    private ApplicationContext server;

    @Test
    void an_unchanged_day_writes_a_revision_and_no_fact() {
        try (WatchedAccount watched = WatchedAccount.synced(server, SimulatedAccount.of(60, 6, 2))) {
            Facts before = watched.facts();

            assertThat(changes(watched.sync())).isEqualTo("+0 -0 ~0");

            assertThat(watched.facts()).isEqualTo(before);
            assertThat(watched.revision()).isEqualTo(2);
        }
    }

    @Test
    void coming_changing_and_going_are_counted_and_kept() {
        try (WatchedAccount watched = WatchedAccount.synced(server, SimulatedAccount.of(60, 6, 2))) {
            watched.account().addUser(SimulatedUser.named(NEWCOMER, "Nils Berg", "nils@acme.example"));
            assertThat(changes(watched.sync())).isEqualTo("+3 -0 ~1"); // account, role, seat; and seats left

            watched.account().setRole(NEWCOMER, "admin");
            assertThat(changes(watched.sync())).isEqualTo("+0 -0 ~1");

            watched.account()
                    .addUser(SimulatedUser.named(NEWCOMER, "Nils Lund", "nils@acme.example")
                            .withRole("admin"));
            assertThat(changes(watched.sync())).isEqualTo("+0 -0 ~1");

            watched.account().removeUser(NEWCOMER);
            assertThat(changes(watched.sync())).isEqualTo("+0 -3 ~1");

            assertThat(lives(watched))
                    .containsExactly(
                            "account Nils Berg [2, 4)",
                            "account Nils Lund [4, 5)",
                            "grant admin [3, 5)",
                            "grant holder [2, 5)",
                            "grant user [2, 3)");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_revision_can_be_asked_for_as_it_was(long seed) {
        var random = new Random(seed);
        try (WatchedAccount watched = WatchedAccount.synced(server, peopleAndTeams(seed))) {
            watched.api().patch(watched.path(), json(Map.of("holdPercent", 100, "holdMinimum", 1_000_000)));
            var turmoil = new Turmoil(watched.account(), random);
            Map<Integer, Set<String>> published = new TreeMap<>();
            for (int run = 0; run < 6; run++) {
                if (turmoil.strike() == Turmoil.Trail.UNTOLD) {
                    watched.forget();
                }
                JsonNode ended = watched.sync();
                assertThat(outcome(ended)).as(ended.toString()).isEqualTo("complete");

                Set<String> truth = turmoil.truth();
                assertThat(asOf(watched, watched.revision())).isEqualTo(truth);
                published.put(watched.revision(), truth);
            }

            published.forEach((revision, truth) ->
                    assertThat(asOf(watched, revision)).as("as of %d", revision).isEqualTo(truth));
            assertThat(overlapping(watched)).isZero();
        }
    }

    /// Nobody is on call: whoever a schedule names and no list shows would be there as a stub.
    private static SimulatedAccount peopleAndTeams(long seed) {
        return SimulatedAccount.of(new AccountSizes(30, 4, 0, 0, 0, 0, 0, 0), seed);
    }

    /// Who had which role at a revision, read as the product's history promises it can be.
    private static Set<String> asOf(WatchedAccount watched, int revision) {
        return new TreeSet<>(watched.database()
                .sql("""
                        select 'account ' || external_id || ' ' || name || ' ' || coalesce(email, '-') || ' ' || state
                          from account
                         where integration_id = :id
                           and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                        union all
                        select 'team ' || external_id || ' ' || name
                          from resource
                         where integration_id = :id and type = 'team' and attributes ->> 'stub' is null
                           and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                        union all
                        select 'grant ' || account_id || ' ' || value || ' on ' || resource_id
                          from access_grant
                         where integration_id = :id and resource_type in ('account', 'team')
                           and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                        """)
                .param("id", watched.id())
                .param("revision", revision)
                .query((row, index) -> row.getString(1))
                .list());
    }

    private static Iterable<String> lives(WatchedAccount watched) {
        return watched.database()
                .sql("""
                        select 'account ' || name || ' [' || from_revision || ', ' || to_revision || ')' as life
                          from account
                         where integration_id = :id and external_id = :user
                        union all
                        select 'grant ' || value || ' [' || from_revision || ', ' || to_revision || ')'
                          from access_grant
                         where integration_id = :id and account_id = :user
                         order by life
                        """)
                .param("id", watched.id())
                .param("user", NEWCOMER)
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Facts of the same key whose times overlap, or that end before they begin.
    private static long overlapping(WatchedAccount watched) {
        return watched.database()
                .sql("""
                        select (select count(*) from account a join account b
                                  using (tenant_id, integration_id, type, external_id)
                                 where a.integration_id = :id and a.from_revision < b.from_revision
                                   and (a.to_revision is null or a.to_revision > b.from_revision))
                             + (select count(*) from access_grant where integration_id = :id
                                   and to_revision <= from_revision)
                             + (select count(*) from account where integration_id = :id
                                   and to_revision <= from_revision)
                        """)
                .param("id", watched.id())
                .query(Long.class)
                .single();
    }
}
