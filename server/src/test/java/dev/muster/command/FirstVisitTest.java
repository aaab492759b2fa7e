package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/// The packaged server, freshly started and opened as a browser opens it: everything at once, while nothing is loaded
/// yet. With few processors this once stopped it for good.
@Tag("packaged")
class FirstVisitTest {
    /// Of each kind, of which there are four. The workflow `verify` has ten by `-Dmuster.test.starts=10`, which is
    /// twenty for each number of processors.
    private static final int STARTS_FOR_EACH = Integer.getInteger("muster.test.starts", 1);
    /// What operators are promised; more would be an end by force.
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
    private static final int MORE_THAN_ARE_AT_WORK = 60;

    private static Path folder = Path.of("");
    private static int port;
    private static Rush rush = Rush.NOBODY;
    private static @Nullable FirstDay firstDay;

    @BeforeAll
    static void a_demo_that_was_used_before() throws Exception {
        folder = Files.createTempDirectory("muster-visit-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        port = freePort();
        var operator = Map.of("MUSTER_PAGERDUTY_HOSTS", FirstDay.HOST);
        try (ServerProcess demo =
                ServerProcess.start(folder, operator, demo()).until("Ctrl-C ends everything; the data stays.\n")) {
            Path facts = folder.resolve("data/demo.json");
            firstDay = FirstDay.of(demo, facts);
            rush = Rush.learn(demo.url(), facts);
        }
        assertThat(rush.addresses()).as("pages, assets and API of the demo").hasSizeGreaterThan(40);
    }

    @AfterAll
    static void clean_up() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void one_command_led_to_a_particular_account_on_its_first_day() {
        FirstDay day = Objects.requireNonNull(firstDay);

        assertThat(day.output()).contains("Pagerduty of acme: Connected, Data available");
        assertThat(day.facts().get("url").asString()).isEqualTo(day.url());
        assertThat(day.facts().get("users").findValuesAsString("role"))
                .containsSubsequence("Administrator", "Risk Manager", "Reviewer", "Auditor", "Administrator");
        assertThat(day.permissions()).isEqualTo("rw-------");
        assertThat(day.integration().get("message").asString()).isEqualTo("Data available");
        assertThat(day.integration().get("revision").asInt()).isEqualTo(1);
        assertThat(day.roles())
                .contains(
                        "Global Admin",
                        "Full Stakeholder",
                        "Limited Stakeholder",
                        "Manager/User",
                        "Responder",
                        "Observer",
                        "Restricted Access",
                        "Account Owner");
        assertThat(day.invited()).contains("Join Acme as Reviewer");
    }

    @Test
    void further_hosts_of_the_operator_are_heeded() {
        FirstDay day = Objects.requireNonNull(firstDay);

        assertThat(day.listedHost().status()).isEqualTo(200);
        assertThat(day.otherHost().status()).isEqualTo(422);
    }

    /// What holds on to a server that is to end.
    private enum Hold {
        NOTHING,
        /// As many as are let in.
        BODIES_THAT_NEVER_COME,
        A_DATABASE_THAT_ANSWERS_NOBODY
    }

    static Stream<Arguments> starts() {
        return IntStream.rangeClosed(1, STARTS_FOR_EACH)
                .boxed()
                .flatMap(start -> Stream.of(
                        Arguments.of(1, true, Hold.NOTHING, start),
                        Arguments.of(1, false, Hold.BODIES_THAT_NEVER_COME, start),
                        Arguments.of(2, true, Hold.A_DATABASE_THAT_ANSWERS_NOBODY, start),
                        Arguments.of(2, false, Hold.NOTHING, start)));
    }

    @ParameterizedTest(name = "{0} processors, by the launcher {1}, ended under {2}, start {3}")
    @MethodSource("starts")
    void forty_first_requests_at_once_and_a_sync_are_all_answered_and_it_can_be_stopped_in_time(
            int processors, boolean launched, Hold hold, int start) throws Exception {
        try (ServerProcess server = start(
                        launched,
                        List.of("-XX:ActiveProcessorCount=" + processors, "-Djdk.virtualThreadScheduler.parallelism=1"))
                .untilReady()) {
            assertThat(rush.everythingAtOnce(start)).isEmpty();

            assertThat(rush.statusOf("/t/acme/integrations")).isEqualTo(200);
            switch (hold) {
                case NOTHING -> endsInTimeWithItsDatabase(server);
                case BODIES_THAT_NEVER_COME -> endsAmongBodiesThatNeverCome(server);
                case A_DATABASE_THAT_ANSWERS_NOBODY -> endsAlthoughItsDatabaseAnswersNobody(server);
            }
        }
    }

    private static void endsAmongBodiesThatNeverCome(ServerProcess server) throws Exception {
        List<Socket> stuck = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_ARE_AT_WORK; i++) {
                stuck.add(formThatNeverComes());
            }
            endsInTimeWithItsDatabase(server);
        } finally {
            for (Socket socket : stuck) {
                socket.close();
            }
        }
    }

    private static void endsAlthoughItsDatabaseAnswersNobody(ServerProcess server) throws Exception {
        server.until("Ctrl-C ends everything");
        List<ProcessHandle> database = server.children();
        signal("STOP", database);
        try (Rush.Waiting people = rush.thatWait()) {
            assertThat(people.count()).isGreaterThan(MORE_THAN_ARE_AT_WORK);

            server.terminate();

            assertThat(server.endsWithin(STOPS_WITHIN)).as("ended by SIGTERM").isTrue();
        } finally {
            signal("CONT", database);
        }
        ServerProcess.await(() -> database.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void it_ends_in_time_although_every_request_thread_is_stuck() throws Exception {
        try (ServerProcess server = ServerProcess.startWith(folder, jarOf(StuckRequests.class), demo())
                .untilReady()) {
            List<Socket> stuck = new ArrayList<>();
            try {
                for (int i = 0; i < MORE_THAN_ARE_AT_WORK; i++) {
                    stuck.add(ask("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(StuckRequests.PATH)));
                }
                ServerProcess.await(() -> rush.statusOf("/sign-in") == 503);
                endsInTimeWithItsDatabase(server);
            } finally {
                for (Socket socket : stuck) {
                    socket.close();
                }
            }
        }
    }

    private static void endsInTimeWithItsDatabase(ServerProcess server) throws InterruptedException {
        List<ProcessHandle> children = server.children();

        server.terminate();

        assertThat(server.endsWithin(STOPS_WITHIN)).as("ended by SIGTERM").isTrue();
        ServerProcess.await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Socket formThatNeverComes() throws IOException {
        return ask("""
                POST /sign-in HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: 100\r
                \r
                email=""");
    }

    private static Socket ask(String request) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// A jar with this one class, which Spring Boot takes up when it is on the class path.
    private static Path jarOf(Class<?> configuration) throws IOException {
        Path jar = folder.resolve(configuration.getSimpleName() + ".jar");
        String file = configuration.getSimpleName() + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var compiled = configuration.getResourceAsStream(file)) {
            out.putNextEntry(new JarEntry(configuration.getPackageName().replace('.', '/') + "/" + file));
            out.write(Objects.requireNonNull(compiled).readAllBytes());
            out.putNextEntry(
                    new JarEntry("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"));
            out.write(configuration.getName().getBytes(StandardCharsets.US_ASCII));
        }
        return jar;
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    private static ServerProcess start(boolean launched, List<String> java) throws IOException {
        return launched
                ? ServerProcess.launch(folder, java, demo())
                : ServerProcess.startPackaged(folder, java, demo());
    }

    private static String[] demo() {
        String data = folder.resolve("data").toString();
        return new String[] {"demo", "--port", String.valueOf(port), "--data", data, "--users", "60", "--teams", "6"};
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
