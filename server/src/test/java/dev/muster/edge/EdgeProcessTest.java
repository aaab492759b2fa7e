package dev.muster.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.signin.Visitor;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/// The packaged program before strangers: with TLS, and with as little memory as it is said to need.
@Tag("packaged")
class EdgeProcessTest {
    private static final int HALF_OPEN = 8_000;
    private static final Pattern FIRST_START = Pattern.compile("/first-start\\?code=(\\S+)");

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_that_every_user_may_pass_through() throws IOException {
        folder = Files.createTempDirectory("muster-edge-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void the_certificate_is_renewed_without_a_restart_and_a_broken_one_changes_nothing() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        PemPair.make().write(certificate, key);
        try (ServerProcess server =
                start("--address", "0.0.0.0", "--tls-cert", certificate.toString(), "--tls-key", key.toString())) {
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
            assertThat(answer(port)).contains("200", "Strict-Transport-Security: max-age=31536000", "; Secure");
            assertThat(server.output()).doesNotContain("travel unencrypted");
        }
    }

    @Test
    void a_crowd_of_strangers_changes_nothing_for_others_in_128_mb() throws Exception {
        try (ServerProcess server = start("--address", "0.0.0.0").untilReady();
                ExecutorService crowd = Executors.newFixedThreadPool(100)) {
            server.until("travel unencrypted");
            int port = URI.create(server.url()).getPort();
            var ana = new Visitor(port);
            firstTenant(server, ana);
            assertThat(ana.session()).as("no session cookie of the usual name").isEmpty();

            List<Future<Integer>> posts = crowd.invokeAll(List.copyOf(crowdOfPosts(port)));
            for (Future<Integer> status : posts) {
                assertThat(status.get()).isIn(0, 400, 413, 503);
            }
            assertThat(ana.get("/t/acme/integrations").statusCode()).isEqualTo(200);

            var halfOpen = new ArrayList<Socket>();
            try {
                for (int connection = 0; connection < HALF_OPEN; connection++) {
                    var socket = new Socket();
                    halfOpen.add(socket);
                    socket.bind(new InetSocketAddress("127.0.0.8", 0));
                    socket.connect(new InetSocketAddress("127.0.0.1", port));
                }
                var ben = new Visitor(port);
                assertThat(ben.signIn("ana@acme.example", "correct horse battery")
                                .statusCode())
                        .isEqualTo(302);
            } finally {
                for (Socket socket : halfOpen) {
                    socket.close();
                }
            }
            assertThat(server.output().split("travel unencrypted", -1))
                    .as("said once")
                    .hasSize(2);
            assertThat(server.output() + server.errors()).doesNotContain("OutOfMemory");
        }
    }

    private static List<Callable<Integer>> crowdOfPosts(int port) {
        String json = "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n";
        String large = " ".repeat(1_100_000);
        String sized = json + "Content-Length: " + large.length() + "\r\n\r\n" + large;
        String chunked = json + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(large.length()) + "\r\n"
                + large + "\r\n0\r\n\r\n";
        String deep = json + "Content-Length: 900000\r\n\r\n" + "[".repeat(900_000);
        String fields = json + "Content-Length: 900000\r\n\r\n[" + "1,".repeat(449_999) + "]";
        var posts = new ArrayList<Callable<Integer>>();
        for (int round = 0; round < 25; round++) {
            for (String post : List.of(sized, chunked, deep, fields)) {
                posts.add(() -> status(port, post));
            }
        }
        return posts;
    }

    private static int status(int port, String request) throws IOException {
        try (var raw = new RawRequest("127.0.0.9", port)) {
            return raw.send(request).answer().status();
        } catch (IOException closedWhileSending) {
            return 0;
        }
    }

    private static void firstTenant(ServerProcess server, Visitor ana) {
        Matcher link = FIRST_START.matcher(server.until("/first-start?code=").output());
        assertThat(link.find()).isTrue();
        ana.get(link.group());
        var made = ana.post(
                "/first-start",
                Map.of(
                        "code",
                        link.group(1),
                        "tenantName",
                        "Acme",
                        "slug",
                        "acme",
                        "name",
                        "Ana Lima",
                        "email",
                        "ana@acme.example",
                        "password",
                        "correct horse battery"));
        assertThat(made.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("muster-session-without-tls="));
    }

    private ServerProcess start(String... options) throws IOException {
        var args = new ArrayList<>(
                List.of("serve", "--port", "0", "--data", folder.resolve("data").toString()));
        args.addAll(List.of(options));
        return ServerProcess.launch(
                folder, List.of("-Xmx128m", ServerProcess.NO_LATE_COMPILER), args.toArray(String[]::new));
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
