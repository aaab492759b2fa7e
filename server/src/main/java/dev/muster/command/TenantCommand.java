package dev.muster.command;

import dev.muster.backup.Backup;
import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.NotDone;
import dev.muster.backup.Summary;
import dev.muster.backup.TenantOffice;
import dev.muster.backup.TenantOffice.ListedTenant;
import dev.muster.database.OperatorDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster tenant`: what the operator decides about whole tenants, beside a running server or without one.
@Command(
        name = "tenant",
        description = "List, suspend, resume and delete tenants; let passwords in again.",
        synopsisSubcommandLabel = "COMMAND")
final class TenantCommand implements Callable<Integer> {
    private final String program;

    @Mixin
    private final DataOption data = new DataOption();

    TenantCommand(String program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return list(data);
    }

    @Command(name = "list", description = "Show every tenant: short name, name, members, state.")
    Integer list(@Mixin DataOption data) {
        return on(data, (office, spoken) -> {
            for (ListedTenant tenant : office.list()) {
                String state = tenant.suspendedAt() == null ? "active" : "suspended since " + tenant.suspendedAt();
                spoken.say("%-40s  %s  (%s, %s)"
                        .formatted(
                                tenant.slug(),
                                tenant.name(),
                                tenant.members() == 1 ? "1 member" : "%,d members".formatted(tenant.members()),
                                state));
            }
        });
    }

    @Command(
            name = "suspend",
            description = "Let nobody in: pages, API tokens and syncs of the tenant stop, its data stays.")
    Integer suspend(
            @Mixin DataOption data, @Parameters(paramLabel = "TENANT", description = "Its short name.") String tenant) {
        return on(data, (office, spoken) -> {
            boolean changed = office.suspend(tenant);
            spoken.say(changed ? "%s is suspended.".formatted(tenant) : "%s was suspended already.".formatted(tenant));
        });
    }

    @Command(name = "resume", description = "Let a suspended tenant in again; syncs that were due run now.")
    Integer resume(
            @Mixin DataOption data, @Parameters(paramLabel = "TENANT", description = "Its short name.") String tenant) {
        return on(data, (office, spoken) -> {
            boolean changed = office.resume(tenant);
            spoken.say(changed ? "%s is active again.".formatted(tenant) : "%s was not suspended.".formatted(tenant));
        });
    }

    @Command(
            name = "take-passwords",
            description = "Let members sign in by password again, when single sign-on lets nobody in any more.")
    Integer takePasswords(
            @Mixin DataOption data, @Parameters(paramLabel = "TENANT", description = "Its short name.") String tenant) {
        return on(data, (office, spoken) -> {
            boolean changed = office.takePasswords(tenant);
            spoken.say(
                    changed
                            ? "%s takes passwords again. Whoever has none gets a link with muster user reset EMAIL."
                                    .formatted(tenant)
                            : "%s takes passwords already.".formatted(tenant));
        });
    }

    @Command(
            name = "delete",
            description = "Export a tenant, then remove every row of it and the users who belong to no other.")
    Integer delete(
            @Mixin DataOption data,
            @Mixin PassphraseOptions passphrase,
            @Parameters(index = "0", paramLabel = "TENANT", description = "Its short name.") String tenant,
            @Option(names = "--export", paramLabel = "FILE", description = "Where the export goes.") @Nullable
                    Path export,
            @Option(names = "--no-export", description = "Keep nothing of it.") boolean noExport,
            @Option(names = "--encrypt", description = "Encrypt the export with a passphrase.") boolean encrypt,
            @Option(
                            names = "--confirm",
                            paramLabel = "TENANT",
                            description = "Its short name once more, instead of being asked.")
                    @Nullable
                    String confirmed) {
        return on(data, (office, spoken) -> {
            if ((export == null) != noExport) {
                throw new NotDone(
                        "Nothing was deleted: it must be said what becomes of the tenant's data.",
                        "Name a file for it with --export FILE, or say --no-export.");
            }
            office.require(tenant);
            TypedName.require(
                    tenant,
                    confirmed,
                    "This deletes everything of tenant %s for good. Type its short name to go on: ".formatted(tenant),
                    "Nothing was deleted");
            Backup kept =
                    export == null ? null : new Backup(export, tenant, passphrase.chosenIf(encrypt), null, program);
            TenantOffice.Deleted deleted = office.delete(tenant, kept, spoken);
            Summary summary = deleted.exported();
            if (summary != null && export != null) {
                spoken.written("Exported " + tenant, export, summary);
            }
            spoken.say("Deleted %s: %s and %s."
                    .formatted(
                            tenant,
                            deleted.rows() == 1 ? "1 row" : "%,d rows".formatted(deleted.rows()),
                            deleted.users() == 1
                                    ? "1 user who belonged to no other tenant"
                                    : "%,d users who belonged to no other tenant".formatted(deleted.users())));
        });
    }

    /// What is done on an open database.
    @FunctionalInterface
    private interface Errand {
        void run(TenantOffice office, Spoken spoken) throws SQLException;
    }

    private static int on(DataOption data, Errand errand) {
        return Spoken.exitCode(spoken -> {
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                errand.run(TenantOffice.on(connection, key::signing), spoken);
            }
        });
    }
}
