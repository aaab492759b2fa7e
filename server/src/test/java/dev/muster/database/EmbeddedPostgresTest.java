package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Tag("processes")
class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path parent = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_that_every_user_may_pass_through() throws IOException {
        parent = Files.createTempDirectory("muster-embedded-");
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        folder = parent.resolve("data");
    }

    @AfterEach
    void delete_it() throws IOException {
        Folders.delete(parent);
    }

    @Test
    void what_was_stored_is_there_after_a_restart() {
        UsedData.into(folder);
        try (Running first = start()) {
            first.db().sql("create table kept as select 42 as answer").update();
        }

        try (Running second = start()) {
            assertThat(answer(second)).isEqualTo(42);
        }
    }

    @Test
    void the_data_is_safe_from_lost_writes_and_from_other_users() throws IOException {
        UnpackedPostgres.into(folder);
        try (Running server = start()) {
            assertThat(setting(server, "fsync")).isEqualTo("on");
            assertThat(setting(server, "data_checksums")).isEqualTo("on");
            assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(server, "unix_socket_directories")).isEmpty();
        }
        assertThat(permissions("database")).isEqualTo("rwx------");
        assertThat(permissions("secrets")).isEqualTo("rwx------");
        assertThat(permissions("secrets/postgres-password")).isEqualTo("rw-------");
        assertThat(folder.resolve("database/pg_hba.conf")).content().doesNotContainPattern("(?m)^[^#]*\\btrust\\b");
    }

    @Test
    void nobody_enters_without_the_password() {
        UsedData.into(folder);
        try (Running server = start()) {
            String url = server.postgres().owner("postgres").url();

            assertThatThrownBy(() -> DriverManager.getConnection(url, "muster", "guessed"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void a_postgresql_that_is_killed_comes_back_under_the_same_address_with_its_data() {
        UsedData.into(folder);
        try (Running server = start();
                DatabaseWatch watch = server.database().watch();
                HikariDataSource pool = server.database().pool(watch)) {
            server.db().sql("create table kept as select 42 as answer").update();
            server.db()
                    .sql("grant select on kept to " + server.database().app().user())
                    .update();
            JdbcClient app = JdbcClient.create(pool);
            long killed = server.postgres().pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            assertThat(Waiting.until(PATIENCE, () -> server.postgres().pid() != killed && reads(app)))
                    .isTrue();
        }
    }

    @Test
    void a_note_of_a_process_that_is_someone_else_does_not_keep_it_from_starting() throws IOException {
        UsedData.into(folder);
        note(ProcessHandle.current().pid());

        try (Running server = start()) {
            assertThat(server.postgres().pid()).isPositive();
        }
    }

    @Test
    void a_note_of_a_zombie_does_not_keep_it_from_starting() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "processes can be looked at");
        UsedData.into(folder);
        Process parentThatNeverWaits = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 120").start();
        try (var reader = parentThatNeverWaits.inputReader()) {
            note(Long.parseLong(Optional.ofNullable(reader.readLine()).orElseThrow()));

            try (Running server = start()) {
                assertThat(server.postgres().pid()).isPositive();
            }
        } finally {
            parentThatNeverWaits.destroyForcibly();
        }
    }

    @Test
    void a_start_that_was_interrupted_while_unpacking_or_preparing_is_done_again() throws IOException {
        Files.createDirectories(folder.resolve("postgres-18.6.0.new/bin"));
        Files.createDirectories(folder.resolve("database.new/cluster"));

        try (Running server = start()) {
            assertThat(server.postgres().pid()).isPositive();
        }
        assertThat(folder.resolve("database.new")).doesNotExist();
    }

    @Test
    void a_cluster_that_never_reached_the_disk_whole_is_made_anew_and_one_that_did_is_kept() throws IOException {
        UnpackedPostgres.into(folder);
        start().close();
        assertThat(folder.resolve("database.unsynced")).doesNotExist();
        Files.delete(folder.resolve("database/global/pg_control"));
        Files.createFile(folder.resolve("database.unsynced"));

        try (Running again = start()) {
            again.db().sql("create table kept as select 42 as answer").update();
            assertThat(folder.resolve("database.unsynced")).doesNotExist();
        }

        try (Running third = start()) {
            assertThat(answer(third)).isEqualTo(42);
        }
    }

    @Test
    void as_root_the_data_belongs_to_no_other_service_also_what_an_earlier_version_gave_to_nobody() throws IOException {
        assumeTrue(RunAs.isRoot(), "runs as root");
        Path database = folder.resolve("database");
        UsedData.into(folder);
        int nobody = 65534;
        Folders.give(database, nobody, nobody);

        try (Running again = start()) {
            assertThat(again.postgres().pid()).isPositive();
        }

        try (var files = Files.walk(database)) {
            assertThat(files).noneMatch(file -> nobody == (int) attribute(file, "unix:uid"));
        }
        assertThat(permissions("database")).isEqualTo("rwx------");
    }

    @Test
    void root_can_keep_the_data_where_only_root_may_go() throws IOException {
        assumeTrue(RunAs.isRoot(), "runs as root");
        assumeTrue(
                RunAs.Outcome.of(new ProcessBuilder("unshare", "--user", "true"))
                        .succeeded(),
                "user namespaces are allowed");
        UnpackedPostgres.into(folder);
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));

        start().close();
        try (Running again = start()) {
            assertThat(again.postgres().pid()).isPositive();
        }
    }

    @Test
    void data_of_another_major_version_is_left_alone() throws IOException {
        UsedData.into(folder);
        Files.writeString(folder.resolve("database/PG_VERSION"), "14\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("was written by PostgreSQL 14, and this Muster brings 18");
    }

    private void note(long process) throws IOException {
        Path database = folder.resolve("database");
        Files.writeString(
                database.resolve("postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n  1234567   123456\nready   \n".formatted(process, database));
    }

    private Running start() {
        DataFolder data = DataFolder.open(folder);
        try {
            return new Running(data, Database.open(DatabaseSettings.embedded(), data));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    private static Object attribute(Path file, String name) {
        try {
            return Files.getAttribute(file, name, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String setting(Running server, String name) {
        return server.db()
                .sql("select current_setting(:name)")
                .param("name", name)
                .query((row, at) -> row.getString(1))
                .single();
    }

    private static int answer(Running server) {
        return server.db().sql("table kept").query(Integer.class).single();
    }

    private static boolean reads(JdbcClient app) {
        try {
            return app.sql("table kept").query(Integer.class).single() == 42;
        } catch (DataAccessException e) {
            return false; // still coming back
        }
    }

    private record Running(DataFolder data, Database database) implements AutoCloseable {
        EmbeddedPostgres postgres() {
            return database.embedded();
        }

        JdbcClient db() {
            DatabaseLogin owner = database.owner();
            return JdbcClient.create(new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        }

        @Override
        public void close() {
            database.close();
            data.close();
        }
    }
}
