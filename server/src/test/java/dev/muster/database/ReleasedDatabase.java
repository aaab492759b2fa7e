package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Points an application under test at a database as release 0.1 left it, with the master key of then.
public final class ReleasedDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /// Somebody whom globex added, who set no password and whom acme added too, as the primary owner of what it
    /// has.
    public static final String UNASKED = "new.ciso@acme.example";
    /// Code of the link by which globex would have them set a first one.
    public static final String LINK_OF_THEN = "AAAAAAAAAAAAAAAAAAAAAA";
    /// A member of acme with letters in the e-mail that later releases do not take.
    public static final String ODD_EMAIL = "Jürgen.İnan@acme.example";
    /// The password of that member.
    public static final String PASSWORD_OF_THEN = "correct horse battery";

    private static final String PEOPLE_OF_THEN = """
            insert into app_user (id, email, name, added_by, created_at)
            select '00000000-0000-0000-0000-000000000001'::uuid, '%1$s', 'New Ciso', id, now()
              from tenant where slug = 'globex';
            insert into password_link (user_id, code_hash, valid_until)
            values ('00000000-0000-0000-0000-000000000001', sha256('%2$s'), now() + interval '1 day');
            insert into member (tenant_id, user_id, role, since)
            select id, '00000000-0000-0000-0000-000000000001', case slug when 'acme' then 'ADMINISTRATOR' else 'REVIEWER' end, now()
              from tenant;
            update integration set primary_owner = '00000000-0000-0000-0000-000000000001';
            insert into app_user (id, email, name, added_by, created_at)
            select '00000000-0000-0000-0000-000000000002'::uuid, '%3$s', 'Jürgen İnan', id, now()
              from tenant where slug = 'acme';
            insert into member (tenant_id, user_id, role, since)
            select id, '00000000-0000-0000-0000-000000000002', 'AUDITOR', now() from tenant where slug = 'acme';
            insert into password (user_id, hash, set_at)
            values ('00000000-0000-0000-0000-000000000002', '%4$s', now());
            """;
    private static final String FOLDER = "/releases/0.1/";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseLogin owner = TestPostgres.emptyDatabase();
        load(owner);
        DataFolder data = DataFolder.open(TestPostgres.newFolder());
        context.getBeanFactory().registerSingleton("dataFolder", data);
        TestPropertyValues.of(
                        "muster.database.url=" + owner.url(),
                        "muster.database.user=" + owner.user(),
                        "muster.database.password=" + owner.password(),
                        "muster.master-key-file=" + masterKey(data.secrets().resolve("key-of-then.json")),
                        "muster.pagerduty.hosts=http://127.0.0.1:23790",
                        "server.address=127.0.0.1")
                .applyTo(context);
    }

    /// Its daily run would be due long since; nobody answers it any more.
    private static void load(DatabaseLogin owner) {
        JdbcClient administrator = client(TestPostgres.administrator(owner.url().replaceFirst(".*/", "")));
        administrator.sql("""
                do $$ begin
                    create role muster_app login password 'of then';
                exception when duplicate_object then null;
                end $$
                """).update();
        var simple = new DatabaseLogin(owner.url() + "?preferQueryMode=simple", owner.user(), owner.password());
        try (var connection = simple.connect();
                var dump = connection.createStatement()) {
            dump.execute(text("database.sql.gz"));
        } catch (SQLException e) {
            throw new IllegalStateException("The dump could not be loaded", e);
        }
        try (var connection = TestPostgres.administrator(owner.url().replaceFirst(".*/", ""))
                        .connect();
                var people = connection.createStatement()) {
            people.execute(PEOPLE_OF_THEN.formatted(
                    UNASKED,
                    LINK_OF_THEN,
                    ODD_EMAIL,
                    new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).encode(PASSWORD_OF_THEN)));
        } catch (SQLException e) {
            throw new IllegalStateException("People could not be added to the dump", e);
        }
        administrator
                .sql("update scheduled_tasks set execution_time = now() + interval '1 day'")
                .update();
    }

    private static JdbcClient client(DatabaseLogin login) {
        return JdbcClient.create(new DriverManagerDataSource(login.url(), login.user(), login.password()));
    }

    private static String text(String file) {
        try (var packed = new GZIPInputStream(open(file))) {
            return new String(packed.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path masterKey(Path file) {
        try (InputStream key = open("master-key.json")) {
            Files.copy(key, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(ReleasedDatabase.class.getResourceAsStream(FOLDER + file), file);
    }
}
