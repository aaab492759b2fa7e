package dev.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Secret;
import dev.muster.database.CannotStart;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
@Tag("oldest-database")
class SealTest {
    private static final String CANARY = "u+CANARY-7f3a-token";
    private static final TenantId ACME = new TenantId(UUID.randomUUID());
    private static final UUID PAGERDUTY = UUID.randomUUID();

    private static FreshDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void a_database() {
        database = TestPostgres.freshDatabase();
    }

    @BeforeEach
    void that_knows_no_key() {
        JdbcClient.create(database.owner()).sql("delete from master_key_check").update();
    }

    @Test
    void what_is_sealed_opens_at_its_place() {
        Seal seal = start("key.json");

        byte[] sealed = seal.seal(ACME, PAGERDUTY, "token", Secret.of(CANARY));

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");
        assertThat(seal.open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
        assertThat(start("key.json").open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void it_opens_nowhere_else_and_the_refusal_says_what_to_do_and_no_secret() {
        Seal seal = start("key.json");
        byte[] sealed = seal.seal(ACME, PAGERDUTY, "token", Secret.of(CANARY));

        assertRefused(() -> seal.open(new TenantId(UUID.randomUUID()), PAGERDUTY, "token", sealed));
        assertRefused(() -> seal.open(ACME, UUID.randomUUID(), "token", sealed));
        assertRefused(() -> seal.open(ACME, PAGERDUTY, "client_secret", sealed));
        sealed[sealed.length - 1] ^= 1;
        assertRefused(() -> seal.open(ACME, PAGERDUTY, "token", sealed));
    }

    @Test
    void the_key_file_is_its_owners_alone() throws IOException {
        start("secrets/key.json");

        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets/key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(folder.resolve("secrets"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_key_file_that_others_may_read_is_closed_to_them_and_works() throws IOException {
        byte[] sealed = start("key.json").seal(ACME, PAGERDUTY, "token", Secret.of(CANARY));
        Files.setPosixFilePermissions(folder.resolve("key.json"), PosixFilePermissions.fromString("rw-r--r--"));

        Seal again = start("key.json");

        assertThat(again.open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
        assertThat(Files.getPosixFilePermissions(folder.resolve("key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_key_file_that_stays_open_to_everybody_is_refused() {
        var openForEver = new KeyFile(Path.of("/proc/self/status"));

        assertThatThrownBy(openForEver::read)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is open to every user of this machine (r--r--r--)")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_lost_key_file_stops_the_start_and_no_new_key_is_made() {
        start("key.json");

        assertThatThrownBy(() -> start("elsewhere.json"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("elsewhere.json is not there")
                .hasMessageContaining("MUSTER_MASTER_KEY_FILE");
        assertThat(folder.resolve("elsewhere.json")).doesNotExist();
    }

    @Test
    void the_key_of_another_database_stops_the_start() {
        start("key.json");
        that_knows_no_key();
        start("other.json");

        assertThatThrownBy(() -> start("key.json"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not the one this database was sealed with");
        assertThat(folder.resolve("key.json")).exists();
    }

    @Test
    void a_file_that_is_no_key_stops_the_start_without_quoting_it() throws IOException {
        Files.writeString(folder.resolve("key.json"), CANARY);

        assertThatThrownBy(() -> start("key.json"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("holds no master key")
                .satisfies(SealTest::saysNoSecret);
    }

    @Test
    void a_start_cut_short_between_key_and_check_goes_on_with_the_same_key() {
        Seal seal = start("key.json");
        byte[] sealed = seal.seal(ACME, PAGERDUTY, "token", Secret.of(CANARY));
        that_knows_no_key();

        assertThat(start("key.json").open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void a_file_that_somebody_replaces_by_a_foreign_one_is_left_unread() throws IOException {
        Seal seal = start("key.json");
        byte[] sealed = seal.seal(ACME, PAGERDUTY, "token", Secret.of(CANARY));
        NewMasterKey.writeTo(folder.resolve("other.json"));

        Files.move(folder.resolve("other.json"), folder.resolve("key.json"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(seal.open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
        Files.delete(folder.resolve("key.json"));
        assertThat(seal.open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
        Files.writeString(folder.resolve("key.json"), "no key");
        assertThat(seal.open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
    }

    @Test
    void a_key_may_stand_in_the_environment_where_nothing_changes_it() throws IOException {
        byte[] sealed = start("key.json").seal(ACME, PAGERDUTY, "token", Secret.of(CANARY));
        String given = Files.readString(folder.resolve("key.json")) + "\n";

        MasterKeyPlace place = MasterKeyPlace.of(folder.resolve("not-looked-at.json"), given, "", "");

        assertThat(start(place).open(ACME, PAGERDUTY, "token", sealed)).isEqualTo(Secret.of(CANARY));
        assertThat(folder.resolve("not-looked-at.json")).doesNotExist();
        assertThatThrownBy(() -> KeyRotation.addKey(place))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("which Muster cannot change");
        MasterKeyPlace noKey = MasterKeyPlace.of(folder, CANARY, "", "");
        assertThatThrownBy(() -> start(noKey))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("MUSTER_MASTER_KEY holds is no master key")
                .satisfies(SealTest::saysNoSecret);
    }

    @Test
    void a_key_is_looked_for_where_it_is_named_then_among_the_credentials_of_systemd_then_in_the_data_folder()
            throws IOException {
        Path usual = folder.resolve("usual.json");
        String credentials = folder.toString();

        assertThat(MasterKeyPlace.of(usual, "", "", credentials).name()).isEqualTo(usual.toString());
        Path credential = Files.writeString(folder.resolve("muster-master-key"), "a key");
        assertThat(MasterKeyPlace.of(usual, "", "", credentials).name()).isEqualTo(credential.toString());
        assertThat(MasterKeyPlace.of(usual, "", "/named.json", credentials).name())
                .isEqualTo("/named.json");
        assertThat(MasterKeyPlace.of(usual, "{}", "", credentials).name()).isEqualTo("MUSTER_MASTER_KEY");
        assertThatThrownBy(() -> MasterKeyPlace.of(usual, "{}", "/named.json", ""))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Both MUSTER_MASTER_KEY and MUSTER_MASTER_KEY_FILE are set");
    }

    private static void assertRefused(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining("Enter it again")
                .satisfies(SealTest::saysNoSecret);
    }

    private static void saysNoSecret(Throwable refusal) {
        var whole = new StringWriter();
        refusal.printStackTrace(new PrintWriter(whole));
        assertThat(whole.toString()).doesNotContain("CANARY");
    }

    private Seal start(String file) {
        return start(new KeyFile(folder.resolve(file)));
    }

    private Seal start(MasterKeyPlace key) {
        JdbcClient db = JdbcClient.create(database.app());
        return new Seal(new MasterKeys(key, new MasterKey(key, db, Clock.systemUTC()).open()));
    }
}
