package dev.muster.command;

import dev.muster.backup.BackupFile;
import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.Restore;
import dev.muster.database.RestoreTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster restore`: a backup or an export, into an empty data folder or database, of any PostgreSQL that Muster knows.
@Command(
        name = "restore",
        description = "Put a backup or an export into an empty data folder or database, and check every row of it.")
final class RestoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "What muster backup or muster export wrote.")
    private Path path = Path.of("");

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PassphraseOptions passphrase = new PassphraseOptions();

    @Override
    public Integer call() {
        return Spoken.exitCode(spoken -> {
            BackupFile file = BackupFile.checked(path, spoken);
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            var restore = new Restore(file, file.isEncrypted() ? passphrase.known() : null, key);
            restore.refuseUnlessReadable();
            Restore.Restored restored;
            try (RestoreTarget target = RestoreTarget.open(data.folder(), System.getenv())) {
                restored = restore.into(target, spoken);
            }
            Restore.forgetHeads(data.folder());
            spoken.written("Restored and compared", path, restored.summary());
            spoken.say("It was " + restored.origin() + ".");
            if (restored.needsKey()) {
                spoken.say("Before you start the server, put its master key back: %s.".formatted(key.path()));
            }
        });
    }
}
