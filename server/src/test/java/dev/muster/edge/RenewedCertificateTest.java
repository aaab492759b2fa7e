package dev.muster.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.database.TestPostgres;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The packaged program speaks TLS to other machines, and its certificate is renewed under it.
@Tag("database")
@Tag("packaged")
class RenewedCertificateTest {
    @Test
    void the_certificate_is_renewed_without_a_restart_and_a_broken_one_changes_nothing() throws Exception {
        Path folder = Files.createDirectories(TestPostgres.newFolder());
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        PemPair.make().write(certificate, key);
        try (ServerProcess server = ServerProcess.start(
                folder,
                TestPostgres.freshDatabase().address().environment(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--address",
                "0.0.0.0",
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                key.toString())) {
            server.untilReady();
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            int port = URI.create(server.url()).getPort();
            BigInteger first = presented(port).getSerialNumber();

            PemPair.make().write(certificate, key);
            ServerProcess.await(() -> !presented(port).getSerialNumber().equals(first));
            BigInteger second = presented(port).getSerialNumber();

            Files.writeString(key, "nothing");
            server.until("The new TLS certificate is not used, the one before stays");

            assertThat(presented(port).getSerialNumber()).isEqualTo(second);
            assertThat(answer(port))
                    .contains("200", "Strict-Transport-Security: max-age=31536000", "__Host-muster-form=", "; Secure");
            assertThat(server.output()).doesNotContain("travel unencrypted");
        }
    }

    private static X509Certificate presented(int port) {
        try (SSLSocket socket = connected(port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (Exception failed) {
            throw new AssertionError("No TLS at port " + port, failed);
        }
    }

    private static String answer(int port) throws Exception {
        try (SSLSocket socket = connected(port)) {
            socket.getOutputStream()
                    .write("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static SSLSocket connected(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsEverybody()}, new SecureRandom());
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    /// The certificates are made by the test itself.
    private static final class TrustsEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
