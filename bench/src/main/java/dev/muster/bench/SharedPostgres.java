package dev.muster.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The PostgreSQL of a data folder whose server has stopped, run by itself so that several servers share it. Linux
/// only.
final class SharedPostgres implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final int port;

    private SharedPostgres(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /// Starts it and waits until it takes connections.
    static SharedPostgres on(Path data, Path log) throws IOException, InterruptedException {
        int port = freePort();
        List<String> line = new ArrayList<>(asOwnerOf(data.resolve("database")));
        line.addAll(List.of(
                programs(data).resolve("bin/postgres").toString(),
                "-D",
                data.resolve("database").toString(),
                "-p",
                "" + port));
        line.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var postgres = new SharedPostgres(process, data, port);
        postgres.awaitOpen(log);
        return postgres;
    }

    /// What a server needs to use this database instead of one of its own.
    Map<String, String> settings() throws IOException {
        Path secrets = data.resolve("secrets");
        return Map.of(
                "MUSTER_DATABASE_URL", "postgresql://127.0.0.1:%d/muster".formatted(port),
                "MUSTER_DATABASE_USER", "muster",
                "MUSTER_DATABASE_PASSWORD",
                        Files.readString(secrets.resolve("postgres-password")).strip(),
                "MUSTER_MASTER_KEY_FILE", secrets.resolve("master-key.json").toString());
    }

    private void awaitOpen(Path log) throws IOException, InterruptedException {
        while (!isOpen()) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL did not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private boolean isOpen() {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path programs(Path data) throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.filter(it -> it.getFileName().toString().startsWith("postgres-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No PostgreSQL was unpacked in " + data));
        }
    }

    /// PostgreSQL does not run as root; its files tell as whom it ran.
    private static List<String> asOwnerOf(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        String user = Files.getAttribute(folder, "unix:uid").toString();
        String group = Files.getAttribute(folder, "unix:gid").toString();
        return List.of("setpriv", "--reuid", user, "--regid", group, "--clear-groups");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }
}
