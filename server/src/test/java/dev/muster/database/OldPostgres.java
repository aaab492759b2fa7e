package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/// A server that says which version it is and agrees to everything, as far as a login goes
/// (https://www.postgresql.org/docs/current/protocol-flow.html).
final class OldPostgres implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final String version;
    private final ServerSocket socket;

    OldPostgres(String version) throws IOException {
        this.version = version;
        this.socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/old".formatted(socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                var in = new DataInputStream(client.getInputStream());
                var out = new DataOutputStream(client.getOutputStream());
                welcome(in, out);
                while (answer(in, out)) {
                    out.flush();
                }
            } catch (SocketException e) {
                continue; // closed by either side
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void welcome(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        int request = in.readInt();
        in.readNBytes(length - 8);
        if (request == SSL_REQUEST || request == GSS_REQUEST) {
            out.writeByte('N');
            out.flush();
            welcome(in, out);
            return;
        }
        send(out, 'R', new byte[4]);
        parameter(out, "server_version", version);
        parameter(out, "client_encoding", "UTF8");
        parameter(out, "DateStyle", "ISO, MDY");
        parameter(out, "standard_conforming_strings", "on");
        parameter(out, "integer_datetimes", "on");
        send(out, 'Z', new byte[] {'I'});
        out.flush();
    }

    private static boolean answer(DataInputStream in, DataOutputStream out) throws IOException {
        int type = in.read();
        if (type < 0 || type == 'X') {
            return false;
        }
        in.readNBytes(in.readInt() - 4);
        switch (type) {
            case 'P' -> send(out, '1', new byte[0]);
            case 'B' -> send(out, '2', new byte[0]);
            case 'D' -> send(out, 'n', new byte[0]);
            case 'E' -> send(out, 'C', "SET\0".getBytes(UTF_8));
            case 'Q' -> {
                send(out, 'C', "SET\0".getBytes(UTF_8));
                send(out, 'Z', new byte[] {'I'});
            }
            default -> send(out, 'Z', new byte[] {'I'});
        }
        return true;
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        var content = new ByteArrayOutputStream();
        content.write((name + "\0" + value + "\0").getBytes(UTF_8));
        send(out, 'S', content.toByteArray());
    }

    private static void send(DataOutputStream out, char type, byte[] content) throws IOException {
        out.writeByte(type);
        out.writeInt(content.length + 4);
        out.write(content);
    }
}
