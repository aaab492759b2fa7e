package dev.muster.backup;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.DatabaseAddress;
import dev.muster.database.FreshDatabase;
import dev.muster.database.RestoreTarget;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TestPostgres;
import dev.muster.secret.NewMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// What the operator does about whole tenants, as the owner of the tables.
@Tag("database")
@Tag("oldest-database")
class TenantOfficeTest {
    private static final Progress SILENT = (what, bytes) -> {};
    private static final String BUSY = """
            update scheduled_tasks
               set picked = true, picked_by = 'a server', last_heartbeat = now() + cast(:ahead as interval)
             where starts_with(task_instance, :tenant)
            """;

    private FreshDatabase database;
    private JdbcClient everything;
    private Path folder;
    private MasterKeyFile key;

    @BeforeEach
    void three_tenants() throws Exception {
        database = TestPostgres.freshDatabase();
        everything = JdbcClient.create(database.administrator());
        folder = Files.createDirectories(TestPostgres.newFolder());
        SomeRows.into(database);
        key = new MasterKeyFile(folder.resolve("master-key"));
        NewMasterKey.writeTo(key.path());
    }

    @Test
    void suspending_and_resuming_are_recorded_once_each() throws Exception {
        assertThat(this.<Boolean>at(office -> office.suspend("acme-1"))).isTrue();
        assertThat(this.<Boolean>at(office -> office.suspend("acme-1"))).isFalse();
        assertThat(at(TenantOffice::list))
                .filteredOn(tenant -> tenant.suspendedAt() != null)
                .extracting(TenantOffice.ListedTenant::slug, TenantOffice.ListedTenant::members)
                .containsExactly(tuple("acme-1", 1));
        assertThat(this.<Boolean>at(office -> office.resume("acme-1"))).isTrue();
        assertThat(this.<Boolean>at(office -> office.resume("acme-1"))).isFalse();

        assertThat(audited(1)).containsExactly("tenant.suspended", "tenant.resumed");
        assertThat(audited(2)).isEmpty();
        assertThatThrownBy(() -> at(office -> office.suspend("nobody")))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("no tenant nobody");
    }

    @Test
    void the_application_itself_can_suspend_nobody() {
        JdbcClient application = JdbcClient.create(database.app());

        assertThatThrownBy(() -> application
                        .sql("update tenant set suspended_at = now()")
                        .update())
                .hasStackTraceContaining("permission denied for table tenant");
    }

    @Test
    void an_export_is_recorded() throws Exception {
        Summary exported = at(office -> office.export(export("acme-2"), SILENT));

        assertThat(exported.rows()).isEqualTo(SomeRows.OF_TENANT);
        assertThat(audited(2)).containsExactly("tenant.exported");
    }

    @Test
    void a_deleted_tenant_is_gone_from_every_table_and_its_export_brings_it_back() throws Exception {
        everything
                .sql("""
                insert into member (tenant_id, user_id, role, since)
                select cast(:other as uuid), cast(:shared as uuid), 'AUDITOR', now();
                """)
                .param("other", SomeRows.id(2))
                .param("shared", SomeRows.id(1))
                .update();
        everything
                .sql("update app_user set added_by = cast(:tenant as uuid)")
                .param("tenant", SomeRows.id(2))
                .update();
        Map<String, Long> neighbours = rows(1);
        Backup export = export("acme-2");

        TenantOffice.Deleted deleted = at(office -> office.delete("acme-2", export, SILENT));

        assertThat(rows(2).values()).containsOnly(0L);
        assertThat(rows(1)).isEqualTo(neighbours);
        assertThat(deleted.users()).isEqualTo(1);
        assertThat(everything
                        .sql("select email from app_user order by 1")
                        .query(String.class)
                        .list())
                .as("who belongs to another tenant stays")
                .containsExactly("acme-1@acme.example", "acme-3@acme.example");
        assertThat(everything
                        .sql("select count(*) from password")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(everything
                        .sql("select slug from tenant order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("acme-1", "acme-3");
        DatabaseAddress target = TestPostgres.emptyAddress();
        var restore =
                new Restore(BackupFile.checked(export.file(), SILENT), null, new MasterKeyFile(folder.resolve("k")));
        try (RestoreTarget empty = RestoreTarget.open(folder, target.environment())) {
            assertThat(restore.into(empty, SILENT).summary().rows()).isGreaterThan(SomeRows.OF_TENANT);
        }
        assertThat(newest(target, 2))
                .as("the record that went with it says how it ended")
                .isEqualTo("tenant.deleted");
    }

    @Test
    void a_link_for_a_new_password_is_recorded_and_says_whose_it_is() throws Exception {
        everything
                .sql("update app_user set email_key = 'acme-1@acme.example' where id = cast(:user as uuid)")
                .param("user", SomeRows.id(2))
                .update();
        try (Connection connection = database.owner().getConnection()) {
            UserOffice office = UserOffice.on(connection, key::signing);

            assertThatThrownBy(() -> office.reset("nobody@acme.example", null, false))
                    .hasMessageContaining("Nobody signs in with nobody@acme.example");
            assertThatThrownBy(() -> office.reset("Acme-1@acme.example", null, false))
                    .hasMessageContaining("one of acme-1, one of acme-2");
            UserOffice.Link link = office.reset("Acme-1@acme.example", "acme-2", true);

            assertThat(link.signIn().user()).hasToString(SomeRows.id(2));
            assertThat(link.factor()).isEqualTo(UserOffice.Factor.NONE_THERE);
            assertThat(link.path()).startsWith("/set-password?code=");
        }
        assertThat(audited(2)).containsExactly("member.password_link_made");
        assertThat(audited(1)).isEmpty();
    }

    @Test
    void a_deletion_waits_for_a_sync_that_a_living_server_runs() throws Exception {
        everything
                .sql(BUSY)
                .param("tenant", SomeRows.id(1))
                .param("ahead", "1 hour")
                .update();
        CompletableFuture<TenantOffice.Deleted> deletion = CompletableFuture.supplyAsync(() -> {
            try {
                return at(office -> office.delete("acme-1", null, SILENT));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        eventually(() -> audited(1), List.of("tenant.suspended")::equals);
        assertThat(deletion).isNotDone();

        everything
                .sql(BUSY)
                .param("tenant", SomeRows.id(1))
                .param("ahead", "-1 hour")
                .update();

        assertThat(deletion.join().users()).isEqualTo(1);
        assertThat(rows(1).values()).containsOnly(0L);
    }

    @Test
    void a_deletion_whose_export_cannot_be_written_deletes_nothing() throws Exception {
        Map<String, Long> before = rows(3);
        Backup export = export("acme-3");
        Files.writeString(export.file(), "something else");

        assertThatThrownBy(() -> at(office -> office.delete("acme-3", export, SILENT)))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("is there already");

        before.merge("audit_entry", 2L, Long::sum); // that it is signed from now on, and that it was suspended
        assertThat(rows(3)).isEqualTo(before);
        assertThat(export.file()).hasContent("something else");
    }

    @Test
    void a_backup_is_recorded_in_every_tenant_and_taken_only_with_the_key_that_signs() throws Exception {
        Path file = folder.resolve("all.backup");
        var backup = new Backup(file, null, null, null, "test");
        try (Connection connection = database.owner().getConnection()) {
            var elsewhere = new MasterKeyFile(folder.resolve("not-here"));
            assertThatThrownBy(() ->
                            BackupOffice.on(connection, elsewhere::signing).take(backup, SILENT))
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("or add --not-recorded");
            assertThat(file).doesNotExist();

            BackupOffice office = BackupOffice.on(connection, key::signing);
            assertThat(office.canTell()).isTrue();
            assertThat(office.take(backup, SILENT).rows()).isGreaterThan(3 * SomeRows.OF_TENANT);
        }

        assertThat(audited(1)).containsExactly("tenant.backed_up");
        assertThat(audited(3)).containsExactly("tenant.backed_up");
        assertThat(everything
                        .sql("select details ->> 'protection' from audit_entry where action = 'tenant.backed_up'")
                        .query(String.class)
                        .list())
                .containsOnly("not encrypted");
    }

    private static String newest(DatabaseAddress address, int tenant) {
        var source = address.dataSource();
        JdbcClient db = JdbcClient.create(source);
        return new TenantTransactions(db, new DataSourceTransactionManager(source))
                .read(
                        new TenantId(UUID.fromString(SomeRows.id(tenant))),
                        () -> db.sql("select action from audit_entry order by number desc limit 1")
                                .query(String.class)
                                .single());
    }

    private Backup export(String tenant) {
        return new Backup(folder.resolve(tenant + ".export"), tenant, null, null, "test");
    }

    private interface Errand<T> {
        T run(TenantOffice office) throws SQLException;
    }

    private <T> T at(Errand<T> errand) throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            return errand.run(TenantOffice.on(connection, key::signing));
        }
    }

    private List<String> audited(int tenant) {
        return everything
                .sql("""
                        select action
                          from audit_entry
                         where tenant_id = cast(:tenant as uuid)
                           and actor_name = 'operator command'
                         order by number
                        """)
                .param("tenant", SomeRows.id(tenant))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /// Of every walled table, past the wall.
    private Map<String, Long> rows(int tenant) {
        var rows = new TreeMap<String, Long>();
        StoredTable.ALL.stream()
                .filter(StoredTable::isWalled)
                .forEach(table -> rows.put(
                        table.name(),
                        everything
                                .sql("select count(*) from %s where tenant_id = cast(:tenant as uuid)"
                                        .formatted(table.name()))
                                .param("tenant", SomeRows.id(tenant))
                                .query(Long.class)
                                .single()));
        return rows;
    }
}
