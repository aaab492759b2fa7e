package dev.muster.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.DatabaseAddress;
import dev.muster.database.CannotStart;
import dev.muster.database.FreshDatabase;
import dev.muster.database.RestoreTarget;
import dev.muster.database.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What a backup's file is good for: all of it comes back, or nothing, and the reason in words.
@Tag("database")
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private static final Progress SILENT = (what, bytes) -> {};
    private static final Passphrase PASSPHRASE = Passphrase.of("correct horse battery");
    private static final String TABLES = """
            select c.relname
              from pg_class c
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p')
            """;
    private static final String WALLED = """
            select c.relname
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p')
            """;
    private static final String WITH_KEY = """
            select conrelid::regclass::text
              from pg_constraint
             where contype = 'p'
               and connamespace = 'public'::regnamespace
            """;
    private static final String SEQUENCES = """
            select count(*)
              from pg_class
             where relnamespace = 'public'::regnamespace
               and relkind = 'S'
            """;
    private FreshDatabase source;
    private Path folder;
    private Path plain;
    private Path encrypted;
    private Summary written;

    @BeforeAll
    void a_database_with_rows_and_its_backups() throws Exception {
        source = TestPostgres.freshDatabase();
        folder = Files.createDirectories(TestPostgres.newFolder());
        SomeRows.into(source);
        plain = folder.resolve("plain.backup");
        encrypted = folder.resolve("encrypted.backup");
        written = take(new Backup(plain, null, null, null, "test"));
        take(new Backup(encrypted, null, PASSPHRASE, null, "test"));
    }

    @AfterEach
    void no_half_of_a_file_is_left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(it -> it.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void what_becomes_of_every_table_is_decided() {
        JdbcClient db = JdbcClient.create(source.owner());

        assertThat(db.sql(TABLES).query(String.class).list())
                .as("tables, and those in StoredTable.ALL")
                .containsExactlyInAnyOrderElementsOf(
                        StoredTable.ALL.stream().map(StoredTable::name).toList());
        assertThat(db.sql(WALLED).query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(StoredTable.ALL.stream()
                        .filter(StoredTable::isWalled)
                        .map(StoredTable::name)
                        .toList());
        assertThat(db.sql(WITH_KEY).query(String.class).list())
                .as("the order of a table's rows is its key")
                .containsAll(StoredTable.ALL.stream()
                        .filter(StoredTable::isKept)
                        .map(StoredTable::name)
                        .toList());
        assertThat(db.sql(SEQUENCES).query(Long.class).single())
                .as("where numbers come from a sequence, a backup has to keep where it stands")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void all_rows_come_back_behind_the_wall(boolean sealed) throws Exception {
        DatabaseAddress target = TestPostgres.emptyAddress();

        Restore.Restored restored = restore(sealed ? encrypted : plain, sealed ? PASSPHRASE : null, target, "none");

        assertThat(restored.summary().rows()).isEqualTo(written.rows()).isEqualTo(3 * SomeRows.OF_TENANT + 1);
        assertThat(restored.needsKey()).isTrue();
        assertThat(JdbcClient.create(target.dataSource())
                        .sql("select program || ' ' || sha256 from restoration")
                        .query(String.class)
                        .single())
                .as("what the first server tells the records")
                .isEqualTo("test " + restored.summary().sha256());
        Path again = folder.resolve("again-%s.backup".formatted(sealed));
        try (Connection connection = target.dataSource().getConnection()) {
            new Backup(again, null, null, null, "test").take(connection, SILENT);
        }
        assertThat(tables(again)).isEqualTo(tables(plain));
        assertThat(JdbcClient.create(target.dataSource())
                        .sql("""
                                select count(*)
                                  from pg_class
                                 where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity
                                """)
                        .query(Long.class)
                        .single())
                .as("tables whose wall does not stand before the owner")
                .isZero();
    }

    @Test
    void an_export_holds_one_tenant_and_nothing_of_another() throws Exception {
        Path file = folder.resolve("acme-2.export");
        Summary export = take(new Backup(file, "acme-2", null, null, "test"));
        DatabaseAddress target = TestPostgres.emptyAddress();

        restore(file, null, target, "none");

        assertThat(export.rows()).isEqualTo(SomeRows.OF_TENANT);
        JdbcClient db = JdbcClient.create(target.dataSource());
        assertThat(db.sql("select slug from tenant").query(String.class).list()).containsExactly("acme-2");
        assertThat(db.sql("select email from app_user").query(String.class).list())
                .containsExactly("acme-2@acme.example");
        assertThatThrownBy(() -> take(new Backup(folder.resolve("nobody"), "nobody", null, null, "test")))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("no tenant nobody");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_file_that_was_altered_or_cut_anywhere_is_refused(boolean sealed) throws IOException {
        byte[] whole = Files.readAllBytes(sealed ? encrypted : plain);
        Path file = folder.resolve("damaged-%s.backup".formatted(sealed));

        for (int place = 0; place < whole.length; place += Math.max(1, whole.length / 97)) {
            byte[] altered = whole.clone();
            altered[place] ^= 1;
            Files.write(file, altered);
            assertRefused(file, "altered at " + place);
            Files.write(file, Arrays.copyOf(whole, place));
            assertRefused(file, "cut at " + place);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        Files.write(file, longer);
        assertRefused(file, "with a byte more");
    }

    private static void assertRefused(Path file, String how) {
        assertThatThrownBy(() -> BackupFile.checked(file, SILENT))
                .as(how)
                .isInstanceOf(NotDone.class)
                .message()
                .containsIgnoringCase("nothing was restored");
    }

    @Test
    void a_wrong_passphrase_or_none_is_told_and_touches_nothing() {
        BackupFile file = BackupFile.checked(encrypted, SILENT);

        assertThatThrownBy(() ->
                        new Restore(file, Passphrase.of("wrong horse battery"), key("none")).refuseUnlessReadable())
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("does not open with this passphrase");
        assertThatThrownBy(() -> new Restore(file, null, key("none")).refuseUnlessReadable())
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("is encrypted");
        assertThatThrownBy(() -> Passphrase.of("short")).isInstanceOf(NotDone.class);
    }

    @Test
    void other_files_are_told_from_backups() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "a photograph");

        assertThatThrownBy(() -> BackupFile.checked(other, SILENT)).hasMessageContaining("is no backup of Muster");
        assertThatThrownBy(() -> BackupFile.checked(folder.resolve("missing"), SILENT))
                .hasMessageContaining("There is no file");
    }

    @Test
    void nothing_is_overwritten() throws Exception {
        byte[] before = Files.readAllBytes(plain);

        assertThatThrownBy(() -> take(new Backup(plain, null, null, null, "test")))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("is there already");

        assertThat(Files.readAllBytes(plain)).isEqualTo(before);
        DatabaseAddress used = source.address();
        assertThatThrownBy(() -> restore(plain, null, used, "none"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void what_a_killed_command_left_is_written_anew_for_its_owner_alone() throws Exception {
        Path part = Files.writeString(folder.resolve("again.backup.part"), "half of a backup");
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path file = folder.resolve("again.backup");

        take(new Backup(file, null, null, null, "test"));

        assertThat(BackupFile.checked(file, SILENT)).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_master_key_travels_encrypted_only_and_replaces_no_other() throws Exception {
        Path named = Files.writeString(folder.resolve("key.json"), "{\"key\": 1}");
        Path file = folder.resolve("with-key.backup");
        assertThatThrownBy(() -> new Backup(file, null, null, new MasterKeyFile(named), "test"))
                .isInstanceOf(NotDone.class);
        take(new Backup(file, null, PASSPHRASE, new MasterKeyFile(named), "test"));
        Files.writeString(key("another").path(), "{\"key\": 2}");
        DatabaseAddress target = TestPostgres.emptyAddress();

        assertThatThrownBy(() -> restore(file, PASSPHRASE, target, "another"))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("holds another master key");
        Restore.Restored restored = restore(file, PASSPHRASE, target, "new");

        assertThat(restored.needsKey()).isFalse();
        assertThat(key("new").path()).hasContent("{\"key\": 1}");
        assertThat(Files.getPosixFilePermissions(key("new").path())).hasSize(2);
    }

    /// Made by somebody who can compute digests: only reading the rows back shows it.
    @Test
    void a_file_that_contradicts_itself_leaves_the_database_empty() throws Exception {
        DatabaseAddress target = TestPostgres.emptyAddress();
        Path newer = forged("newer", "999", "tenant", "", 0);
        Path lying = forged("lying", "045", "tenant", "", 1);
        Path strange = forged("strange", "045", "no_such_table", "", 0);
        Path broken = forged("broken", "045", "tenant", "no row\n", 1);

        assertThatThrownBy(() -> restore(newer, null, target, "none")).hasMessageContaining("schema 999");
        assertThatThrownBy(() -> restore(lying, null, target, "none")).hasMessageContaining("contradicts itself");
        assertThatThrownBy(() -> restore(strange, null, target, "none")).hasMessageContaining("no_such_table");
        assertThatThrownBy(() -> restore(broken, null, target, "none")).hasMessageContaining("did not take");

        assertThat(JdbcClient.create(target.dataSource())
                        .sql(TABLES)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void what_a_killed_restore_left_is_cleared_away() {
        DatabaseAddress target = TestPostgres.emptyAddress();
        RestoreTarget.open(folder.resolve("unused"), target.environment()).makeTables("045");

        assertThat(restore(plain, null, target, "none").summary().rows()).isEqualTo(written.rows());
    }

    @Test
    void a_table_that_nobody_decided_about_is_not_passed_over() throws Exception {
        FreshDatabase database = TestPostgres.freshDatabase();
        JdbcClient.create(database.owner())
                .sql("create table forgotten (id int)")
                .update();

        try (Connection connection = database.owner().getConnection()) {
            assertThatThrownBy(() -> new Backup(folder.resolve("x"), null, null, null, "test").take(connection, SILENT))
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("forgotten");
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private Path forged(String name, String schema, String table, String rows, long number) throws IOException {
        Path file = folder.resolve(name + ".backup");
        try (BackupWriter writer = BackupWriter.to(file, null)) {
            writer.json(
                    Manifest.ENTRY,
                    new Manifest(
                            1,
                            "test",
                            schema,
                            "18",
                            Instant.EPOCH,
                            null,
                            List.of(new Manifest.Table(table, List.of("id")))));
            try (OutputStream entry = writer.entry(Backup.TABLES + table + Backup.COPY)) {
                entry.write(rows.getBytes(UTF_8));
            }
            writer.finish(new Contents(List.of(new Contents.Table(table, number, rows.length(), ""))));
        }
        return file;
    }

    private Summary take(Backup backup) throws SQLException {
        try (Connection connection = source.owner().getConnection()) {
            return backup.take(connection, SILENT);
        }
    }

    private Restore.Restored restore(Path file, @Nullable Passphrase passphrase, DatabaseAddress target, String key) {
        var restore = new Restore(BackupFile.checked(file, SILENT), passphrase, key(key));
        try (RestoreTarget empty = RestoreTarget.open(folder.resolve("unused"), target.environment())) {
            return restore.into(empty, SILENT);
        }
    }

    private MasterKeyFile key(String name) {
        return new MasterKeyFile(folder.resolve(name + "-master-key.json"));
    }

    private static List<Contents.Table> tables(Path file) throws IOException {
        try (var entries = BackupFile.checked(file, SILENT).open(null)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(Contents.ENTRY)) {
                    return JsonMapper.builder()
                            .build()
                            .readValue(entries.readAllBytes(), Contents.class)
                            .tables();
                }
            }
        }
        throw new AssertionError("No contents");
    }
}
