package dev.muster.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A company's proxy: wants a user and password, finds hosts itself, and reads what passes through by showing
/// certificates of its own root. What it lets through goes to addresses of this machine in plain http.
final class InspectingProxy implements AutoCloseable {
    private static final String STORE_PASSWORD = "not-a-secret";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, URI> hosts;
    private final String credential;
    private final SSLContext certificates;
    private final Path root;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();

    /// @param folder     for its keys
    /// @param credential `user:password`
    /// @param hosts      where the hosts are that it knows
    InspectingProxy(Path folder, String credential, Map<String, URI> hosts)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.credential = Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
        this.hosts = new HashMap<>(hosts);
        this.root = folder.resolve("root.pem");
        this.certificates =
                certificates(folder, hosts.keySet().stream().sorted().toList());
        threads.execute(() -> {
            while (!socket.isClosed()) {
                accept();
            }
        });
    }

    int port() {
        return socket.getLocalPort();
    }

    /// File with the certificate of its root.
    Path root() {
        return root;
    }

    /// The hosts it was asked for, let through or not.
    List<String> asked() {
        return List.copyOf(asked);
    }

    /// The first line and headers of what passed through each connection first.
    List<String> passed() {
        return List.copyOf(passed);
    }

    private void accept() {
        try {
            Socket connection = socket.accept();
            threads.execute(() -> serve(connection));
        } catch (IOException closing) {
            // The loop ends with the socket.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            List<String> request = head(connection.getInputStream());
            String host = request.getFirst().split(" ", -1)[1].replaceFirst(":443$", "");
            asked.add(host);
            URI behind = hosts.get(host);
            if (request.stream().noneMatch(("Proxy-Authorization: Basic " + credential)::equalsIgnoreCase)) {
                say(connection, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"a\"");
            } else if (behind == null) {
                say(connection, "502 Bad Gateway");
            } else {
                say(connection, "200 Connection established");
                inspect(connection, behind);
            }
        } catch (IOException gone) {
            // Whoever asked does not wait any more.
        }
    }

    private void inspect(Socket connection, URI behind) throws IOException {
        var factory = certificates.getSocketFactory();
        try (var inside = (SSLSocket) factory.createSocket(connection, null, connection.getPort(), false);
                var outside = new Socket(InetAddress.getLoopbackAddress(), behind.getPort())) {
            inside.setUseClientMode(false);
            List<String> first = head(inside.getInputStream());
            passed.add(String.join("\n", first));
            outside.getOutputStream().write((String.join("\r\n", first) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            var back = threads.submit(() -> pour(outside, inside));
            pour(inside, outside);
            outside.shutdownOutput();
            back.cancel(true);
        }
    }

    private static Void pour(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] block = new byte[8 << 10];
        for (int length = in.read(block); length >= 0; length = in.read(block)) {
            out.write(block, 0, length);
            out.flush();
        }
        return null;
    }

    private static void say(Socket to, String what) throws IOException {
        String length = what.startsWith("200") ? "" : "\r\nContent-Length: 0";
        to.getOutputStream().write(("HTTP/1.1 " + what + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// Byte by byte, since what follows belongs to somebody else.
    private static List<String> head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Closed before a whole request came");
            }
            head.append((char) next);
        }
        return Arrays.stream(head.toString().strip().split("\r\n", -1)).toList();
    }

    private SSLContext certificates(Path folder, List<String> names)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("proxy.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "root",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Root of a company",
                "-ext",
                "bc:c");
        String all = "san="
                + String.join(",", names.stream().map(name -> "dns:" + name).toList());
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "host",
                "-signer",
                "root",
                "-keyalg",
                "EC",
                "-dname",
                "CN=x",
                "-ext",
                all);
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        Files.writeString(root, pem(keys.getCertificate("root")));
        keys.deleteEntry("root");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----%n%s%n-----END CERTIFICATE-----%n"
                .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", STORE_PASSWORD));
        Path said = Files.createTempFile(store.getParent(), "keytool", ".txt");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(Files.readString(said));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
