package dev.muster.custom;

import dev.muster.connector.Description;
import dev.muster.database.TenantTransactions;
import dev.muster.form.Findings;
import dev.muster.form.Findings.Bad;
import dev.muster.form.Findings.Check;
import dev.muster.host.FeedCertificate;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Removals;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedAccounts;
import dev.muster.ledger.StagedChanges;
import dev.muster.ledger.StagedChanges.Namesake;
import dev.muster.people.Roster;
import dev.muster.sync.RunHistory;
import dev.muster.sync.RunHistory.Certificate;
import dev.muster.tenant.TenantAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers what somebody needs to know to publish or discard a file.
@Component
class Previews {
    private final TenantTransactions transactions;
    private final Catalogue catalogue;
    private final RunHistory history;
    private final Removals removals;
    private final StagedChanges changes;
    private final StagedAccounts people;
    private final UploadStore store;

    Previews(
            TenantTransactions transactions,
            Catalogue catalogue,
            RunHistory history,
            Removals removals,
            StagedChanges changes,
            StagedAccounts people,
            UploadStore store) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.history = history;
        this.removals = removals;
        this.changes = changes;
        this.people = people;
        this.store = store;
    }

    /// What the held run of an integration would change; empty when none waits.
    Optional<Preview> of(TenantAccess access, Current current) {
        Integer held = current.status().heldRun();
        if (held == null) {
            return Optional.empty();
        }
        Integration integration = current.integration();
        var run = new RunKey(integration.key(access.id()), held);
        return transactions.read(
                access.id(),
                () -> store.readBy(run.integration(), held).map(upload -> preview(integration, run, upload)));
    }

    private Preview preview(Integration integration, RunKey run, Upload upload) {
        Certificate certificate = history.certificate(run);
        Description application = catalogue.describe(integration);
        RunVerdict verdict = RunVerdict.of(application, certificate.feeds());
        RunReason why = certificate.run().why();
        long rejected = certificate.feeds().stream()
                .mapToLong(FeedCertificate::rejected)
                .sum();
        return new Preview(
                upload,
                run.run(),
                why instanceof RunReason.Held held ? held.objection() : why.sentence(),
                upload.rows(),
                upload.rows() - rejected,
                rejected,
                !(why instanceof RunReason.LookFirst || why instanceof RunReason.RowsRejected),
                changes.accounts(run),
                changes.privileged(run, application),
                changes.grants(run),
                Roster.is(integration) ? people.counts(run) : changes.counts(run, application),
                rejected(run, upload),
                removals.of(run, application, verdict.complete()).accounts());
    }

    /// With what follows for whom each row is about: people read rows to find out who would lose what by them.
    private List<Bad> rejected(RunKey run, Upload upload) {
        List<Bad> rows = store.findings(run.integration(), upload.number())
                .map(Findings::check)
                .map(Check::first)
                .orElse(List.of());
        List<String> names = rows.stream()
                .map(Bad::account)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        Map<String, Namesake> known = names.isEmpty() ? Map.of() : changes.named(run, names);
        List<Bad> told = new ArrayList<>();
        rows.forEach(row -> told.add(
                row.follows().isEmpty() || row.follows().startsWith("No account")
                        ? row.following(follows(row, known.get(row.account())))
                        : row));
        return told;
    }

    private static String follows(Bad row, @Nullable Namesake namesake) {
        if (namesake == null) {
            return row.follows();
        }
        if (namesake.gone() != null) {
            return "%s is there now, and would be gone because of this row".formatted(namesake.gone());
        }
        return namesake.kept() > 0
                ? "%s of this person %s kept"
                        .formatted(
                                namesake.kept() == 1 ? "The other row" : "The other %d rows".formatted(namesake.kept()),
                                namesake.kept() == 1 ? "is" : "are")
                : row.follows();
    }

    /// The newest run of an integration; 0 before the first.
    int newestRun(IntegrationKey integration) {
        return history.page(integration, RunHistory.Filter.ALL, Integer.MAX_VALUE, 1).stream()
                .mapToInt(run -> run.number())
                .findFirst()
                .orElse(0);
    }
}
