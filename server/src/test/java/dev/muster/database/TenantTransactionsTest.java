package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantTransactionsTest {
    private static final TenantId ACME = new TenantId(UUID.randomUUID());
    private static final TenantId GLOBEX = new TenantId(UUID.randomUUID());
    private static final String ADD = """
            insert into note (tenant_id, text)
            values (:tenant, :text)
            """;
    private static final String EVERYTHING = """
            select text
              from note
             order by text
            """;

    private JdbcClient ownerDb;
    private JdbcClient db;
    private TenantTransactions transactions;

    @BeforeAll
    void one_note_in_each_of_two_tenants() {
        FreshDatabase database = TestPostgres.freshDatabase();
        ownerDb = JdbcClient.create(database.owner());
        ownerDb.sql("create table note (tenant_id uuid not null, text text not null, primary key (tenant_id, text))")
                .update();
        ownerDb.sql("call tenant_wall('note')").update();
        FreshDatabase.Transactions same = database.transactions();
        db = same.db();
        transactions = same.in();
        transactions.write(ACME, () -> add(ACME, "of acme"));
        transactions.write(GLOBEX, () -> add(GLOBEX, "of globex"));
    }

    @Test
    void without_a_tenant_nothing_is_visible() {
        assertThat(everything()).isEmpty();
    }

    @Test
    void a_statement_that_forgets_the_tenant_sees_only_the_transactions_tenant() {
        assertThat(transactions.read(ACME, this::everything)).containsExactly("of acme");
        assertThat(transactions.read(GLOBEX, this::everything)).containsExactly("of globex");
    }

    @Test
    void a_row_for_another_tenant_cannot_be_written() {
        assertThatThrownBy(() -> transactions.write(ACME, () -> add(GLOBEX, "smuggled")))
                .hasStackTraceContaining("row-level security");
        assertThat(transactions.read(GLOBEX, this::everything)).containsExactly("of globex");
    }

    @Test
    void another_tenants_row_cannot_be_changed_or_deleted() {
        int touched = transactions.write(
                ACME, () -> db.sql("""
                        delete from note
                         where tenant_id = :other
                        """).param("other", GLOBEX.value()).update());

        assertThat(touched).isZero();
        assertThat(transactions.read(GLOBEX, this::everything)).containsExactly("of globex");
    }

    @Test
    void the_owner_of_the_table_is_walled_in_too_unless_it_is_a_superuser() {
        String owner = ownerDb.sql("""
                select case when (select usesuper from pg_user where usename = current_user) then 'superuser'
                            else (select count(*)::text from note) end
                """).query((row, at) -> row.getString(1)).single();

        assertThat(owner).isIn("superuser", "0");
    }

    @Test
    void a_transaction_inside_another_joins_it() {
        assertThatThrownBy(() -> transactions.write(ACME, () -> {
                    transactions.write(ACME, () -> add(ACME, "with the outer one"));
                    throw new IllegalStateException("the outer one fails");
                }))
                .hasMessage("the outer one fails");
        assertThat(transactions.read(ACME, this::everything)).containsExactly("of acme");
    }

    @Test
    void a_transaction_inside_another_tenants_is_refused() {
        assertThatThrownBy(() -> transactions.write(ACME, () -> transactions.read(GLOBEX, this::everything)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ACME.value().toString())
                .hasMessageContaining(GLOBEX.value().toString());
    }

    @Test
    void a_reading_transaction_cannot_write() {
        assertThatThrownBy(() -> transactions.read(ACME, () -> {
                    add(ACME, "by mistake");
                    return true;
                }))
                .hasStackTraceContaining("read-only transaction");
    }

    @Test
    void what_is_read_is_one_snapshot_and_no_statement_of_it_takes_for_ever() {
        String setting =
                "select current_setting('transaction_isolation') || ' ' || current_setting('statement_timeout')";

        assertThat(transactions.read(ACME, () -> transactions.read(ACME, () -> text(setting))))
                .isEqualTo("repeatable read 30s");
        assertThat(transactions.write(ACME, () -> transactions.read(ACME, () -> text(setting))))
                .isEqualTo("read committed 0");
    }

    @Test
    void a_question_that_takes_too_long_is_given_up_in_words() {
        assertThatThrownBy(() -> transactions.read(ACME, () -> {
                    text("select set_config('statement_timeout', '20ms', true)");
                    return text("select pg_sleep(60)::text");
                }))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("Narrow it with a filter")
                .satisfies(late -> assertThat(((TryLater) late).getHeaders().getFirst("Retry-After"))
                        .isEqualTo("60"));
    }

    private String text(String question) {
        return db.sql(question).query((row, at) -> row.getString(1)).single();
    }

    private void add(TenantId tenant, String text) {
        db.sql(ADD).param("tenant", tenant.value()).param("text", text).update();
    }

    private List<String> everything() {
        return db.sql(EVERYTHING).query((row, at) -> row.getString("text")).list();
    }
}
