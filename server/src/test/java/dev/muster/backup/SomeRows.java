package dev.muster.backup;

import dev.muster.database.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Three tenants with a user each and rows that are awkward to copy.
final class SomeRows {
    /// Rows that belong to one of them, its user and scheduled task among them.
    static final int OF_TENANT = 1 + 2 + 1 + 1 + 200 + 300;

    /// Text that COPY has to escape, letters of other scripts, nothing at all, bytes, times with their parts of
    /// seconds.
    private static final String ROWS = """
            insert into tenant (id, slug, name, created_at)
            select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'acme-' || n, 'Acme ' || n, now()
              from generate_series(1, 3) n;
            insert into app_user (id, email, email_key, name, added_by, created_at)
            select id, slug || '@acme.example', slug || '@acme.example', E'Ñia \\t "Ber\\\\g" \\n 😀', id, '2026-11-23T09:47:03.123456Z'
              from tenant;
            insert into password (user_id, hash, set_at) select id, '$argon2id$' || id, now() from app_user;
            insert into master_key_check (sealed, made_at) values ('\\x00ff10', now());
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            select 'sync', id || '/' || id, now(), false, 1 from tenant;
            """;
    private static final String ROWS_OF_TENANT = """
            insert into member (tenant_id, user_id, role, since)
            select id, id, 'ADMINISTRATOR', now() from tenant where id = '%1$s';
            insert into audit_entry (tenant_id, number, at, actor_kind, actor_name, action, subject, details,
                                     previous_hash, hash)
            select id, n, now(), 'MUSTER', 'Muster', 'a.b', E'\\\\.', jsonb_build_object('n', n, 'null', null),
                   sha256(n::text::bytea), sha256('x')
              from tenant, generate_series(1, 200) n where id = '%1$s';
            insert into account (tenant_id, integration_id, type, external_id, from_revision, to_revision, name, email,
                                 kind, state, attributes, digest, feed, run)
            select id, id, 'user', case when n %% 2 = 0 then 'P' else 'p' end || n, n, null, '', null, 'human', 'active',
                   '{}', sha256(n::text::bytea), 'users', 1
              from tenant, generate_series(1, 300) n where id = '%1$s';
            """;

    private SomeRows() {}

    static void into(FreshDatabase database) throws SQLException {
        try (Connection connection = database.administrator().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ROWS);
            for (int tenant = 1; tenant <= 3; tenant++) {
                statement.execute(ROWS_OF_TENANT.formatted(id(tenant)));
            }
        }
    }

    static String id(int tenant) {
        return "00000000-0000-0000-0000-00000000000" + tenant;
    }
}
