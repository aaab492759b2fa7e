package dev.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.SettableClock;
import dev.muster.database.CannotStart;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TestPostgres;
import dev.muster.secret.SigningKey;
import dev.muster.secret.TestSigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
@Tag("oldest-database")
class AuditTrailTest {
    private static final Actor ANA = new Actor(Actor.Kind.USER, UUID.randomUUID(), "Ana Lima");

    static final SigningKey KEY = TestSigningKey.make();

    private static FreshDatabase database;

    private final SettableClock clock = new SettableClock();
    private JdbcClient owner;
    private JdbcClient app;
    private TenantTransactions transactions;
    private AuditTrail audit;
    private Origin origin = Origin.NONE;
    private TenantId acme;
    private TenantId globex;

    @BeforeAll
    static void a_database() {
        database = TestPostgres.freshDatabase();
    }

    @BeforeEach
    void two_tenants() {
        owner = JdbcClient.create(database.owner());
        FreshDatabase.Transactions same = database.transactions();
        app = same.db();
        transactions = same.in();
        audit = new AuditTrail(
                new AuditStore(same.db(), JsonMapper.shared()),
                transactions,
                KEY,
                Heads.ofCommand(),
                () -> origin,
                clock);
        acme = tenant();
        globex = tenant();
    }

    @AfterEach
    void the_wall_stands_again() {
        owner.sql("alter table audit_entry force row level security").update();
    }

    @Test
    void entries_are_numbered_per_tenant_and_the_chain_holds() {
        record(acme, "one");
        record(globex, "other");
        record(acme, "two");

        assertThat(audit.page(acme, AuditFilter.ALL, null, 10))
                .extracting(AuditEntry::number, AuditEntry::subject)
                .containsExactly(tuple(2L, "two"), tuple(1L, "one"));
        assertThat(audit.verify(acme))
                .isInstanceOfSatisfying(
                        Chain.Unbroken.class,
                        chain -> assertThat(chain.entries()).isEqualTo(2));
        assertThat(audit.verify(globex)).isInstanceOf(Chain.Unbroken.class);
    }

    @Test
    void an_entry_comes_back_as_it_was_written() {
        var details = Map.of("before", "Reviewer", "name", "<script>alert(1)</script> \"é\" \uD83D\uDE00 \u05D0");
        origin = new Origin("192.0.2.7", "Firefox on Linux", "7K2M-Q4VD-93TX");
        transactions.write(acme, () -> audit.record(acme, Actor.MUSTER, "member.role_changed", "Ben", details));

        AuditEntry entry = audit.page(acme, AuditFilter.ALL, null, 1).getFirst();

        assertThat(entry)
                .isEqualTo(new AuditEntry(
                        1,
                        clock.instant(),
                        Actor.MUSTER,
                        "member.role_changed",
                        "Ben",
                        details,
                        new Circumstances(Outcome.DONE, origin)));
        assertThat(audit.verify(acme)).isInstanceOf(Chain.Unbroken.class);
    }

    @Test
    void writers_at_once_make_one_chain_without_gaps() {
        Stream.generate(() -> CompletableFuture.runAsync(() -> record(acme, "at once")))
                .limit(30)
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(audit.verify(acme))
                .isInstanceOfSatisfying(
                        Chain.Unbroken.class,
                        chain -> assertThat(chain.entries()).isEqualTo(30));
    }

    @Test
    void an_entry_shares_the_fate_of_its_transaction() {
        record(acme, "kept");

        assertThatThrownBy(() -> transactions.write(acme, () -> {
                    audit.record(acme, ANA, "integration.added", "lost", Map.of());
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");

        assertThat(audit.page(acme, AuditFilter.ALL, null, 10))
                .extracting(AuditEntry::subject)
                .containsExactly("kept");
    }

    @Test
    void without_a_transaction_of_that_tenant_nothing_is_recorded() {
        assertThatThrownBy(() -> audit.record(acme, ANA, "integration.added", "x", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no transaction of tenant");
        assertThatThrownBy(() ->
                        transactions.write(globex, () -> audit.record(acme, ANA, "integration.added", "x", Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set subject = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "alter table audit_entry disable row level security",
                "drop table audit_entry"
            })
    void the_applications_role_cannot_change_the_record(String statement) {
        record(acme, "one");

        assertThatThrownBy(() -> app.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied for table|must be owner of table) audit_entry.*");
        assertThat(audit.page(acme, AuditFilter.ALL, null, 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject = 'Forged'",
                "actor_name = 'Nobody'",
                "actor_id = null",
                "action = 'sync.released'",
                "at = at + interval '1 microsecond'",
                "details = details || '{\"after\":\"forged\"}'",
                "details = '{}'",
                "outcome = 'REFUSED'",
                "address = '198.51.100.1'",
                "browser = 'Firefox'",
                "request = 'ABCD'",
                "outcome = null, address = null, browser = null, request = null",
                "hash = previous_hash"
            })
    void a_changed_entry_is_named(String change) {
        LongStream.rangeClosed(1, 5).forEach(number -> record(acme, "entry " + number));

        layDownTheWall();
        ofAcme("update audit_entry set %s where tenant_id = :tenant and number = 3".formatted(change))
                .update();

        assertThat(audit.verify(acme)).isEqualTo(new Chain.Broken(3, "Entry 3 is not what was written."));
    }

    @Test
    void an_entry_taken_out_is_named() {
        LongStream.rangeClosed(1, 3).forEach(number -> record(acme, "entry " + number));

        layDownTheWall();
        ofAcme("delete from audit_entry where tenant_id = :tenant and number = 2")
                .update();

        assertThat(audit.verify(acme)).isEqualTo(new Chain.Broken(2, "Entry 2 is missing."));
    }

    /// The attack that once worked: the page said that all entries were as they were written.
    @Test
    void an_entry_rewritten_by_the_tables_owner_with_every_hash_anew_is_named() {
        LongStream.rangeClosed(1, 5).forEach(number -> record(acme, "entry " + number));

        rewrite(3);

        assertThat(audit.verify(acme)).isInstanceOf(Chain.Broken.class);
        assertThat(afterRestart().verify(acme)).isEqualTo(new Chain.Broken(3, "Entry 3 is not signed by this Muster."));
    }

    @Test
    void what_is_added_to_a_forged_record_does_not_vouch_for_it() {
        LongStream.rangeClosed(1, 5).forEach(number -> record(acme, "entry " + number));
        rewrite(3);

        audit = afterRestart();
        audit.beginSigning(acme);
        record(acme, "after that");
        record(acme, "and after that");

        assertThat(audit.verify(acme))
                .isEqualTo(new Chain.Broken(
                        5, "Entry 5 was not the one that was written, which was noticed when entry 6 was added."));
        assertThat(audit.page(acme, AuditFilter.ALL, null, 10))
                .extracting(AuditEntry::action)
                .startsWith("integration.added", "integration.added", "record.broken");
    }

    @Test
    void entries_cut_off_are_missed_by_the_server_that_saw_them() {
        LongStream.rangeClosed(1, 5).forEach(number -> record(acme, "entry " + number));
        layDownTheWall();
        ofAcme("delete from audit_entry where tenant_id = :tenant and number > 3")
                .update();

        assertThat(audit.verify(acme))
                .isEqualTo(new Chain.Broken(4, "The record ends with entry 3, and this server saw entry 5."));

        record(acme, "another fourth");
        assertThat(audit.verify(acme)).isInstanceOf(Chain.Broken.class);
        assertThat(afterRestart().verify(acme)).isInstanceOf(Chain.Broken.class);
    }

    @Test
    void a_record_of_a_version_that_did_not_sign_goes_on_and_says_so() {
        LongStream.rangeClosed(1, 3).forEach(number -> record(acme, "entry " + number));
        withoutSignatures();
        audit = afterRestart();

        audit.beginSigning(acme);
        audit.beginSigning(acme);
        record(acme, "signed");

        assertThat(audit.verify(acme)).isInstanceOfSatisfying(Chain.Unbroken.class, chain -> {
            assertThat(chain.entries()).isEqualTo(5);
            assertThat(chain.before()).isEqualTo(3);
            assertThat(chain.since()).isEqualTo(clock.instant());
        });
        assertThat(audit.page(acme, new AuditFilter("", "record.signed"), null, 10))
                .extracting(AuditEntry::number)
                .containsExactly(4L);
    }

    @Test
    void the_applications_role_cannot_add_an_entry_without_a_signature() {
        record(acme, "one");

        assertThatThrownBy(() -> transactions.write(
                        acme, () -> app.sql("""
                        insert into audit_entry (tenant_id, number, at, actor_kind, actor_id, actor_name, action, subject,
                                                 details, previous_hash, hash)
                        select tenant_id, 2, at, actor_kind, actor_id, actor_name, action, 'Forged', details, hash, hash
                          from audit_entry where tenant_id = :tenant
                        """).param("tenant", acme.value()).update()))
                .hasStackTraceContaining("violates row-level security policy");
    }

    @Test
    void heads_are_told_and_known_again_after_a_restart(@TempDir Path folder) {
        Heads before = Heads.in(folder);
        audit = new AuditTrail(
                new AuditStore(app, JsonMapper.shared()), transactions, KEY, before, () -> origin, clock);
        LongStream.rangeClosed(1, 3).forEach(number -> record(acme, "entry " + number));
        before.tell();
        layDownTheWall();
        ofAcme("delete from audit_entry where tenant_id = :tenant and number = 3")
                .update();

        audit = new AuditTrail(
                new AuditStore(app, JsonMapper.shared()), transactions, KEY, Heads.in(folder), () -> origin, clock);

        assertThat(audit.verify(acme))
                .isEqualTo(new Chain.Broken(3, "The record ends with entry 2, and this server saw entry 3."));
    }

    @Test
    void what_a_server_saw_is_its_owners_alone_and_a_start_refuses_it_damaged(@TempDir Path folder) throws IOException {
        Heads heads = Heads.in(folder);
        heads.saw(acme, Link.signed(7, new byte[ChainHash.BYTES], KEY));
        heads.tell();
        assertThat(Files.getPosixFilePermissions(Heads.fileIn(folder)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.writeString(Heads.fileIn(folder), "something else");

        assertThatThrownBy(() -> Heads.in(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not what Muster wrote");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        LongStream.rangeClosed(1, 7).forEach(number -> record(acme, "entry " + number));

        assertThat(numbers(audit.page(acme, AuditFilter.ALL, null, 3))).containsExactly(7L, 6L, 5L);
        assertThat(numbers(audit.page(acme, AuditFilter.ALL, 5L, 3))).containsExactly(4L, 3L, 2L);
        assertThat(numbers(audit.page(acme, AuditFilter.ALL, 2L, 3))).containsExactly(1L);
    }

    @Test
    void the_list_narrows_to_an_integration_and_to_text() {
        transactions.write(acme, () -> audit.record(acme, ANA, "sync.released", "EU", Map.of("integration", "17")));
        transactions.write(acme, () -> audit.record(acme, ANA, "sync.released", "US 100%", Map.of("integration", "4")));

        assertThat(subjects(new AuditFilter("17", ""))).containsExactly("EU");
        assertThat(subjects(new AuditFilter("", "0%"))).containsExactly("US 100%");
        assertThat(subjects(new AuditFilter("", "ana LIMA"))).hasSize(2);
        assertThat(subjects(new AuditFilter("17", "us"))).isEmpty();
    }

    @Test
    void the_list_narrows_to_who_a_group_of_actions_and_a_time_and_is_counted() {
        Instant noon = clock.instant();
        transactions.write(acme, () -> audit.record(acme, ANA, "sync.released", "EU", Map.of()));
        transactions.write(acme, () -> audit.record(acme, ANA, "upload.received", "Payroll", Map.of()));
        clock.advance(Duration.ofHours(1));
        transactions.write(acme, () -> audit.record(acme, Actor.MUSTER, "integration.removed", "US", Map.of()));
        Instant later = clock.instant();

        assertThat(subjects(new AuditFilter("", "", "ana l", null, null, "", null, null)))
                .containsExactly("Payroll", "EU");
        assertThat(subjects(new AuditFilter("", "", "", ActionGroup.INTEGRATIONS, null, "", null, null)))
                .containsExactly("US", "Payroll");
        assertThat(subjects(new AuditFilter("", "", "", null, null, "", later, null)))
                .containsExactly("US");
        assertThat(subjects(new AuditFilter("", "", "", null, null, "", noon, later)))
                .containsExactly("Payroll", "EU");
        var ofAna = new AuditFilter("", "", "Ana", null, null, "", null, null);
        assertThat(audit.count(acme, ofAna, null)).isEqualTo(new AuditCount(0, 2));
        assertThat(audit.count(acme, ofAna, 2L)).isEqualTo(new AuditCount(1, 2));
        assertThat(audit.count(globex, AuditFilter.ALL, null)).isEqualTo(new AuditCount(0, 0));
    }

    @Test
    void the_list_narrows_to_how_it_ended_and_an_address() {
        record(acme, "done");
        origin = new Origin("192.0.2.7", "Chrome", "7K2M-Q4VD-93TX");
        transactions.write(
                acme,
                () -> audit.record(
                        acme, ANA, "sync.released", "not done", Map.of(), new Circumstances(Outcome.REFUSED, origin)));
        record(acme, "from there");

        assertThat(subjects(new AuditFilter("", "", "", null, Outcome.REFUSED, "", null, null)))
                .containsExactly("not done");
        assertThat(subjects(new AuditFilter("", "", "", null, null, "192.0.2.7", null, null)))
                .containsExactly("from there", "not done");
        assertThat(audit.verify(acme)).isInstanceOf(Chain.Unbroken.class);
    }

    @Test
    void entries_of_versions_that_noted_no_circumstances_stay_as_they_were_written() {
        var old = new AuditEntry(
                1, Instant.parse("2026-11-20T10:00:00Z"), Actor.MUSTER, "sync.requested", "EU", Map.of("a", "b"), null);
        var acme = new TenantId(UUID.fromString("00000000-0000-0000-0000-000000000001"));

        assertThat(HexFormat.of().formatHex(ChainHash.of(ChainHash.beforeFirst(), null, acme, old)))
                .isEqualTo("4a93f9e609f2948b1c3a22b7238989c28f56fd776d2c5c3e61cc335b00faf93a");
    }

    @Test
    void what_callers_choose_is_cut_and_cleaned() {
        var cleaned = new Origin("192.0.2.7", "a\u0000\u202Eb\n" + "x".repeat(200), "7K2M");

        assertThat(cleaned.browser()).startsWith("a  b x").hasSize(100).endsWith("…");
    }

    @Test
    void one_tenants_record_is_invisible_in_another() {
        record(acme, "of acme");

        assertThat(audit.page(globex, AuditFilter.ALL, null, 10)).isEmpty();
    }

    /// A server that remembers nothing.
    private AuditTrail afterRestart() {
        return new AuditTrail(
                new AuditStore(app, JsonMapper.shared()), transactions, KEY, Heads.ofCommand(), () -> origin, clock);
    }

    /// Changes an entry as the owner of the table, and hashes it and all that follow as Muster would.
    private void rewrite(long from) {
        layDownTheWall();
        ofAcme("update audit_entry set subject = 'Forged' where tenant_id = :tenant and number = :from")
                .param("from", from)
                .update();
        var store = new AuditStore(owner, JsonMapper.shared());
        List<AuditEntry> entries =
                store.search().page(acme, AuditFilter.ALL, null, 100).reversed();
        Link before = store.link(acme, from - 1).orElseThrow();
        for (AuditEntry entry : entries.subList((int) from - 1, entries.size())) {
            byte[] hash = ChainHash.of(before.hash(), before.signature(), acme, entry);
            hashAnew(entry, before.hash(), hash);
            before = store.link(acme, entry.number()).orElseThrow();
        }
    }

    /// As a version that did not sign left it.
    private void withoutSignatures() {
        layDownTheWall();
        ofAcme("update audit_entry set signature = null where tenant_id = :tenant")
                .update();
        var store = new AuditStore(owner, JsonMapper.shared());
        byte[] previous = ChainHash.beforeFirst();
        for (AuditEntry entry :
                store.search().page(acme, AuditFilter.ALL, null, 100).reversed()) {
            byte[] hash = ChainHash.of(previous, null, acme, entry);
            hashAnew(entry, previous, hash);
            previous = hash;
        }
    }

    private void hashAnew(AuditEntry entry, byte[] previous, byte[] hash) {
        ofAcme("""
                update audit_entry
                   set previous_hash = :previous, hash = :hash
                 where tenant_id = :tenant and number = :number
                """)
                .param("previous", previous)
                .param("hash", hash)
                .param("number", entry.number())
                .update();
    }

    /// As the tables' owner.
    private JdbcClient.StatementSpec ofAcme(String statement) {
        return owner.sql(statement).param("tenant", acme.value());
    }

    /// Row-level security binds the tables' owner too; whoever tampers can lift it.
    private void layDownTheWall() {
        owner.sql("alter table audit_entry no force row level security").update();
    }

    private void record(TenantId tenant, String subject) {
        transactions.write(
                tenant, () -> audit.record(tenant, ANA, "integration.added", subject, Map.of("before", "a")));
    }

    private List<String> subjects(AuditFilter filter) {
        return audit.page(acme, filter, null, 10).stream()
                .map(AuditEntry::subject)
                .toList();
    }

    private static List<Long> numbers(List<AuditEntry> page) {
        return page.stream().map(AuditEntry::number).toList();
    }

    private TenantId tenant() {
        var id = new TenantId(UUID.randomUUID());
        app.sql("insert into tenant (id, slug, name, created_at) values (:id, :slug, :slug, now())")
                .param("id", id.value())
                .param("slug", "t" + id.value())
                .update();
        return id;
    }
}
