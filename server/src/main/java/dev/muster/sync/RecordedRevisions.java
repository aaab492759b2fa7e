package dev.muster.sync;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.ledger.Ledger;
import dev.muster.sync.Certificates.Proof;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Holds the certificates of published revisions against what the audit record says of them.
@Service
public class RecordedRevisions {
    private static final String REMOVED = "integration.removed";

    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Certificates certificates;
    private final Ledger ledger;

    RecordedRevisions(TenantTransactions transactions, AuditTrail audit, Certificates certificates, Ledger ledger) {
        this.transactions = transactions;
        this.audit = audit;
        this.certificates = certificates;
        this.ledger = ledger;
    }

    /// @param checked how many revisions the record tells of that are still kept
    /// @param fault   the first whose certificate is not what was recorded, or that no entry tells of, as a
    ///                sentence; empty when there is none
    public record Outcome(long checked, Optional<String> fault) {}

    /// Computes the digest of every certificate again. The record itself is checked by [AuditTrail#verify].
    public Outcome check(TenantId tenant) {
        return transactions.read(tenant, () -> {
            Set<String> removed = audit.all(tenant, REMOVED).stream()
                    .map(RecordedRevisions::integration)
                    .collect(Collectors.toSet());
            Map<String, List<AuditEntry>> recorded = audit.all(tenant, Certificates.ACTION).stream()
                    .filter(entry -> !removed.contains(integration(entry)))
                    .collect(groupingBy(RecordedRevisions::integration));
            return new Outcome(
                    recorded.values().stream().mapToLong(List::size).sum(),
                    recorded.entrySet().stream()
                            .flatMap(each -> fault(key(tenant, each.getKey()), each.getValue()).stream())
                            .findFirst());
        });
    }

    private Optional<String> fault(IntegrationKey integration, List<AuditEntry> recorded) {
        Map<String, Proof> now =
                certificates
                        .of(
                                integration,
                                recorded.stream()
                                        .map(entry -> Integer.valueOf(run(entry)))
                                        .toList())
                        .stream()
                        .collect(toMap(proof -> String.valueOf(proof.run()), proof -> proof));
        return recorded.stream()
                .filter(entry -> !isSame(entry, now.get(run(entry))))
                .findFirst()
                .map(entry ->
                        "The certificate of run %s of %s, which revision %s comes from, is not the one that was recorded."
                                .formatted(
                                        run(entry),
                                        entry.subject(),
                                        entry.details().get(Certificates.REVISION)))
                .or(() -> untold(integration, recorded));
    }

    /// Whoever publishes records it, so from the first revision that the record tells of there is none that it does
    /// not.
    private Optional<String> untold(IntegrationKey integration, List<AuditEntry> recorded) {
        Set<Integer> told = recorded.stream()
                .map(entry -> Integer.valueOf(entry.details().getOrDefault(Certificates.REVISION, "0")))
                .collect(Collectors.toSet());
        return IntStream.rangeClosed(Collections.min(told), ledger.newest(integration))
                .filter(revision -> !told.contains(revision))
                .mapToObj(revision -> "Revision %d of %s is not in the record."
                        .formatted(revision, recorded.getLast().subject()))
                .findFirst();
    }

    private static boolean isSame(AuditEntry entry, @Nullable Proof now) {
        return now != null
                && now.certificate().equals(entry.details().get(Certificates.CERTIFICATE))
                && Objects.equals(now.digest(), entry.details().get(Certificates.DIGEST))
                && String.valueOf(now.revision()).equals(entry.details().get(Certificates.REVISION));
    }

    private static String run(AuditEntry entry) {
        return entry.details().getOrDefault(Certificates.RUN, "0");
    }

    private static String integration(AuditEntry entry) {
        return entry.details().getOrDefault("integration", "");
    }

    private static IntegrationKey key(TenantId tenant, String integration) {
        return new IntegrationKey(tenant, new IntegrationId(UUID.fromString(integration)));
    }
}
