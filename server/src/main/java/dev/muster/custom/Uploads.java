package dev.muster.custom;

import dev.muster.audit.AuditTrail;
import dev.muster.custom.Findings.Check;
import dev.muster.custom.Spool.Spooled;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.IntegrationStates;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.people.Roster;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.sync.Syncs;
import dev.muster.table.BadFile;
import dev.muster.table.TableFile;
import dev.muster.tenant.TenantAccess;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Takes in files for custom applications. A file is looked at from end to end before anything is kept; what can be
/// read becomes a run.
@Service
public class Uploads {
    /// Files that a server looks at in one moment: each takes a thread, some memory and a share of the disk.
    private static final int AT_ONCE = 2;
    private static final int LONGEST_NAME = 200;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Configurations configurations;
    private final IntegrationStates states;
    private final UploadStore store;
    private final Spool spool;
    private final Syncs syncs;
    private final AuditTrail audit;
    private final Clock clock;

    Uploads(
            TenantTransactions transactions,
            Integrations integrations,
            Configurations configurations,
            IntegrationStates states,
            UploadStore store,
            Spool spool,
            Syncs syncs,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.configurations = configurations;
        this.states = states;
        this.store = store;
        this.spool = spool;
        this.syncs = syncs;
        this.audit = audit;
        this.clock = clock;
    }

    /// Takes a file. When it is known what its columns mean a run reads it at once; otherwise it waits for somebody
    /// to say so, unless a script sent it, which cannot be asked.
    ///
    /// @param name     of the file, as far as somebody told
    /// @param byScript whether it may be published without anybody's look
    /// @return whether it is being read
    /// @throws BadFile  when it is not taken, and why; nothing was changed
    /// @throws Conflict when a run reads already, the integration is paused, or a script sends the first file
    public boolean receive(TenantAccess access, IntegrationId id, String name, boolean byScript, InputStream body)
            throws IOException, InterruptedException {
        Integration integration = requireTakes(access, id);
        FileForm form = form(integration);
        if (form == null && byScript) {
            throw new Conflict(
                    "Nobody has said yet what the columns of %s mean, so the file was not read. Upload one on its page first, or send the columns."
                            .formatted(integration.name()));
        }
        if (!places.tryAcquire()) {
            throw new Conflict(
                    "Two other files are being read on this server, so this one was not. Send it again in a minute.");
        }
        try (Spooled file = spool.receive(body)) {
            return keep(access, integration, named(name, integration), byScript, file, form);
        } finally {
            places.release();
        }
    }

    private boolean keep(
            TenantAccess access,
            Integration integration,
            String name,
            boolean byScript,
            Spooled file,
            @Nullable FileForm form)
            throws IOException, InterruptedException {
        IntegrationId id = integration.id();
        TableFile table = TableFile.open(file.path());
        Findings found = Scan.of(table, Roster.is(integration));
        boolean ready = form != null && hasColumns(table, form, byScript);
        Findings findings = ready && form != null ? found.with(Checking.of(table, form, found.rows())) : found;
        var upload = new Upload(
                0,
                name,
                found.words(),
                file.bytes(),
                found.rows(),
                file.digest(),
                clock.instant(),
                access.userName(),
                byScript,
                ready,
                null,
                false);
        transactions.write(access.id(), () -> {
            IntegrationKey key = requireQuiet(access, id);
            int number = store.insert(key, upload, file.path(), findings);
            if (ready) {
                syncs.readBrought(access, id);
            }
            record(access, key, upload, number);
        });
        return ready;
    }

    /// A person is asked again what columns mean that are not there; a script is told.
    private static boolean hasColumns(TableFile table, FileForm form, boolean byScript) {
        try {
            FileReading.requireColumns(table, form);
            return true;
        } catch (BadFile missing) {
            if (byScript) {
                throw missing;
            }
            return false;
        }
    }

    /// Keeps what the columns mean, and has the newest file read so.
    ///
    /// @throws InvalidInput when the columns do not tell enough
    /// @throws BadFile      when the newest file cannot be read so; nothing was changed
    void understand(TenantAccess access, IntegrationId id, FileForm form) throws IOException, InterruptedException {
        Integration integration = requireTakes(access, id);
        requireFits(form, integration);
        IntegrationKey key = integration.key(access.id());
        Upload upload = newest(key)
                .orElseThrow(
                        () -> new NoSuchThing("No file of %s waits. Upload one first.".formatted(integration.name())));
        Findings found = findings(key, upload.number());
        try (Spooled file = spool.fetch(key, upload.number())) {
            TableFile table = TableFile.open(file.path());
            FileReading.requireColumns(table, form);
            Check check = Checking.of(table, form, found.rows());
            transactions.write(access.id(), () -> {
                requireQuiet(access, id);
                if (!newest(key).map(Upload::number).equals(Optional.of(upload.number()))) {
                    throw new Conflict("A newer file came meanwhile. Look at that one.");
                }
                configurations.keepForm(access, id, StoredForm.write(form));
                store.ready(key, upload.number(), found.with(check));
                syncs.readBrought(access, id);
            });
        }
    }

    /// Keeps what the columns mean before any file is there.
    ///
    /// @param columns as the API writes it
    /// @throws InvalidInput when the columns do not tell enough
    public void expect(TenantAccess access, IntegrationId id, String columns) {
        expect(access, id, StoredForm.parse(columns).checked());
    }

    /// As [#expect(TenantAccess, IntegrationId, String)], for what was understood already.
    void expect(TenantAccess access, IntegrationId id, FileForm form) {
        requireFits(form, requireTakes(access, id));
        configurations.keepForm(access, id, StoredForm.write(form));
    }

    /// The file that came last.
    Optional<Upload> newest(IntegrationKey integration) {
        return transactions.read(integration.tenant(), () -> store.newest(integration));
    }

    /// What was found in a file.
    ///
    /// @throws NoSuchThing when a newer one came since
    Findings findings(IntegrationKey integration, int upload) {
        return transactions
                .read(integration.tenant(), () -> store.findings(integration, upload))
                .orElseThrow(() -> new NoSuchThing("A newer file came since. Look at that one."));
    }

    /// What the columns of an integration's files mean; none while nobody said so.
    static @Nullable FileForm form(Integration integration) {
        return integration.form() == null ? null : StoredForm.read(integration.form());
    }

    /// An integration that takes files, for somebody who may bring them.
    ///
    /// @throws NoSuchThing when it is none of those
    Integration requireTakes(TenantAccess access, IntegrationId id) {
        Integration integration = integrations.get(access.id(), id).integration();
        if (!integration.isBrought()) {
            throw new NoSuchThing("%s is read by a connector and takes no files.".formatted(integration.name()));
        }
        integration.requireManagedBy(access);
        return integration;
    }

    private IntegrationKey requireQuiet(TenantAccess access, IntegrationId id) {
        var key = new IntegrationKey(access.id(), id);
        IntegrationStatus status = states.lock(key).orElseThrow(() -> new NoSuchThing("This integration was deleted"));
        if (status.isSyncing()) {
            throw new Conflict("A file is being read already, so this one was not kept. Wait for its end.");
        }
        if (status.pausedAt() != null) {
            throw new Conflict("The integration is paused, so the file was not kept. Resume it first.");
        }
        return key;
    }

    private void record(TenantAccess access, IntegrationKey key, Upload upload, int number) {
        String name = integrations.get(key.tenant(), key.id()).integration().name();
        audit.record(
                access.id(),
                access.actor(),
                "upload.received",
                name,
                Map.of(
                        "integration", key.id().value().toString(),
                        "file", upload.name(),
                        "number", String.valueOf(number),
                        "rows", String.valueOf(upload.rows()),
                        "digest", upload.digest()));
    }

    private static void requireFits(FileForm form, Integration integration) {
        if (form.isOfPeople() != Roster.is(integration)) {
            throw new InvalidInput(Map.of(
                    "columns",
                    form.isOfPeople()
                            ? "Only a roster has a table of the kind people. %s tells access."
                                    .formatted(integration.name())
                            : "A roster has one table, of the kind people, and tells no access."));
        }
        if (!form.faults().isEmpty()) {
            throw new InvalidInput(Map.of("columns", String.join(" ", form.faults())));
        }
    }

    /// Without folders and what cannot be shown.
    private static String named(String name, Integration integration) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (last.isEmpty()) {
            return "A file for %s".formatted(Objects.requireNonNull(integration.name()));
        }
        return last.length() <= LONGEST_NAME ? last : last.substring(0, LONGEST_NAME);
    }
}
