package dev.muster.command;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What can be said about a server when starting it.
final class ServeOptions {
    @Mixin
    final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything that is kept (default: MUSTER_HOME, else ~/.local/share/muster,"
                    + " for root /var/lib/muster).")
    @Nullable
    Path data;

    Path dataFolder() {
        return data != null ? data : defaultFolder();
    }

    /// Where data is kept unless somebody says otherwise.
    static Path defaultFolder() {
        return defaultFolder(System.getenv(), System.getProperty("user.name"), System.getProperty("user.home"));
    }

    /// A user without a name or a home, as container platforms make them, has the machine's folder like root.
    static Path defaultFolder(Map<String, String> environment, String user, String home) {
        String chosen = environment.getOrDefault("MUSTER_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        return user.equals("root") || home.equals("?") || home.equals("/")
                ? Path.of("/var/lib/muster")
                : Path.of(home, ".local", "share", "muster");
    }
}
