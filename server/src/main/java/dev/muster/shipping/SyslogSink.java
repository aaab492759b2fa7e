package dev.muster.shipping;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A syslog server over TCP: messages of [RFC 5424](https://www.rfc-editor.org/rfc/rfc5424), each after its length in
/// bytes as [RFC 6587](https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1) has it, over TLS if wanted, with a
/// certificate that this machine trusts.
///
/// Syslog acknowledges nothing. So each batch has a connection of its own, which is ended in order, and only when the
/// server ends it too, or says nothing against it, does the batch count as taken.
///
/// @param tls none for a plain connection
record SyslogSink(String host, int port, @Nullable SSLSocketFactory tls) implements Sink {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int MOST_ANSWERED = 4_096;
    private static final int PRIORITY = 13 * 8 + 6; // log audit, informational

    @Override
    public void take(List<Parcel> entries) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (Parcel entry : entries) {
                out.write(framed(entry));
            }
            out.flush();
            socket.shutdownOutput();
            awaitEnd(socket.getInputStream());
        }
    }

    private Socket connect() throws IOException {
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            if (tls == null) {
                return plain;
            }
            plain.setSoTimeout(ANSWER_MILLIS);
            var safe = (SSLSocket) tls.createSocket(plain, host, port, true);
            SSLParameters parameters = safe.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            safe.setSSLParameters(parameters);
            safe.startHandshake();
            return safe;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /// A server that keeps the connection open has not refused it.
    private static void awaitEnd(InputStream in) throws IOException {
        try {
            in.readNBytes(MOST_ANSWERED);
        } catch (SocketTimeoutException stillOpen) {
            return;
        }
    }

    private static byte[] framed(Parcel entry) throws IOException {
        byte[] text = entry.json().getBytes(UTF_8);
        byte[] header =
                "<%d>1 %s - muster - audit - ".formatted(PRIORITY, entry.at()).getBytes(US_ASCII);
        var message = new ByteArrayOutputStream(text.length + 100);
        message.write((header.length + text.length + " ").getBytes(US_ASCII));
        message.write(header);
        message.write(text);
        return message.toByteArray();
    }

    @Override
    public String name() {
        return "%s://%s:%d".formatted(tls == null ? "syslog" : "syslog+tls", host, port);
    }
}
