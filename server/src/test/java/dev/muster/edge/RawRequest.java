package dev.muster.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;

/// A connection on which anything can be sent, also what no client would.
final class RawRequest implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket = new Socket();

    /// @param from address of this machine, 127.0.0.0/8
    RawRequest(String from, int port) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    /// An answer as it came over the wire.
    ///
    /// @param status  0 when the connection was closed without an answer
    /// @param headers by their names in lower case
    record Answer(int status, TreeMap<String, String> headers, String body) {}

    RawRequest send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /// Waits for so many bytes of an answer.
    String first(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
    }

    /// Waits until the server has answered and closed.
    Answer answer() throws IOException {
        String all = new String(untilClosed(), ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, new TreeMap<>(), all);
        }
        String[] lines = all.substring(0, end).split("\r\n", -1);
        var headers = new TreeMap<String, String>();
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            headers.put(
                    lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[line].substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, all.substring(end + 4));
    }

    private byte[] untilClosed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(bytes);
        } catch (IOException reset) {
            if (!String.valueOf(reset.getMessage()).contains("reset")) {
                throw reset;
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
