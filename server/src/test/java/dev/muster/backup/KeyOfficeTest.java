package dev.muster.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.KeyOffice.Resealed;
import dev.muster.connector.Secret;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TestPostgres;
import dev.muster.secret.CannotOpen;
import dev.muster.secret.KeyRotation;
import dev.muster.secret.NewMasterKey;
import dev.muster.secret.Seal;
import dev.muster.secret.SigningKey;
import dev.muster.secret.TestSeal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the operator does about the master key, beside a server that read the file when it started.
@Tag("database")
@Tag("oldest-database")
class KeyOfficeTest {
    private static final TenantId ACME = new TenantId(UUID.fromString(SomeRows.id(1)));
    private static final UUID USER = UUID.fromString(SomeRows.id(1));
    private static final String SSO = "client secret of single sign-on";
    private static final String WEBHOOK = "secret of webhook ";

    private JdbcClient everything;
    private FreshDatabase database;
    private MasterKeyFile key;
    private Seal server;

    @BeforeEach
    void a_server_that_sealed_something_of_each_kind() throws Exception {
        database = TestPostgres.freshDatabase();
        everything = JdbcClient.create(database.administrator());
        SomeRows.into(database);
        key = new MasterKeyFile(
                Files.createDirectories(TestPostgres.newFolder()).resolve("master-key"));
        NewMasterKey.writeTo(key.path());
        server = TestSeal.with(key.path());
        update(
                "update master_key_check set sealed = :sealed",
                KeyRotation.with(key.place()).newCheck());
        update("""
                insert into integration (tenant_id, id, application, name, description, primary_owner, daily_at, time_zone,
                                         added_at, changed_at, changed_by)
                select id, id, 'an-application', 'An application', '', id, '02:00', 'UTC', now(), now(), 'Ana'
                  from tenant
                """);
        update("""
                insert into integration_secret (tenant_id, integration_id, field, sealed, last_four, fingerprint, set_at, set_by)
                select id, id, 'token', :sealed, 'oken', 'f', now(), 'Ana'
                  from tenant
                 where slug = 'acme-1'
                """, server.seal(ACME, USER, "token", Secret.of("the token")));
        update("""
                insert into outgoing_mail (tenant_id, id, about, recipient, subject, sealed, written_at)
                select id, id, 'TRIAL', 'ana@acme.example', 'Hello', :sealed, now()
                  from tenant
                 where slug = 'acme-1'
                """, server.seal(ACME, USER, "mail", Secret.of("the mail")));
        update("""
                insert into single_sign_on (tenant_id, issuer, client_id, sealed_secret, groups_claim, lets_join, changed_at)
                select id, 'https://id.acme.example', 'muster', :sealed, 'groups', false, now()
                  from tenant
                 where slug = 'acme-1'
                """, server.sealOfTenant(ACME, SSO, Secret.of("the client secret")));
        update("""
                insert into webhook (tenant_id, id, address, events, sealed_secret, sealed_before, before_until, made_at)
                select id, '%1$s', 'https://hooks.acme.example', '{integration.held}', :sealed, :sealed, now(), now()
                  from tenant
                 where slug = 'acme-1'
                """.formatted(USER), server.sealOfTenant(ACME, WEBHOOK + USER, Secret.of("the webhook's secret")));
        update("""
                insert into second_factor (user_id, sealed_key, set_up_at, last_step, codes_made_at)
                values ('%s', :sealed, now(), 0, now())
                """.formatted(USER), server.sealOfUser(USER, "totp", Secret.of("the authenticator")));
        // Somebody with passkeys alone, of which nothing is sealed.
        update("""
                insert into second_factor (user_id, codes_made_at)
                select id, now()
                  from app_user
                 where id <> '%s'
                """.formatted(USER));
    }

    @Test
    void after_a_rotation_everything_is_sealed_with_the_new_key_and_the_running_server_opens_it() throws Exception {
        byte[] before = stored("integration_secret", "sealed");
        var oldSignature = SigningKey.of(key.place()).sign(new byte[] {1});

        KeyRotation.addKey(key.place());
        Resealed done = at(KeyOffice::reseal);

        assertThat(done).isEqualTo(new Resealed(6, 0));
        assertThat(stored("integration_secret", "sealed")).isNotEqualTo(before);
        assertEverythingOpens();
        assertThat(server.open(ACME, USER, "token", before)).isEqualTo(Secret.of("the token"));
        KeyRotation newest = KeyRotation.with(key.place());
        assertThat(newest.isDue(before)).isTrue();
        assertThat(newest.isDue(server.seal(ACME, USER, "token", Secret.of("new"))))
                .isFalse();
        assertThat(newest.isDue(stored("master_key_check", "sealed"))).isFalse();
        assertThat(SigningKey.of(key.place()).made(oldSignature, new byte[] {1}))
                .isTrue();
        assertThat(SigningKey.of(key.place()).sign(new byte[] {1})).isNotEqualTo(oldSignature);
        assertThat(audited(1)).containsExactly("keys.rotated");
        assertThat(audited(2))
                .as("its record is signed with the new key as well")
                .containsExactly("keys.rotated");
        assertThat(at(KeyOffice::reseal)).isEqualTo(new Resealed(0, 0));
        assertThat(audited(1)).hasSize(1);
    }

    @Test
    void what_no_key_of_the_file_opens_is_counted_and_left() throws Exception {
        update("update integration_secret set sealed = :sealed", "damaged".getBytes(StandardCharsets.UTF_8));

        KeyRotation.addKey(key.place());

        assertThat(at(KeyOffice::reseal)).isEqualTo(new Resealed(5, 1));
        assertThat(stored("integration_secret", "sealed")).isEqualTo("damaged".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_of_another_database_seals_nothing() throws Exception {
        Path other = key.path().resolveSibling("other");
        NewMasterKey.writeTo(other);

        assertThatThrownBy(() ->
                        KeyOffice.on(connection(), new MasterKeyFile(other)).reseal())
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("not sealed with a key of the master key file");
        assertEverythingOpens();
    }

    @Test
    void without_a_lost_key_servers_start_again_and_what_it_sealed_stays_closed() throws Exception {
        assertThatThrownBy(() -> at(KeyOffice::goOnWithoutLostKey))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("is the one of this database");
        Files.delete(key.path());
        NewMasterKey.writeTo(key.path());

        int closed = at(KeyOffice::goOnWithoutLostKey);

        assertThat(closed).isEqualTo(6);
        assertThat(KeyRotation.with(key.place()).isOf(stored("master_key_check", "sealed")))
                .isTrue();
        Seal restarted = TestSeal.with(key.path());
        assertThatThrownBy(() -> restarted.open(ACME, USER, "token", stored("integration_secret", "sealed")))
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining("Enter it again");
        assertThat(audited(1)).containsExactly("keys.replaced");
        assertThat(audited(2)).containsExactly("keys.replaced");
    }

    @Test
    void every_column_of_sealed_values_is_known() throws Exception {
        List<String> columns =
                everything.sql("""
                        select table_name || '.' || column_name
                          from information_schema.columns
                         where column_name like 'sealed%' and table_schema = 'public'
                         order by 1
                        """).query((row, number) -> row.getString(1)).list();

        assertThat(columns)
                .as("a new one is told to SealedColumn, and to this test")
                .containsExactly(
                        "integration_secret.sealed",
                        "integration_secret.sealed_before",
                        "master_key_check.sealed",
                        "outgoing_mail.sealed",
                        "second_factor.sealed_key",
                        "single_sign_on.sealed_secret",
                        "webhook.sealed_before",
                        "webhook.sealed_secret");
        assertThat(constant("mail.MailStore", "TEXT")).isEqualTo("mail");
        assertThat(constant("factor.SecondFactors", "KEY")).isEqualTo("totp");
        assertThat(constant("sso.SignOnSettings", "FIELD")).isEqualTo(SSO);
        assertThat(constant("webhook.WebhookStore", "FIELD")).isEqualTo(WEBHOOK);
    }

    private static Object constant(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName("dev.muster." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    private void assertEverythingOpens() {
        assertThat(server.open(ACME, USER, "token", stored("integration_secret", "sealed")))
                .isEqualTo(Secret.of("the token"));
        assertThat(server.open(ACME, USER, "mail", stored("outgoing_mail", "sealed")))
                .isEqualTo(Secret.of("the mail"));
        assertThat(server.openOfTenant(ACME, SSO, stored("single_sign_on", "sealed_secret")))
                .isEqualTo(Secret.of("the client secret"));
        for (String secret : List.of("sealed_secret", "sealed_before")) {
            assertThat(server.openOfTenant(ACME, WEBHOOK + USER, stored("webhook", secret)))
                    .isEqualTo(Secret.of("the webhook's secret"));
        }
        assertThat(server.openOfUser(USER, "totp", stored("second_factor", "sealed_key")))
                .isEqualTo(Secret.of("the authenticator"));
    }

    private byte[] stored(String table, String column) {
        return everything
                .sql("select %1$s from %2$s where %1$s is not null".formatted(column, table))
                .query((row, number) -> row.getBytes(1))
                .single();
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

    private void update(String sql) {
        everything.sql(sql).update();
    }

    private void update(String sql, byte[] sealed) {
        everything.sql(sql).param("sealed", sealed).update();
    }

    private Connection connection() throws SQLException {
        return database.owner().getConnection();
    }

    @FunctionalInterface
    private interface Errand<T> {
        T run(KeyOffice office);
    }

    private <T> T at(Errand<T> errand) throws SQLException {
        try (Connection connection = connection()) {
            return errand.run(KeyOffice.on(connection, key));
        }
    }
}
