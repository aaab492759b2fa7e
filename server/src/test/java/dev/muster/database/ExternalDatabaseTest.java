package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Tag("database")
@Tag("oldest-database")
@ExtendWith(OutputCaptureExtension.class)
class ExternalDatabaseTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/muster?user=u&password=p,        jdbc:postgresql://db/muster",
        "jdbc:postgresql://db:5433/muster?sslmode=require&user=u&password=p, jdbc:postgresql://db:5433/muster?sslmode=require",
        "postgresql://u:p@db:5432/muster,                      jdbc:postgresql://db:5432/muster",
        "postgres://u:p@db/muster?sslmode=verify-full,         jdbc:postgresql://db/muster?sslmode=verify-full",
        "'postgresql://u:p@a:5432,b:5432/muster',              'jdbc:postgresql://a:5432,b:5432/muster'",
        "postgresql://u:p@[::1]:5432/muster,                   jdbc:postgresql://[::1]:5432/muster"
    })
    void an_address_of_either_form_is_understood(String given, String url) {
        assertThat(ExternalDatabase.login(settings(given, null, null))).isEqualTo(new DatabaseLogin(url, "u", "p"));
    }

    @Test
    void user_and_password_may_hold_any_character() {
        assertThat(ExternalDatabase.login(settings("postgresql://a%40b:p%2F+%3A@db/muster", null, null)))
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/muster", "a@b", "p/+:"));
    }

    @Test
    void settings_of_their_own_count_more_than_the_address() {
        assertThat(ExternalDatabase.login(settings("postgresql://u:p@db/muster", "owner", "secret")))
                .isEqualTo(new DatabaseLogin("jdbc:postgresql://db/muster", "owner", "secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/muster",
                "db:5432",
                "jdbc:postgresql:muster",
                "postgresql://db",
                "postgresql://db:x y/z",
                "postgresql://u:s3cr/et@db:5432/muster",
                "postgresql://u:s3cr@et/x@db:5432/muster",
                "postgresql://u:s3cr/et?x@db:5432/muster",
                "postgresql://u:s3cr#et@db/muster",
                "postgresql://u:s3cr%et@db/muster",
                "postgresql:///muster"
            })
    void what_is_no_address_is_refused_without_repeating_it(String given, CapturedOutput log) {
        assertThatThrownBy(() -> ExternalDatabase.owner(settings(given, "u", "p")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("MUSTER_DATABASE_URL is not the address of a PostgreSQL database."
                        + " Write it like jdbc:postgresql://db.example.org:5432/muster; write special characters of a"
                        + " password in it as %XX (@ is %40), or set MUSTER_DATABASE_PASSWORD instead.");
        assertThat(log.getAll()).as("what the driver says of it").doesNotContain("s3cr", "JDBC URL");
    }

    @Test
    void a_missing_user_is_asked_for() {
        assertThatThrownBy(() -> ExternalDatabase.owner(settings("postgresql://db/muster", null, null)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("names no user");
    }

    @Test
    void a_wrong_password_is_named_and_not_shown() {
        DatabaseLogin owner = TestPostgres.emptyDatabase();

        assertThatThrownBy(() -> ExternalDatabase.owner(settings(owner.url(), owner.user(), "s3cret-guess")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("refused user %s or the password".formatted(owner.user()))
                .hasMessageContaining("MUSTER_DATABASE_PASSWORD")
                .message()
                .doesNotContain("s3cret-guess");
    }

    @Test
    void a_password_in_the_address_that_is_refused_comes_with_a_hint() {
        DatabaseLogin owner = TestPostgres.emptyDatabase();
        String url = owner.url().replace("jdbc:postgresql://", "postgresql://%s:s3cret@".formatted(owner.user()));

        assertThatThrownBy(() -> ExternalDatabase.owner(settings(url, null, null)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("@ is %40")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        DatabaseLogin owner = TestPostgres.emptyDatabase();
        String url = owner.url().replaceFirst("/[a-z0-9_]+$", "/absent");

        assertThatThrownBy(() -> ExternalDatabase.owner(settings(url, owner.user(), owner.password())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("has no database of that name")
                .hasMessageContaining("create database muster owner");
    }

    @Test
    void a_server_that_nobody_answers_for_is_unreachable() throws IOException {
        try (var taken = new Socket()) {
            // Taken, so that nobody else answers there, and not listened at.
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThatThrownBy(() ->
                            ExternalDatabase.owner(settings("postgresql://%s/muster".formatted(address), "u", "p")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("cannot be reached")
                    .hasMessageContaining(address);
        }
    }

    @Test
    void a_host_that_nobody_knows_is_told_as_that() {
        assertThatThrownBy(() -> ExternalDatabase.owner(settings("postgresql://nowhere.invalid/muster", "u", "p")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be reached (nobody knows the name nowhere.invalid).");
    }

    @Test
    void a_server_that_is_too_old_is_refused() throws IOException {
        try (var old = new OldPostgres("14.22")) {
            assertThatThrownBy(() -> ExternalDatabase.owner(settings(old.url(), "u", "p")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is PostgreSQL 14, and Muster needs 15 or newer");
        }
    }

    @Test
    void an_empty_database_gets_its_tables_and_then_works() {
        DatabaseLogin owner = TestPostgres.emptyDatabase();

        try (Database database = Database.external(TestPostgres.settings(owner));
                DatabaseWatch watch = database.watch();
                var pool = database.pool(watch)) {
            assertThat(pool.getUsername()).matches("muster_app_[0-9]+");
            assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from scheduled_tasks")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void tables_of_a_newer_version_are_refused_before_anything_is_touched() {
        DatabaseLogin owner = TestPostgres.emptyDatabase();
        DatabaseLogin app;
        try (Database database = Database.external(TestPostgres.settings(owner))) {
            app = database.app();
        }
        JdbcClient db = JdbcClient.create(new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        db.sql("""
                insert into flyway_schema_history
                       (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (10000, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)
                """).update();
        db.sql("alter role %s password 'of a newer version'".formatted(app.user()))
                .update();

        assertThatThrownBy(() -> Database.external(TestPostgres.settings(owner)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("were made by a newer Muster (step 999; this one knows up to ")
                .hasMessageContaining("Start the newer version");
        assertThatThrownBy(app::connect).hasMessageContaining("password authentication failed");
    }

    private static DatabaseSettings settings(String url, @Nullable String user, @Nullable String password) {
        return new DatabaseSettings(url, user, password, null, null);
    }
}
