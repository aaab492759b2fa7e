package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A PostgreSQL whose certificate an authority of the operator's own has signed, for the name `localhost`.
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedDatabaseTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Path folder;
    private DataFolder data;
    private Database server;

    @BeforeAll
    void a_server_with_a_certificate() throws Exception {
        folder = Files.createTempDirectory("muster-tls-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path keys = folder.resolve("keys.p12");
        keytool(keys, "-alias", "ca", "-dname", "CN=Private Root", "-ext", "bc=ca:true");
        keytool(keys, "-alias", "stranger", "-dname", "CN=Another Root", "-ext", "bc=ca:true");
        keytool(keys, "-alias", "server", "-dname", "CN=db", "-ext", "san=dns:localhost", "-signer", "ca");
        UnpackedPostgres.into(folder.resolve("data"));
        data = DataFolder.open(folder.resolve("data"));
        server = Database.open(DatabaseSettings.embedded(), data);
        serveWith(keys);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        data.close();
        Folders.delete(folder);
    }

    @Test
    void a_certificate_of_the_private_root_for_this_host_is_trusted() {
        DatabaseSettings settings = settings("localhost", "verify-full", "ca.pem");

        try (Database database = Database.external(settings);
                DatabaseWatch watch = database.watch();
                var pool = database.pool(watch)) {
            assertThat(JdbcClient.create(pool)
                            .sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    void a_certificate_of_another_root_is_refused_in_words() {
        assertRefused(settings("localhost", "verify-full", "stranger.pem"));
    }

    @Test
    void a_certificate_for_another_host_is_refused_in_words() {
        assertRefused(settings("127.0.0.1", "verify-full", "ca.pem"));
    }

    @Test
    void a_root_that_is_not_there_is_named() {
        assertRefused(settings("localhost", "verify-full", "absent.pem"));
    }

    private static void assertRefused(DatabaseSettings settings) {
        assertThatThrownBy(() -> Database.external(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no trusted connection to the database at jdbc:postgresql://")
                .hasMessageContaining("sslrootcert in MUSTER_DATABASE_URL");
    }

    private DatabaseSettings settings(String host, String mode, String root) {
        DatabaseLogin owner = server.owner();
        String url = "%s?sslmode=%s&sslrootcert=%s"
                .formatted(owner.url().replace("127.0.0.1", host), mode, folder.resolve(root));
        return new DatabaseSettings(url, owner.user(), owner.password(), null, null);
    }

    private void serveWith(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        for (String root : List.of("ca", "stranger")) {
            Files.writeString(
                    folder.resolve(root + ".pem"),
                    pem("CERTIFICATE", store.getCertificate(root).getEncoded()));
        }
        var chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain("server")) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        give("server.crt", chain.toString());
        give("server.key", pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded()));
        DatabaseLogin owner = server.owner();
        JdbcClient db = JdbcClient.create(new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        db.sql("alter system set ssl = on").update();
        db.sql("select pg_reload_conf()").query(Boolean.class).single();
        assertThat(Waiting.until(
                        Duration.ofSeconds(30),
                        () -> "on"
                                .equals(db.sql("show ssl")
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

    private static void keytool(Path keys, String... about) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-keystore", keys.toString()));
        command.addAll(List.of("-storepass", "changeit"));
        command.addAll(List.of(about));
        assertThat(RunAs.Outcome.of(new ProcessBuilder(command)).succeeded()).isTrue();
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
    }
}
