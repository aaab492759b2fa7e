package dev.muster.settings;

import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.audit.Pruned;
import dev.muster.database.TenantId;
import dev.muster.sync.RecordedRevisions;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks a tenant's audit record, and what was published by it.
@Component
class RecordCheck {
    private final AuditTrail audit;
    private final RecordedRevisions revisions;

    RecordCheck(AuditTrail audit, RecordedRevisions revisions) {
        this.audit = audit;
        this.revisions = revisions;
    }

    /// @param publicKey that signatures are checked with, as X.509 has it, in hexadecimal
    record Outcome(Chain chain, RecordedRevisions.Outcome published, String publicKey) {

        /// Whether all is as it was.
        boolean isGood() {
            return chain instanceof Chain.Unbroken && published.fault().isEmpty();
        }

        /// For a page.
        String sentence() {
            return switch (chain) {
                case Chain.Unbroken unbroken ->
                    "%s. %s%s%s Hash of the newest: %s. Public key: %s"
                            .formatted(
                                    written(unbroken),
                                    removed(unbroken.pruned()),
                                    earlier(unbroken),
                                    certificates(),
                                    unbroken.head(),
                                    publicKey);
                case Chain.Broken(long number, String why) ->
                    "%s The record was changed outside Muster; entries before %d are as they were written."
                            .formatted(why, number);
            };
        }

        private String certificates() {
            return published.fault().orElseGet(() -> switch ((int) Math.min(published.checked(), 2)) {
                case 0 -> "Nothing was published yet.";
                case 1 -> "The certificate of the only published revision is the one that was recorded.";
                default ->
                    "The certificates of %s published revisions are those that were recorded."
                            .formatted(Figures.grouped(published.checked()));
            });
        }

        private static String written(Chain.Unbroken chain) {
            long signed = chain.entries() - chain.before();
            if (chain.entries() == 1) {
                return "The only entry is as it was written and signed";
            }
            return chain.before() == 0
                    ? "All %s entries are as they were written and signed".formatted(Figures.grouped(signed))
                    : "The newest %s as written and signed"
                            .formatted(signed == 1 ? "entry is" : Figures.grouped(signed) + " entries are");
        }

        /// Revisions that they told of are not held against the record any more.
        private static String removed(@Nullable Pruned pruned) {
            return pruned == null
                    ? ""
                    : "The operator removed the entries up to %s, recorded until %s UTC; the oldest that is left follows them. "
                            .formatted(
                                    Figures.grouped(pruned.last()),
                                    Moment.utc(pruned.until()).minute());
        }

        /// What was there before is vouched for from that moment on, and not from when it was written.
        private static String earlier(Chain.Unbroken chain) {
            if (chain.since() == null) {
                return "";
            }
            return "%s before this Muster began to sign on %s UTC, and unchanged since. "
                    .formatted(
                            chain.before() == 1
                                    ? "The first entry was there"
                                    : "The first %s entries were there".formatted(Figures.grouped(chain.before())),
                            Moment.utc(chain.since()).minute());
        }
    }

    Outcome of(TenantId tenant) {
        return new Outcome(audit.verify(tenant), revisions.check(tenant), audit.publicKey());
    }
}
