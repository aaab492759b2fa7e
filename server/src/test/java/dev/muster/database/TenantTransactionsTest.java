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

    private JdbcClient db;
    private TenantTransactions transactions;

    @BeforeAll
    void one_note_in_each_of_two_tenants() {
        FreshDatabase database = TestPostgres.freshDatabase();
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("create table note (tenant_id uuid not null, text text not null, primary key (tenant_id, text))")
                .update();
        owner.sql("call tenant_wall('note')").update();
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

    private void add(TenantId tenant, String text) {
        db.sql(ADD).param("tenant", tenant.value()).param("text", text).update();
    }

    private List<String> everything() {
        return db.sql(EVERYTHING).query((row, at) -> row.getString("text")).list();
    }
}
