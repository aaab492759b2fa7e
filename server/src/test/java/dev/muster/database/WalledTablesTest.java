package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the migrations made of every table of tenant data, asked of PostgreSQL itself.
@Tag("database")
@Tag("oldest-database")
class WalledTablesTest {
    private static final String TENANT_TABLES = """
            select c.relname
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p')
             order by c.relname
            """;
    private static final String WITHOUT_WALL = """
            select c.relname
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p')
               and not (c.relrowsecurity
                        and c.relforcerowsecurity
                        and exists (select from pg_policy p where p.polrelid = c.oid))
            """;
    /// `indkey` counts from 0; an index on an expression has 0 there.
    private static final String NOT_BY_TENANT = """
            select i.indexrelid::regclass::text
              from pg_index i
              join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where i.indkey[0] <> a.attnum
            """;
    private static final String WITHOUT_INDEX = """
            select c.relname
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p')
               and not exists (select from pg_index i where i.indrelid = c.oid)
            """;
    /// A key that leads from tenant data to tenant data pairs the tenants of both, so that it stays on one machine.
    private static final String KEYS_ACROSS_TENANTS = """
            select k.conname
              from pg_constraint k
              join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped
              join pg_attribute r on r.attrelid = k.confrelid and r.attname = 'tenant_id' and not r.attisdropped
             where k.contype = 'f'
               and not exists (select from generate_subscripts(k.conkey, 1) i
                                where k.conkey[i] = a.attnum and k.confkey[i] = r.attnum)
            """;
    /// Such a key would lead from every machine to one.
    private static final String KEYS_FROM_WITHOUT_TENANT = """
            select k.conname
              from pg_constraint k
              join pg_attribute r on r.attrelid = k.confrelid and r.attname = 'tenant_id' and not r.attisdropped
             where k.contype = 'f'
               and not exists (select from pg_attribute a
                                where a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped)
            """;
    /// What Citus does not do for a key of a table that is spread over machines.
    private static final String KEYS_THAT_CHANGE_COLUMNS = """
            select k.conname
              from pg_constraint k
              join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped
             where k.contype = 'f'
               and (k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd', 'c'))
            """;
    private static final String TRIGGERS = """
            select t.tgname
              from pg_trigger t
              join pg_attribute a on a.attrelid = t.tgrelid and a.attname = 'tenant_id' and not a.attisdropped
             where not t.tgisinternal
            """;
    /// Functions in SQL that read tables of tenants: Citus takes no statement that calls one. PL/pgSQL does no
    /// harm.
    private static final String INLINED_FUNCTIONS = """
            select p.proname
              from pg_proc p
              join pg_language l on l.oid = p.prolang and l.lanname = 'sql'
             where p.pronamespace = 'public'::regnamespace
               and exists (select from pg_class c
                             join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                            where c.relnamespace = 'public'::regnamespace
                              and c.relkind in ('r', 'p')
                              and p.prosrc ~ ('\\m(from|join)\\s+' || c.relname || '\\M'))
             order by p.proname
            """;
    private static final String OWNED_BY_THE_APPLICATION = """
            select c.relname
              from pg_class c
              join pg_roles r on r.oid = c.relowner
             where r.rolname = current_user
            """;

    private final JdbcClient owner =
            JdbcClient.create(TestPostgres.freshDatabase().owner());

    @BeforeEach
    void there_are_tables_to_ask_about() {
        assertThat(names(TENANT_TABLES)).contains("account", "audit_entry", "member", "sync_run");
    }

    @Test
    void every_table_of_tenant_data_stands_behind_the_wall_for_its_owner_too() {
        assertThat(names(WITHOUT_WALL)).isEmpty();
    }

    @Test
    void every_key_and_index_of_tenant_data_begins_with_the_tenant() {
        assertThat(names(NOT_BY_TENANT)).isEmpty();
        assertThat(names(WITHOUT_INDEX)).isEmpty();
    }

    @Test
    void every_key_between_tables_of_tenant_data_pairs_their_tenants() {
        assertThat(names(KEYS_ACROSS_TENANTS)).isEmpty();
    }

    /// docs/adr/0039 tells how data is spread over many machines.
    @Test
    void nothing_stands_on_tables_of_tenant_data_that_cannot_be_spread_by_tenant() {
        assertThat(names(KEYS_FROM_WITHOUT_TENANT)).isEmpty();
        assertThat(names(KEYS_THAT_CHANGE_COLUMNS)).isEmpty();
        assertThat(names(TRIGGERS)).isEmpty();
    }

    /// Each that is left stands in the way of many machines; what it does could stand in the statements that call
    /// it.
    @Test
    void no_further_function_in_sql_reads_tables_of_tenants() {
        assertThat(names(INLINED_FUNCTIONS))
                .containsExactly("revision_changes", "staged_account_changes", "staged_grant_changes");
    }

    @Test
    void the_application_owns_nothing() {
        JdbcClient application = JdbcClient.create(TestPostgres.freshDatabase().app());

        assertThat(application.sql(OWNED_BY_THE_APPLICATION).query(String.class).list())
                .isEmpty();
    }

    private List<@Nullable String> names(String question) {
        return owner.sql(question).query(String.class).list();
    }
}
