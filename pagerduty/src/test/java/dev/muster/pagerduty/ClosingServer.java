package dev.muster.pagerduty;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers the first question of each connection and says that it stays open; closes it when a second one has come.
/// Counts them all.
public final class ClosingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    public ClosingServer() throws IOException {
        threads.execute(() -> {
            while (!socket.isClosed()) {
                accept();
            }
        });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// Questions that came, answered or not.
    public int requests() {
        return requests.get();
    }

    /// Those that were not answered.
    public int closedUnderAQuestion() {
        return closed.get();
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
            var in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            if (takeRequest(in)) {
                byte[] answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(StandardCharsets.US_ASCII);
                connection.getOutputStream().write(answer);
                connection.getOutputStream().flush();
                if (takeRequest(in)) {
                    closed.incrementAndGet();
                }
            }
        } catch (IOException gone) {
            // Whoever asked does not wait any more.
        }
    }

    private boolean takeRequest(BufferedReader in) throws IOException {
        boolean began = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                requests.incrementAndGet();
                return true;
            }
            began = true;
        }
        if (began) {
            throw new IOException("Half a request");
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
