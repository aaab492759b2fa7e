package dev.muster.command;

import dev.muster.database.CannotStart;
import dev.muster.secret.NewMasterKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `muster master-key FILE`: the key that several servers will share.
@Command(
        name = "master-key",
        description = "Make a master key for servers that share one; name it to each with MUSTER_MASTER_KEY_FILE.")
final class MasterKeyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where it goes; a file that is there already is left alone.")
    private Path file = Path.of("master-key");

    @Override
    public Integer call() {
        try {
            NewMasterKey.writeTo(file.toAbsolutePath());
            return 0;
        } catch (CannotStart refused) {
            System.err.println(refused.happened());
            System.err.println(refused.remedy());
            return 1;
        }
    }
}
