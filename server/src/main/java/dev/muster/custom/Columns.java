package dev.muster.custom;

import dev.muster.custom.Spool.Spooled;
import dev.muster.database.TenantTransactions;
import dev.muster.form.Checking;
import dev.muster.form.FileForm;
import dev.muster.form.FileReading;
import dev.muster.form.Findings;
import dev.muster.form.Findings.Check;
import dev.muster.form.StoredForm;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.people.Roster;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.sync.Syncs;
import dev.muster.table.BadFile;
import dev.muster.table.TableFile;
import dev.muster.tenant.TenantAccess;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Keeps what the columns of an integration's files mean.
@Service
public class Columns {
    private final TenantTransactions transactions;
    private final Configurations configurations;
    private final Uploads uploads;
    private final UploadStore store;
    private final Spool spool;
    private final Syncs syncs;

    Columns(
            TenantTransactions transactions,
            Configurations configurations,
            Uploads uploads,
            UploadStore store,
            Spool spool,
            Syncs syncs) {
        this.transactions = transactions;
        this.configurations = configurations;
        this.uploads = uploads;
        this.store = store;
        this.spool = spool;
        this.syncs = syncs;
    }

    /// Keeps what the columns mean, and has the newest file read so.
    ///
    /// @throws InvalidInput when the columns do not tell enough
    /// @throws BadFile      when the newest file cannot be read so; nothing was changed
    void understand(TenantAccess access, IntegrationId id, FileForm form) throws IOException, InterruptedException {
        Integration integration = uploads.requireTakes(access, id);
        requireFits(form, integration);
        IntegrationKey key = integration.key(access.id());
        Upload upload = uploads.newest(key)
                .orElseThrow(
                        () -> new NoSuchThing("No file of %s waits. Upload one first.".formatted(integration.name())));
        Findings found = uploads.findings(key, upload.number());
        try (Spooled file = spool.fetch(key, upload.number())) {
            TableFile table = TableFile.open(file.path());
            FileReading.requireColumns(table, form);
            Check check = Checking.of(table, form, found.rows());
            transactions.write(access.id(), () -> {
                uploads.requireQuiet(access, id);
                if (!uploads.newest(key).map(Upload::number).equals(Optional.of(upload.number()))) {
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
        requireFits(form, uploads.requireTakes(access, id));
        configurations.keepForm(access, id, StoredForm.write(form));
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
}
