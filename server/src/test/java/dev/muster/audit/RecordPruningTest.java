package dev.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.SettableClock;
import dev.muster.audit.FileCheck.Result;
import dev.muster.audit.RecordPruning.Plan;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// Old entries go, and what is left stands as before. An entry was recorded each day.
@Tag("database")
@Tag("oldest-database")
class RecordPruningTest {
    private static final Map<String, String> KEPT = Map.of("copy", "no copy was kept");

    private static JdbcClient everything;
    private static AuditStore store;
    private static TenantTransactions transactions;
    private static TenantTransactions owner;
    private static JdbcClient ownersDb;

    private final SettableClock clock = new SettableClock();
    private final TenantId acme = new TenantId(UUID.randomUUID());
    private AuditTrail audit;
    private RecordPruning pruning;
    private Instant sixthDay;

    @BeforeAll
    static void a_database() {
        FreshDatabase database = TestPostgres.freshDatabase();
        everything = JdbcClient.create(database.administrator());
        FreshDatabase.Transactions same = database.transactions();
        store = new AuditStore(same.db(), JsonMapper.shared());
        transactions = same.in();
        var source = database.owner();
        ownersDb = JdbcClient.create(source);
        owner = new TenantTransactions(ownersDb, new DataSourceTransactionManager(source));
    }

    @BeforeEach
    void nine_days() {
        everything
                .sql("insert into tenant (id, slug, name, created_at) values (:id, :slug, 'Acme', now())")
                .param("id", acme.value())
                .param("slug", "t-" + acme.value())
                .update();
        audit = new AuditTrail(store, transactions, AuditTrailTest.KEY, Heads.ofCommand(), () -> Origin.NONE, clock);
        pruning = RecordPruning.withoutServer(ownersDb, owner, () -> AuditTrailTest.KEY, clock);
        record(5);
        sixthDay = clock.instant();
        record(4);
    }

    @Test
    void what_is_left_is_proved_and_says_what_went() throws IOException {
        Pruned entries = planned(sixthDay);
        var copy = new StringBuilder();
        pruning.copy(acme, entries, copy);
        pruning.remove(acme, entries, KEPT);
        record(1);

        assertThat(audit.verify(acme)).isInstanceOfSatisfying(Chain.Unbroken.class, chain -> {
            assertThat(chain.entries()).isEqualTo(6);
            assertThat(chain.pruned()).isEqualTo(entries);
        });
        assertThat(audit.page(acme, AuditFilter.ALL, null, 10))
                .extracting(AuditEntry::number)
                .containsExactly(11L, 10L, 9L, 8L, 7L, 6L);
        assertThat(Sentence.of(audit.page(acme, AuditFilter.ALL, 11L, 1).getFirst())
                        .text())
                .startsWith("The operator removed old entries of the Audit record: 1 to 5, recorded up to ")
                .endsWith("; no copy was kept");
        assertThat(check(copy.toString()))
                .isEqualTo(new Result.AsWritten(
                        acme.value().toString(),
                        5,
                        5,
                        1,
                        "before=6",
                        clock.instant().minus(Duration.ofDays(1))));
        assertThat(check(whole()))
                .isInstanceOfSatisfying(
                        Result.AsWritten.class,
                        file -> assertThat(file.oldest()).isEqualTo(6));
        assertThat(files().after(acme, 0, 10)).allMatch(line -> line.computed().equals(line.hash()));
    }

    @Test
    void entries_go_again_and_again_and_their_copies_follow_each_other() throws IOException {
        pruning.remove(acme, planned(sixthDay), KEPT);
        Pruned more = planned(sixthDay.plus(Duration.ofDays(2)));
        var copy = new StringBuilder();
        pruning.copy(acme, more, copy);

        pruning.remove(acme, more, KEPT);

        assertThat(more.first()).isEqualTo(6);
        assertThat(more.last()).isEqualTo(7);
        assertThat(check(copy.toString())).isInstanceOf(Result.AsWritten.class);
        assertThat(audit.verify(acme))
                .isInstanceOfSatisfying(
                        Chain.Unbroken.class,
                        chain -> assertThat(chain.entries()).isEqualTo(4));
        assertThat(check(whole())).isInstanceOf(Result.AsWritten.class);
    }

    @Test
    void any_other_missing_beginning_is_found() throws IOException {
        pruning.remove(acme, planned(sixthDay), KEPT);

        everything
                .sql("delete from audit_entry where tenant_id = :tenant and number = 6")
                .param("tenant", acme.value())
                .update();

        assertThat(audit.verify(acme)).isEqualTo(new Chain.Broken(6, "Entry 6 is missing."));
        assertThat(check(whole())).isInstanceOf(Result.Changed.class);
    }

    @Test
    void an_entry_that_was_put_back_is_found() {
        byte[] fifth =
                transactions.read(acme, () -> store.link(acme, 5)).orElseThrow().hash();
        pruning.remove(acme, planned(sixthDay), KEPT);

        everything.sql("""
                        insert into audit_entry (tenant_id, number, at, actor_kind, actor_name, action, subject, details,
                                                 previous_hash, hash)
                        values (:tenant, 5, now(), 'MUSTER', 'Muster', 'sync.requested', 'EU', '{}', :hash, :hash)
                        """).param("tenant", acme.value()).param("hash", fifth).update();

        assertThat(audit.verify(acme)).isEqualTo(new Chain.Broken(5, "Entry 5 is where entry 6 belongs."));
    }

    @Test
    void nothing_of_a_record_goes_that_was_changed() {
        everything
                .sql("update audit_entry set subject = 'Forged' where tenant_id = :tenant and number = 2")
                .param("tenant", acme.value())
                .update();

        assertThat(pruning.plan(acme, sixthDay)).isEqualTo(new Plan.Broken("Entry 2 is not what was written."));
    }

    @Test
    void the_newest_entry_stays_and_what_is_gone_cannot_go_again() {
        assertThat(pruning.plan(acme, Instant.EPOCH)).isEqualTo(new Plan.Nothing());
        Pruned all = planned(clock.instant().plus(Duration.ofDays(99)));
        assertThat(all.last()).isEqualTo(8);
        pruning.remove(acme, all, KEPT);

        assertThatThrownBy(() -> pruning.remove(acme, all, KEPT)).hasMessageContaining("meanwhile");

        assertThat(audit.verify(acme))
                .isInstanceOfSatisfying(
                        Chain.Unbroken.class,
                        chain -> assertThat(chain.entries()).isEqualTo(2));
    }

    private Pruned planned(Instant before) {
        return ((Plan.Goes) pruning.plan(acme, before)).entries();
    }

    private void record(int days) {
        for (int i = 0; i < days; i++) {
            transactions.write(
                    acme, () -> audit.record(acme, Actor.MUSTER, "sync.requested", "EU", Map.of("integration", "17")));
            clock.advance(Duration.ofDays(1));
        }
    }

    private RecordFiles files() {
        return new RecordFiles(store, transactions, AuditTrailTest.KEY, JsonMapper.shared(), clock);
    }

    private String whole() throws IOException {
        var text = new StringBuilder();
        files().write(acme, AuditFilter.ALL, "", text);
        return text.toString();
    }

    private static Result check(String file) throws IOException {
        return FileCheck.of(
                new BufferedReader(new StringReader(file)),
                AuditTrailTest.KEY.verifying().getFirst());
    }
}
