package dev.muster.shipping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.muster.TestTenant;
import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.command.Commands;
import dev.muster.database.CannotStart;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// The record on its way to a file and to a syslog server.
@MusterTest
class RecordShippingTest {
    @Autowired
    private ApplicationContext server;

    @TempDir
    private Path folder;

    private Shipping shipping;
    private TestTenant acme;

    @BeforeEach
    void a_tenant() {
        shipping = server.getBean(Shipping.class);
        acme = TestTenant.on(server);
    }

    @Test
    void every_entry_arrives_once_in_order_and_what_comes_later_after_it() throws IOException {
        var sink = new FileSink(folder.resolve("record.jsonl"));
        record("one");
        record("two");

        shipping.ship(sink);
        record("three");
        shipping.ship(sink);
        shipping.ship(sink);

        assertThat(subjects(sink.path())).endsWith("one", "two", "three").doesNotHaveDuplicates();
        assertThat(Files.getPosixFilePermissions(sink.path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(shipping.state()).hasValueSatisfying(state -> {
            assertThat(state.behind()).isZero();
            assertThat(state.fault()).isNull();
        });
    }

    @Test
    void a_sink_that_takes_nothing_is_told_as_behind_and_gets_all_of_it_later() throws IOException {
        shipping.ship(new FileSink(folder.resolve("before.jsonl")));
        record("waits");
        record("waits too");

        shipping.ship(new Refusing());

        assertThat(shipping.state()).hasValueSatisfying(state -> {
            assertThat(state.behind()).isGreaterThanOrEqualTo(2);
            assertThat(state.oldest()).isNotNull();
            assertThat(state.fault()).isEqualTo("disk full");
        });
        var sink = new FileSink(folder.resolve("after.jsonl"));
        shipping.ship(sink);
        assertThat(subjects(sink.path())).containsExactly("waits", "waits too");
        assertThat(shipping.state())
                .hasValueSatisfying(state -> assertThat(state.fault()).isNull());
    }

    @Test
    void half_a_line_of_a_server_that_died_is_ended_before_more_is_written() throws IOException {
        Path file = folder.resolve("record.jsonl");
        Files.writeString(file, "{\"half");

        new FileSink(file).take(List.of(new Sink.Parcel(Instant.EPOCH, "{\"whole\":1}")));

        assertThat(file).hasContent("{\"half\n{\"whole\":1}");
    }

    @Test
    void a_syslog_server_gets_messages_after_their_lengths() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> read(listening));

            new SyslogSink("127.0.0.1", listening.getLocalPort(), null)
                    .take(List.of(
                            new Sink.Parcel(Instant.parse("2026-11-28T03:00:00.5Z"), "{\"a\":\"\u05D0\"}"),
                            new Sink.Parcel(Instant.parse("2026-11-28T03:00:01Z"), "{}")));

            assertThat(received.join())
                    .isEqualTo("61 <110>1 2026-11-28T03:00:00.500Z - muster - audit - {\"a\":\"\u05D0\"}"
                            + "49 <110>1 2026-11-28T03:00:01Z - muster - audit - {}");
        }
    }

    @Test
    void over_tls_a_server_gets_them_whose_certificate_is_trusted_and_stands_for_its_address() throws Exception {
        var parcel = List.of(new Sink.Parcel(Instant.EPOCH, "{}"));
        OwnCertificate certificate = OwnCertificate.of("127.0.0.1");
        try (ServerSocket listening = listening(certificate)) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> read(listening));
            new SyslogSink(
                            "127.0.0.1",
                            listening.getLocalPort(),
                            certificate.client().getSocketFactory())
                    .take(parcel);
            assertThat(received.join()).isEqualTo("49 <110>1 1970-01-01T00:00:00Z - muster - audit - {}");
        }

        OwnCertificate ofAnother = OwnCertificate.of("192.0.2.1");
        for (OwnCertificate trusted : List.of(ofAnother, certificate)) {
            try (ServerSocket listening = listening(ofAnother)) {
                CompletableFuture<String> refused =
                        CompletableFuture.supplyAsync(() -> read(listening)).exceptionally(broken -> "");
                var sink = new SyslogSink(
                        "127.0.0.1", listening.getLocalPort(), trusted.client().getSocketFactory());

                assertThatThrownBy(() -> sink.take(parcel)).isInstanceOf(SSLHandshakeException.class);
                assertThat(refused.join()).isEmpty();
            }
        }
    }

    private static ServerSocket listening(OwnCertificate certificate) throws IOException {
        return certificate.server().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void the_task_tries_again_a_sink_that_failed_until_it_is_there() throws IOException {
        Path file = folder.resolve("later").resolve("record.jsonl");
        shipping.ship(new FileSink(folder.resolve("before.jsonl")));
        RecurringTask<Void> task =
                Objects.requireNonNull(new ShippingTask().shipAuditRecord(file.toString(), shipping));
        record("waits");

        run(task);
        Instant lastShipped = shipping.state().orElseThrow().shipped();
        assertThat(shipping.state().orElseThrow().fault()).contains("later");
        Files.createDirectory(folder.resolve("later"));
        run(task);

        assertThat(subjects(file)).containsExactly("waits");
        assertThat(shipping.state()).hasValueSatisfying(state -> {
            assertThat(state.fault()).isNull();
            assertThat(state.behind()).isZero();
            assertThat(state.shipped()).isAfter(lastShipped);
        });
        assertThat(Commands.run(
                        RecordShippingTest.class,
                        "audit",
                        "verify",
                        "--shipped",
                        folder.resolve("before.jsonl").toString(),
                        file.toString(),
                        "--public-key",
                        server.getBean(AuditTrail.class).publicKey()))
                .isZero();
    }

    private static void run(RecurringTask<Void> task) {
        task.execute(task.instance(RecurringTask.INSTANCE), null);
    }

    @Test
    void a_syslog_server_that_breaks_off_has_taken_nothing() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> reset(listening));
            var sink = new SyslogSink("127.0.0.1", listening.getLocalPort(), null);

            assertThatThrownBy(() -> sink.take(List.of(new Sink.Parcel(Instant.EPOCH, "x".repeat(1 << 20)))))
                    .isInstanceOf(IOException.class);
            broken.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.jsonl", "http://127.0.0.1", "syslog://", "syslog://ana@host", "syslog://h/x", "/"})
    void a_place_that_is_none_is_refused(String setting) {
        assertThatThrownBy(() -> Sink.of(setting))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("MUSTER_AUDIT_SINK is '%s'".formatted(setting));
    }

    @Test
    void each_kind_of_place_is_known_by_its_form() {
        assertThat(Stream.of("/var/log/muster.jsonl", "syslog://logs", "syslog+tls://logs.example:7000")
                        .map(setting -> Sink.of(setting).orElseThrow().name()))
                .containsExactly("/var/log/muster.jsonl", "syslog://logs:601", "syslog+tls://logs.example:7000");
        assertThat(Sink.of(" ")).isEmpty();
    }

    private static final class Refusing implements Sink {
        @Override
        public void take(List<Parcel> entries) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public String name() {
            return "nowhere";
        }
    }

    private static String read(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void reset(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void record(String subject) {
        server.getBean(TenantTransactions.class)
                .write(
                        acme.tenant().id(),
                        () -> server.getBean(AuditTrail.class)
                                .record(acme.tenant().id(), Actor.MUSTER, "sync.requested", subject, Map.of()));
    }

    private List<String> subjects(Path file) throws IOException {
        String ours = "\"tenant\":\"%s\"".formatted(acme.tenant().id().value());
        List<String> subjects = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.contains(ours) && line.contains("sync.requested")) {
                subjects.add(line.replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1"));
            }
        }
        return subjects;
    }
}
