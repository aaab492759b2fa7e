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
