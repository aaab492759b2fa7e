package dev.muster.command;

import dev.muster.backup.Backup;
import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.Summary;
import dev.muster.backup.TenantOffice;
import dev.muster.database.OperatorDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster export`: one tenant, into one file that `muster restore` understands.
@Command(name = "export", description = "Write one tenant's data into one file; a server may run.")
final class ExportCommand implements Callable<Integer> {
    private final String program;

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its short name, as muster tenant list shows it.")
    private String tenant = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "File to write; it must not be there yet.")
    private Path file = Path.of("");

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PassphraseOptions passphrase = new PassphraseOptions();

    @Option(names = "--encrypt", description = "Encrypt the file with a passphrase; so does --passphrase-file.")
    private boolean encrypt;

    ExportCommand(String program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return Spoken.exitCode(spoken -> {
            Backup export = new Backup(file, tenant, passphrase.chosenIf(encrypt), null, program);
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                Summary summary = TenantOffice.on(connection, key::signing).export(export, spoken);
                spoken.written("Exported " + tenant, file, summary);
            }
        });
    }
}
