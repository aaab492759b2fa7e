package dev.muster.command;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Pruned;
import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.NotDone;
import dev.muster.backup.RecordOffice;
import dev.muster.backup.RecordOffice.Copy;
import dev.muster.database.OperatorDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster audit prune`: old entries of a tenant's record go, beside a running server or without one.
@Command(
        name = "prune",
        description = "Remove the entries of a tenant's record that are older than a day; the record says so, and what"
                + " is left can still be proved.")
final class PruneCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "TENANT", description = "Its short name.")
    private String tenant = "";

    @Option(
            names = "--before",
            required = true,
            paramLabel = "DAY",
            description = "The first day, in UTC, of which entries stay: 2025-01-31.")
    private LocalDate before = LocalDate.EPOCH;

    @ArgGroup(multiplicity = "1")
    private Kept kept = new Kept();

    @Option(
            names = "--confirm",
            paramLabel = "TENANT",
            description = "Its short name once more, instead of being asked.")
    private @Nullable String confirmed;

    /// What becomes of what goes; one has to be said.
    private static final class Kept {
        @Option(names = "--export", paramLabel = "FILE", description = "Write them into this file before.")
        private @Nullable Path export;

        @Option(
                names = "--shipped",
                description = "Remove them only if the sink that MUSTER_AUDIT_SINK names has taken them all.")
        private boolean shipped;

        @Option(names = "--no-export", description = "Keep nothing of them.")
        private boolean nothing;

        Copy copy() {
            if (export != null) {
                return new Copy.Export(export);
            }
            return shipped ? new Copy.Shipped() : new Copy.None();
        }
    }

    @Override
    public Integer call() {
        return Spoken.exitCode(spoken -> {
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                RecordOffice office = RecordOffice.on(connection, key::signing);
                Pruned entries = office.plan(tenant, before.atStartOfDay(UTC).toInstant());
                confirm(entries);
                office.prune(tenant, entries, kept.copy());
                spoken.say("Removed %s of the record of %s. Entry %d is its oldest now, and the newest says what went."
                        .formatted(told(entries), tenant, entries.last() + 1));
            }
        });
    }

    /// @throws NotDone when another name is typed
    private void confirm(Pruned entries) {
        TypedName.require(
                tenant,
                confirmed,
                "This removes %s of the record of %s for good, recorded from %s until %s. Type its short name to go on: "
                        .formatted(told(entries), tenant, entries.from(), entries.until()),
                "Nothing was removed");
    }

    private static String told(Pruned entries) {
        return entries.entries() == 1
                ? "entry " + entries.last()
                : "%,d entries, %d to %d,".formatted(entries.entries(), entries.first(), entries.last());
    }
}
