package dev.muster.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose data a command of the operator works on, as it is said to `serve`.
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data folder (default: MUSTER_HOME, else ~/.local/share/muster, for root"
                    + " /var/lib/muster). MUSTER_DATABASE_URL names an external database instead.")
    @Nullable
    Path data;

    Path folder() {
        return data != null ? data : ServeOptions.defaultFolder();
    }
}
