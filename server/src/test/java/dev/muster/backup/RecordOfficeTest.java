package dev.muster.backup;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Pruned;
import dev.muster.backup.RecordOffice.Copy;
import dev.muster.command.Commands;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TestPostgres;
import dev.muster.secret.NewMasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the operator does about a record: nothing goes of which there is no copy, unless they say so.
@Tag("database")
@Tag("oldest-database")
class RecordOfficeTest {
    private static final TenantId ACME = new TenantId(UUID.fromString(SomeRows.id(1)));
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private FreshDatabase database;
    private JdbcClient everything;
    private MasterKeyFile key;

    @BeforeEach
    void two_entries_of_last_year_and_one_of_this() {
        database = TestPostgres.freshDatabase();
        everything = JdbcClient.create(database.administrator());
        everything
                .sql("insert into tenant (id, slug, name, created_at) values (:id, 'acme', 'Acme', now())")
                .param("id", ACME.value())
                .update();
        key = new MasterKeyFile(folder.resolve("master-key"));
        NewMasterKey.writeTo(key.path());
        record("2025-03-01T00:00:00Z");
        record("2025-12-31T23:59:59.999999Z");
        record("2026-01-01T00:00:00Z");
    }

    @Test
    void what_goes_is_in_a_file_before_that_the_command_verifies() throws Exception {
        Path file = folder.resolve("acme-2025.jsonl");

        Pruned entries = prune(new Copy.Export(file));

        assertThat(entries.last()).isEqualTo(2);
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Commands.run(
                        RecordOfficeTest.class,
                        "audit",
                        "verify",
                        file.toString(),
                        "--public-key",
                        key.signing().publicKey()))
                .isZero();
        assertThat(details())
                .containsEntry("copy", "they were written into a file before")
                .containsEntry("file_sha256", sha256(file))
                .containsEntry("actor", "operator command");
        assertThat(numbers()).isEqualTo("3 4");
    }

    @Test
    void a_file_that_is_there_stays_and_nothing_goes() throws Exception {
        Path file = Files.writeString(folder.resolve("other"), "a photograph");

        assertThatThrownBy(() -> prune(new Copy.Export(file))).hasMessageContaining("is there already");

        assertThat(file).hasContent("a photograph");
        assertThat(numbers()).isEqualTo("1 2 3");
    }

    @Test
    void what_the_sink_has_not_taken_does_not_go() throws Exception {
        sent(1);
        assertThatThrownBy(() -> prune(new Copy.Shipped()))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("has taken the entries of acme up to 1, and those up to 2 are to go");
        assertThat(numbers()).isEqualTo("1 2 3");

        sent(2);
        prune(new Copy.Shipped());

        assertThat(numbers()).isEqualTo("3 4");
        assertThat(details()).containsEntry("copy", "the sink had taken them");
    }

    @Test
    void a_record_that_was_changed_and_one_without_old_entries_stay_whole() {
        assertThatThrownBy(() -> at(office -> office.plan("acme", Instant.EPOCH)))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("has no entry from before 1970-01-01");
        everything.sql("update audit_entry set actor_name = 'Nobody'").update();

        assertThatThrownBy(() -> prune(new Copy.None()))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("was changed outside Muster (Entry 1 is not what was written.)");
        assertThat(numbers()).isEqualTo("1 2 3");
    }

    private Pruned prune(Copy copy) throws SQLException {
        return at(office -> {
            Pruned entries = office.plan("acme", NEW_YEAR);
            office.prune("acme", entries, copy);
            return entries;
        });
    }

    private interface Errand<T> {
        T run(RecordOffice office);
    }

    private <T> T at(Errand<T> errand) throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            return errand.run(RecordOffice.on(connection, key::signing));
        }
    }

    private void record(String at) {
        FreshDatabase.Transactions app = database.transactions();
        var clock = Clock.fixed(Instant.parse(at), UTC);
        var audit = AuditTrail.withoutServer(app.db(), app.in(), key::signing, clock);
        app.in().write(ACME, () -> audit.record(ACME, Actor.MUSTER, "sync.requested", "EU", Map.of()));
    }

    private void sent(long number) {
        everything
                .sql("""
                        insert into audit_shipped (tenant_id, number)
                        values (:tenant, :number)
                            on conflict (tenant_id) do update set number = :number
                        """)
                .param("tenant", ACME.value())
                .param("number", number)
                .update();
    }

    private Map<String, @Nullable Object> details() {
        return everything.sql("""
                        select details ->> 'copy' as copy, details ->> 'file_sha256' as file_sha256, actor_name as actor
                          from audit_entry
                         where action = 'record.pruned'
                        """).query().singleRow();
    }

    private static String sha256(Path file) throws IOException {
        var digesting = new Digesting();
        byte[] bytes = Files.readAllBytes(file);
        digesting.add(bytes, 0, bytes.length);
        return digesting.sha256Hex();
    }

    private String numbers() {
        return everything
                .sql("select string_agg(number::text, ' ' order by number) from audit_entry")
                .query(String.class)
                .single();
    }
}
