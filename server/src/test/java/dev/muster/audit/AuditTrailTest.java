package dev.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.SettableClock;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
class AuditTrailTest {
    private static final Actor ANA = new Actor(Actor.Kind.USER, UUID.randomUUID(), "Ana Lima");

    private final SettableClock clock = new SettableClock();
    private JdbcClient owner;
    private JdbcClient app;
    private TenantTransactions transactions;
    private AuditTrail audit;
    private TenantId acme;
    private TenantId globex;

    @BeforeEach
    void two_tenants() {
        FreshDatabase database = TestPostgres.freshDatabase();
        owner = JdbcClient.create(database.owner());
        app = database.transactions().db();
        FreshDatabase.Transactions same = database.transactions();
        transactions = same.in();
        audit = new AuditTrail(new AuditStore(same.db(), JsonMapper.shared()), transactions, clock);
        acme = tenant("acme");
        globex = tenant("globex");
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
        transactions.write(acme, () -> audit.record(acme, Actor.MUSTER, "member.role_changed", "Ben", details));

        AuditEntry entry = audit.page(acme, AuditFilter.ALL, null, 1).getFirst();

        assertThat(entry)
                .isEqualTo(new AuditEntry(1, clock.instant(), Actor.MUSTER, "member.role_changed", "Ben", details));
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
                "hash = previous_hash"
            })
    void a_changed_entry_is_named(String change) {
        LongStream.rangeClosed(1, 5).forEach(number -> record(acme, "entry " + number));

        layDownTheWall();
        owner.sql("update audit_entry set %s where tenant_id = :tenant and number = 3".formatted(change))
                .param("tenant", acme.value())
                .update();

        assertThat(audit.verify(acme)).isEqualTo(new Chain.Broken(3, "Entry 3 is not what was written."));
    }

    @Test
    void an_entry_taken_out_is_named() {
        LongStream.rangeClosed(1, 3).forEach(number -> record(acme, "entry " + number));

        layDownTheWall();
        owner.sql("delete from audit_entry where number = 2").update();

        assertThat(audit.verify(acme)).isEqualTo(new Chain.Broken(2, "Entry 2 is missing."));
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
    void one_tenants_record_is_invisible_in_another() {
        record(acme, "of acme");

        assertThat(audit.page(globex, AuditFilter.ALL, null, 10)).isEmpty();
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

    private TenantId tenant(String slug) {
        var id = new TenantId(UUID.randomUUID());
        app.sql("insert into tenant (id, slug, name, created_at) values (:id, :slug, :slug, now())")
                .param("id", id.value())
                .param("slug", slug)
                .update();
        return id;
    }
}
