package dev.muster.sso;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Asks a name server on loopback.
class PlatformDnsTest {
    private static final int NO_SUCH_NAME = 3;
    private static final int REFUSED = 5;

    @Test
    void reads_texts_and_tells_a_name_without_any_from_a_server_that_does_not_answer() throws Exception {
        try (var server = new NameServer(Map.of("acme.example", "muster-domain=5d7f 20c4"))) {
            var dns = new PlatformDns("dns://127.0.0.1:" + server.port());

            assertThat(dns.texts("acme.example")).containsExactly("muster-domain=5d7f 20c4");
            assertThat(dns.texts("unknown.example")).isEmpty();
            assertThatThrownBy(() -> dns.texts("refused.example"))
                    .isInstanceOf(SignOnFault.class)
                    .hasMessageContaining("The DNS did not answer about refused.example");
        }
    }

    /// Knows one text of each of a few names.
    private static final class NameServer implements AutoCloseable {
        private final Map<String, String> texts;
        private final DatagramSocket socket;

        NameServer(Map<String, String> texts) throws SocketException {
            this.texts = texts;
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            try {
                while (!socket.isClosed()) {
                    var packet = new DatagramPacket(new byte[512], 512);
                    socket.receive(packet);
                    byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (SocketException closed) {
                // The test is over.
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private byte[] answer(ByteBuffer question) {
            short id = question.getShort();
            question.position(12);
            int start = question.position();
            var name = new StringBuilder();
            for (int length = question.get(); length > 0; length = question.get()) {
                byte[] label = new byte[length];
                question.get(label);
                name.append(name.isEmpty() ? "" : ".").append(new String(label, US_ASCII));
            }
            byte[] asked = new byte[question.position() + 4 - start];
            question.get(start, asked);
            String text = texts.get(name.toString());
            int code = text != null ? 0 : name.toString().startsWith("refused") ? REFUSED : NO_SUCH_NAME;
            ByteBuffer answer = ByteBuffer.allocate(512)
                    .putShort(id)
                    .putShort((short) (0x8580 | code))
                    .putShort((short) 1)
                    .putShort((short) (text == null ? 0 : 1))
                    .putInt(0)
                    .put(asked);
            if (text != null) {
                answer.putShort((short) 0xC00C)
                        .putShort((short) 16)
                        .putShort((short) 1)
                        .putInt(60)
                        .putShort((short) (text.length() + 1))
                        .put((byte) text.length())
                        .put(text.getBytes(US_ASCII));
            }
            byte[] sent = new byte[answer.position()];
            answer.get(0, sent);
            return sent;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
