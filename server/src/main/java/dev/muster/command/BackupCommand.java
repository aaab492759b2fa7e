package dev.muster.command;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupOffice;
import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.Summary;
import dev.muster.database.OperatorDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster backup`: everything, into one file, beside a running server or without one.
@Command(
        name = "backup",
        description = "Write everything this Muster keeps into one file, as it is at one moment; a server may run.",
        footer = {"", "The master key is left out, and needed to use stored credentials: docs/operations.md"})
final class BackupCommand implements Callable<Integer> {
    private final String program;

    @Parameters(index = "0", paramLabel = "FILE", description = "File to write; it must not be there yet.")
    private Path file = Path.of("");

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PassphraseOptions passphrase = new PassphraseOptions();

    @Option(names = "--encrypt", description = "Encrypt the file with a passphrase; so does --passphrase-file.")
    private boolean encrypt;

    @Option(
            names = "--with-secrets",
            description = "Put the master key in as well, so that the file alone brings everything back; only with"
                    + " --encrypt.")
    private boolean withSecrets;

    @Option(
            names = "--not-recorded",
            description = "Take it although the master key is not here; no tenant's record tells of it then.")
    private boolean notRecorded;

    BackupCommand(String program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return Spoken.exitCode(spoken -> {
            Backup backup = new Backup(
                    file,
                    null,
                    passphrase.chosenIf(encrypt),
                    withSecrets ? MasterKeyFile.of(data.folder(), System.getenv()) : null,
                    program);
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                Summary summary = taken(backup, connection, spoken);
                spoken.written("Backed up", file, summary);
            }
        });
    }

    private Summary taken(Backup backup, Connection connection, Spoken spoken) {
        var key = MasterKeyFile.of(data.folder(), System.getenv());
        BackupOffice office = BackupOffice.on(connection, key::signing);
        if (!notRecorded && office.canTell()) {
            return office.take(backup, spoken);
        }
        Summary summary = backup.take(connection, spoken);
        spoken.say(
                notRecorded
                        ? "No tenant's record tells of it."
                        : "No tenant's record tells of it: the tables are of an earlier Muster.");
        return summary;
    }
}
