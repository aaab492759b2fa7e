package dev.muster.database;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ServerProcess;
import dev.muster.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The packaged program on a PostgreSQL that others run, on which there is a Muster already. Its certificate was signed
/// by an authority of the operator's own, for the name `localhost`.
@Tag("database")
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseElsewhereTest {
    private static final String OWNERS_PASSWORD = "p@ss/w: first";
    /// Of the form that a server looks up in its database.
    private static final String UNKNOWN_TOKEN = "mst_" + "x".repeat(64);

    private static final String ROLES = """
            select rolname || ' ' || rolpassword
              from pg_authid
             where rolname like 'muster_app%'
            """;
    private static final String ROLE = """
            select 'muster_app_' || oid
              from pg_database
             where datname = :database
            """;
    /// All but the connection by which a server watches its database.
    private static final String END_ITS_CONNECTIONS = """
            select count(pg_terminate_backend(pid))
              from pg_stat_activity
             where datname = 'elsewhere' and application_name = 'muster'
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private DataFolder data;
    private Database neighbour;
    private JdbcClient administrator;
    private Set<String> rolesBefore;
    private ServerProcess muster;

    @BeforeAll
    void a_postgresql_with_a_certificate_and_a_second_muster_on_it() throws Exception {
        folder = Files.createTempDirectory("muster-elsewhere-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        UsedData.into(folder.resolve("data"));
        data = DataFolder.open(folder.resolve("data"));
        neighbour = Database.open(DatabaseSettings.embedded(), data);
        administrator = client(neighbour.embedded().owner("postgres"));
        serveByTls();
        rolesBefore = strings(ROLES);
        administrator
                .sql("create role operator superuser login password '%s'".formatted(OWNERS_PASSWORD))
                .update();
        database("elsewhere");
        muster = start(url("elsewhere", "localhost", "verify-full", "ca.pem")).untilReady();
    }

    @AfterAll
    void stop() throws Exception {
        muster.close();
        neighbour.close();
        data.close();
        Folders.delete(folder);
    }

    @Test
    void a_certificate_of_the_private_root_for_this_host_is_trusted() {
        assertThat(call().statusCode()).isEqualTo(401);
        assertThat(administrator.sql("""
                                select count(*) > 0 and bool_and(ssl)
                                  from pg_stat_activity join pg_stat_ssl using (pid)
                                 where datname = 'elsewhere' and usename like 'muster_app%'
                                """).query(Boolean.class).single()).isTrue();
    }

    @Test
    void a_certificate_of_another_root_is_refused_in_words() throws Exception {
        refused(
                url("elsewhere", "localhost", "verify-full", "stranger.pem"),
                "There is no trusted connection to the database at jdbc:postgresql://",
                "sslrootcert in MUSTER_DATABASE_URL");
    }

    @Test
    void a_certificate_for_another_host_is_refused_in_words() {
        assertNotTrusted("127.0.0.1", "ca.pem");
    }

    @Test
    void a_root_that_is_not_there_is_named() {
        assertNotTrusted("localhost", "absent.pem");
    }

    @Test
    void the_role_of_the_muster_that_was_there_is_left_alone() throws Exception {
        Set<String> roles = strings(ROLES);

        assertThat(roles).containsAll(rolesBefore).hasSize(rolesBefore.size() + 1);
        assertThat(roles).anyMatch(role -> role.startsWith(role("elsewhere") + " "));
        neighbour.app().connect().close();
    }

    @Test
    void tables_of_a_newer_version_are_refused_before_anything_is_touched() throws Exception {
        database("later");
        client(neighbour.embedded().owner("later")).sql("""
                insert into flyway_schema_history
                       (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (10000, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)
                """).update();

        refused(
                url("later", "localhost", "prefer", "ca.pem"),
                "were made by a newer Muster (step 999; this one knows up to ",
                "Start the newer version");

        assertThat(strings(ROLES)).noneMatch(role -> role.startsWith(role("later") + " "));
    }

    @Test
    void a_pool_of_statements_is_refused() throws Exception {
        DatabaseLogin direct = neighbour.embedded().owner("elsewhere");
        try (var pool = new PgBouncer(folder.resolve("pool"), direct, "statement", List.of(operator(direct)))) {
            refused(
                    pool.through(direct).url(),
                    "allows no transactions",
                    "Give Muster's database pool_mode = transaction or session there.");
        }
    }

    @Test
    void a_server_that_is_locked_out_says_so_and_comes_back_when_it_is_let_in() {
        String role = role("elsewhere");
        String verifier = administrator
                .sql("select rolpassword from pg_authid where rolname = :role")
                .param("role", role)
                .query(String.class)
                .single();

        administrator
                .sql("alter role %s password 'of somebody else'".formatted(role))
                .update();
        administrator.sql(END_ITS_CONNECTIONS).query(Long.class).single();

        HttpResponse<String> refused = eventually(this::call, answer -> answer.statusCode() == 503);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        muster.until("The database does not let this server in any more"
                + " (FATAL: password authentication failed for user \"%s\")".formatted(role));
        assertThat(get("/health/ready").body()).isEqualTo("database-away\n");

        administrator
                .sql("alter role %s password '%s'".formatted(role, verifier))
                .update();

        muster.until("The database answers again");
        assertThat(call().statusCode()).isEqualTo(401);
        assertThat(get("/health/ready").body()).isEqualTo("ready\n");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_new_password_of_the_owner_disturbs_no_running_server_and_one_that_starts_with_the_old_is_told()
            throws Exception {
        administrator.sql("alter role operator password 'second'").update();
        administrator.sql(END_ITS_CONNECTIONS).query(Long.class).single();

        assertThat(eventually(this::call, answer -> answer.statusCode() != 503).statusCode())
                .isEqualTo(401);
        String inUrl = url("elsewhere", "operator:p%40ss%2Fw%3A%20first@localhost", "prefer", "ca.pem");
        try (ServerProcess old = ServerProcess.start(
                folder, Map.of("MUSTER_DATABASE_URL", inUrl), "--port", "0", "--data", newFolder())) {
            assertThat(old.exitCode()).isEqualTo(1);
            assertThat(old.errors())
                    .contains("refused user operator or the password.", "@ is %40")
                    .doesNotContain("first", "p%40ss")
                    .hasLineCount(2);
        }
    }

    private void refused(String url, String happened, String remedy) throws Exception {
        try (ServerProcess server = start(url)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors()).contains(happened, remedy).hasLineCount(2);
            assertThat(server.output()).doesNotContain("Muster is ready");
        }
    }

    private ServerProcess start(String url) throws IOException {
        return ServerProcess.start(
                folder,
                Map.of(
                        "MUSTER_DATABASE_URL",
                        url,
                        "MUSTER_DATABASE_USER",
                        "operator",
                        "MUSTER_DATABASE_PASSWORD",
                        OWNERS_PASSWORD),
                "--port",
                "0",
                "--data",
                newFolder());
    }

    private String newFolder() throws IOException {
        return Files.createTempDirectory(folder, "server").resolve("data").toString();
    }

    private HttpResponse<String> call() {
        return get("/api/v1/me");
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(muster.url() + path))
                .header("Authorization", "Bearer " + UNKNOWN_TOKEN)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    /// With the tables of the Muster that is there, which costs nothing.
    private void database(String name) {
        administrator
                .sql("create database %s template muster owner operator".formatted(name))
                .update();
    }

    private String role(String database) {
        return administrator
                .sql(ROLE)
                .param("database", database)
                .query(String.class)
                .single();
    }

    private Set<String> strings(String question) {
        return administrator
                .sql(question)
                .query((row, number) -> row.getString(1))
                .set();
    }

    private static JdbcClient client(DatabaseLogin login) {
        return JdbcClient.create(new DriverManagerDataSource(login.url(), login.user(), login.password()));
    }

    private static DatabaseLogin operator(DatabaseLogin direct) {
        return direct.as("operator", OWNERS_PASSWORD);
    }

    private String url(String database, String host, String mode, String root) {
        return "%s?sslmode=%s&sslrootcert=%s"
                .formatted(
                        neighbour.embedded().owner(database).url().replace("127.0.0.1", host),
                        mode,
                        folder.resolve(root));
    }

    /// In this process: a start says the same of a certificate of another root.
    private void assertNotTrusted(String host, String root) {
        var settings = new DatabaseSettings(
                url("elsewhere", host, "verify-full", root), "operator", OWNERS_PASSWORD, null, null);

        assertThatThrownBy(() -> Database.external(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no trusted connection to the database at jdbc:postgresql://")
                .hasMessageContaining("sslrootcert in MUSTER_DATABASE_URL");
    }

    private void serveByTls() throws Exception {
        TestCertificate authority = TestCertificate.authority("Private Root");
        TestCertificate server = authority.signs("localhost");
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(
                folder.resolve("stranger.pem"),
                TestCertificate.authority("Another Root").certificatePem());
        give("server.crt", server.certificatePem() + authority.certificatePem());
        give("server.key", server.keyPem());
        administrator.sql("alter system set ssl = on").update();
        administrator.sql("select pg_reload_conf()").query(Boolean.class).single();
        assertThat(Waiting.until(
                        Duration.ofSeconds(30),
                        () -> "on"
                                .equals(administrator
                                        .sql("show ssl")
                                        .query((row, at) -> row.getString(1))
                                        .single())))
                .isTrue();
    }

    private void give(String name, String content) throws IOException {
        Path database = data.path().resolve("database");
        Path file = Files.writeString(database.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setAttribute(file, "unix:uid", Files.getAttribute(database, "unix:uid"), LinkOption.NOFOLLOW_LINKS);
    }
}
