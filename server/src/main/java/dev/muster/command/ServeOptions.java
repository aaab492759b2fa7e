package dev.muster.command;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What can be said about a server when starting it.
final class ServeOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--address",
            paramLabel = "A",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE}).")
    String address = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything that is kept (default: MUSTER_HOME, else ~/.local/share/muster,"
                    + " for root /var/lib/muster).")
    @Nullable
    Path data;

    @Option(names = "--verbose", description = "Say everything on the console, also the causes of failures.")
    boolean verbose;

    Path dataFolder() {
        return data != null ? data : defaultFolder(System.getenv(), System.getProperty("user.name"));
    }

    static Path defaultFolder(Map<String, String> environment, String user) {
        String chosen = environment.getOrDefault("MUSTER_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        return user.equals("root")
                ? Path.of("/var/lib/muster")
                : Path.of(System.getProperty("user.home"), ".local", "share", "muster");
    }
}
