package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupFile;
import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.Progress;
import dev.muster.backup.Restore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The way of an embedded database to a new major version of PostgreSQL, as docs/operations.md describes it: the data
/// of an earlier release, written by the oldest PostgreSQL, ends up in the newest with the tables of today.
@Tag("processes")
class NewMajorVersionTest {
    private static final Progress SILENT = (what, bytes) -> {};
    private static final String EARLIER_SCHEMA = "045";
    private static final String ROWS = """
            insert into tenant (id, slug, name, created_at)
            values ('00000000-0000-0000-0000-000000000001', 'acme', 'Acme', '2026-11-23T09:47:03.123456Z');
            select set_config('app.tenant', '00000000-0000-0000-0000-000000000001', false);
            insert into audit_entry (tenant_id, number, at, actor_kind, actor_name, action, subject, details,
                                     previous_hash, hash)
            select id, n, now(), 'MUSTER', 'Müster ' || n, 'a.b', E'\\\\ \\t', jsonb_build_object('n', n / 7.0),
                   sha256(n::text::bytea), sha256('x')
              from tenant, generate_series(1, 1000) n
            """;
    /// Without the columns that later schemas add.
    private static final String DIGEST = """
            select (select md5(string_agg((to_jsonb(t) - '{signature,outcome,address,browser,request}'::text[])::text,
                                          chr(10) order by number))
                      from audit_entry t)
                   || (select id || slug || name || created_at from tenant)
            """;

    @Test
    void data_of_an_earlier_release_moves_from_the_oldest_postgresql_to_the_newest() throws Exception {
        Path folder = TestPostgres.newFolder();
        UnpackedPostgres.into(folder);
        UnpackedPostgres.into(folder, TestPostgres.oldest());
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres old = EmbeddedPostgres.start(data, TestPostgres.oldest())) {
            Database.createMissing(old.owner("postgres"));
            DatabaseLogin owner = old.owner(Database.NAME);
            AppRole role = AppRole.asOwner(owner, connection -> {
                AppRole made = AppRole.of(connection, owner, DatabaseSettings.embedded());
                made.prepare(connection);
                return made;
            });
            new Migrations(owner, role.login().user()).applyUpTo(EARLIER_SCHEMA);
            try (Connection connection = owner.connect()) {
                connection.createStatement().execute(ROWS);
            }
        }
        Path file = folder.resolve("upgrade.backup");

        Seen before = Seen.in(folder);
        try (OperatorDatabase database = OperatorDatabase.open(folder, Map.of());
                Connection connection = database.connect()) {
            new Backup(file, null, null, null, "test").take(connection, SILENT);
        }
        Files.move(folder.resolve("database"), folder.resolve("database.old"));
        var restore = new Restore(BackupFile.checked(file, SILENT), null, MasterKeyFile.of(folder, Map.of()));
        try (RestoreTarget target = RestoreTarget.open(folder, Map.of())) {
            restore.into(target, SILENT);
        }

        Seen after = Seen.in(folder);
        assertThat(before.major())
                .isLessThan(after.major())
                .isEqualTo(TestPostgres.oldest().major());
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(before.schema()).isEqualTo(EARLIER_SCHEMA);
        assertThat(after.schema()).isGreaterThan(EARLIER_SCHEMA);
        assertThat(folder.resolve("database.restoring")).doesNotExist();
    }

    private record Seen(int major, String schema, String digest) {
        static Seen in(Path folder) throws Exception {
            try (OperatorDatabase database = OperatorDatabase.open(folder, Map.of());
                    Connection connection = database.connect()) {
                JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                List<String> schemas = db.sql("select version from flyway_schema_history where version is not null")
                        .query((row, number) -> row.getString(1))
                        .list();
                return new Seen(
                        connection.getMetaData().getDatabaseMajorVersion(),
                        schemas.stream().max(String::compareTo).orElseThrow(),
                        db.sql(DIGEST).query(String.class).single());
            }
        }
    }
}
