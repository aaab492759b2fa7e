package dev.muster.runs;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import dev.muster.database.TenantTransactions;
import dev.muster.host.FeedCertificate;
import dev.muster.host.RunReason;
import dev.muster.host.RunVerdict;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.LeavingRows;
import dev.muster.ledger.Removals;
import dev.muster.ledger.Removals.Measured;
import dev.muster.ledger.Removals.Removal;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.SearchText;
import dev.muster.runs.HeldPage.Closing;
import dev.muster.runs.HeldPage.Kind;
import dev.muster.runs.HeldPage.Leaving;
import dev.muster.runs.HeldPage.Looked;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.RunHistory;
import dev.muster.sync.RunHistory.Certificate;
import dev.muster.sync.SyncRun;
import dev.muster.sync.SyncRun.SeenCredential;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Pager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what somebody needs to know to release or discard a held run.
@Component
class HeldFacts {
    private final TenantTransactions transactions;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Members members;
    private final RunHistory history;
    private final Removals removals;
    private final LeavingRows leaving;
    private final Clock clock;

    HeldFacts(
            TenantTransactions transactions,
            IntegrationHeads heads,
            Catalogue catalogue,
            Members members,
            RunHistory history,
            Removals removals,
            LeavingRows leaving,
            Clock clock) {
        this.transactions = transactions;
        this.heads = heads;
        this.catalogue = catalogue;
        this.members = members;
        this.history = history;
        this.removals = removals;
        this.leaving = leaving;
        this.clock = clock;
    }

    /// Which rows of the list below the facts are asked for.
    ///
    /// @param after what the page before gave as next; nothing at the beginning
    record Wanted(Kind kind, String text, String after) {}

    HeldPage held(TenantAccess access, Current current, int run, Wanted wanted) {
        return transactions.read(access.id(), () -> {
            Integration integration = current.integration();
            IntegrationStatus status = current.status();
            var key = new RunKey(integration.key(access.id()), run);
            Certificate certificate = history.certificate(key);
            Description application = catalogue.describe(integration);
            RunVerdict verdict = RunVerdict.of(application, certificate.feeds());
            List<Closing> closings = closings(application, removals.of(key, application, verdict.complete()));
            Optional<SyncRun> before = history.publishedBefore(key.integration(), run);
            List<Looked> looked = looked(access, integration, application, certificate, before);
            Stretch<Leaving> rows = rows(key, application, verdict.complete(), wanted);
            return new HeldPage(
                    heads.head(access, current),
                    run,
                    title(certificate.run().why()),
                    heads.moment(
                            integration,
                            Objects.requireNonNull(certificate.run().endedAt())),
                    status.revision() == null ? null : status.revision().longValue(),
                    heads.momentOrNone(integration, status.dataFrom()),
                    integration.holdLimit().percent(),
                    integration.holdLimit().minimum(),
                    application.noun(Part.GROUP),
                    application.plural(Part.GROUP),
                    closings,
                    before.map(older -> (long) older.number()).orElse(null),
                    looked,
                    remark(certificate.run(), before),
                    seesLess(certificate.run(), before),
                    ends(application, closings),
                    heads.moment(integration, clock.instant()),
                    integration.isManagedBy(access),
                    deciders(access, integration),
                    wanted.kind(),
                    wanted.text(),
                    rows.rows(),
                    Pager.of(rows, address(access, key, wanted)));
        });
    }

    /// The reason without its next step, which the page itself is.
    private static String title(RunReason reason) {
        return reason instanceof RunReason.Held held
                ? held.objection()
                : reason.sentence().replace(". Review the change and release or discard it", "");
    }

    private static List<Closing> closings(Description application, Measured measured) {
        return Stream.of(
                        closing(Kind.ACCOUNTS, measured.accounts()),
                        closing(Kind.GROUPS, measured.groups()),
                        closing(Kind.GRANTS, measured.grants()))
                .filter(closing -> closing.kind() != Kind.GROUPS
                        || !application.types(Part.GROUP).isEmpty())
                .toList();
    }

    private static Closing closing(Kind kind, Removal removal) {
        return new Closing(kind, removal.now(), removal.now() - removal.closing(), removal.closing());
    }

    private List<Looked> looked(
            TenantAccess access,
            Integration integration,
            Description application,
            Certificate now,
            Optional<SyncRun> before) {
        List<Looked> looked = new ArrayList<>();
        SeenCredential newer = now.run().credential();
        if (before.isEmpty() || newer == null) {
            return looked;
        }
        SeenCredential older = Objects.requireNonNull(before.get().credential());
        looked.add(new Looked("Credential", older.fingerprint(), newer.fingerprint(), true, setBy(integration, newer)));
        looked.add(new Looked("Kind", older.kind(), newer.kind(), false, ""));
        Certificate then = history.certificate(
                new RunKey(integration.key(access.id()), before.get().number()));
        for (FeedCertificate feed : now.feeds()) {
            then.feeds().stream()
                    .filter(known -> known.feed().equals(feed.feed()) && known.total() != null)
                    .findFirst()
                    .ifPresent(known -> looked.add(new Looked(
                            "%s, total by %s"
                                    .formatted(application.feed(feed.feed()).title(), application.name()),
                            Figures.grouped(Objects.requireNonNull(known.total())),
                            feed.total() == null ? "not told" : Figures.grouped(feed.total()),
                            false,
                            "")));
        }
        looked.removeIf(fact -> fact.before().equals(fact.now()));
        return looked;
    }

    private String setBy(Integration integration, SeenCredential credential) {
        return integration.credentials().stream()
                .filter(saved -> saved.fingerprint().equals(credential.fingerprint()))
                .findFirst()
                .map(saved -> "set %s by %s"
                        .formatted(heads.moment(integration, saved.setAt()).day(), saved.setBy()))
                .orElse("");
    }

    private static boolean seesLess(SyncRun run, Optional<SyncRun> before) {
        SeenCredential now = run.credential();
        return run.why() instanceof RunReason.SeesLessOf
                || now != null
                        && before.map(SyncRun::credential)
                                .filter(older -> older.reach() > now.reach())
                                .isPresent();
    }

    private static String remark(SyncRun run, Optional<SyncRun> before) {
        if (run.credential() == null || before.isEmpty()) {
            return "";
        }
        return seesLess(run, before)
                ? "The credential sees less than before. People may still have their access although this run cannot see them."
                : "The credential sees as much as before.";
    }

    private static String ends(Description application, List<Closing> closings) {
        List<String> ends =
                closings.stream().map(closing -> ends(application, closing)).toList();
        return "%s and %s".formatted(String.join(", ", ends.subList(0, ends.size() - 1)), ends.getLast());
    }

    private static String ends(Description application, Closing closing) {
        return switch (closing.kind()) {
            case ACCOUNTS -> Figures.counted(closing.closes(), "account", "accounts");
            case GROUPS ->
                Figures.counted(
                        closing.closes(),
                        Description.inText(application.noun(Part.GROUP)),
                        Description.inText(application.plural(Part.GROUP)));
            case GRANTS -> Figures.counted(closing.closes(), "grant", "grants");
        };
    }

    private String deciders(TenantAccess access, Integration integration) {
        List<String> owners = Stream.concat(
                        Stream.of(integration.primaryOwner()), integration.secondaryOwners().stream())
                .flatMap(owner -> members.find(access.id(), owner).map(Member::name).stream())
                .toList();
        return owners.isEmpty()
                ? "Administrators and Risk Managers"
                : "Administrators, Risk Managers and the owners " + String.join(", ", owners);
    }

    private Stretch<Leaving> rows(RunKey run, Description application, Set<String> complete, Wanted wanted) {
        var kind = LeavingRows.Kind.valueOf(wanted.kind().name());
        Cursor after = Cursor.parse(wanted.after(), kind.columns()).orElse(null);
        return leaving.stretch(
                        new LeavingRows.Wanted(run, application, complete, kind, new SearchText(wanted.text())),
                        after,
                        Pager.ROWS)
                .map(row -> row(wanted.kind(), row));
    }

    private static Leaving row(Kind kind, LeavingRows.Leaving row) {
        String where =
                kind == Kind.GROUPS ? Figures.counted(Long.parseLong(row.place()), "member", "members") : row.place();
        return row.role() == null
                ? new Leaving(row.name(), row.detail(), "", "", false, where)
                : new Leaving(
                        row.name(),
                        row.detail(),
                        row.role().title(),
                        row.role().value(),
                        row.role().privileged(),
                        where);
    }

    private static Address address(TenantAccess access, RunKey run, Wanted wanted) {
        return Address.of("/t/%s/integrations/%s/runs/%d"
                        .formatted(
                                access.tenant().slug(), run.integration().id().value(), run.run()))
                .with("kind", wanted.kind().value())
                .with("q", wanted.text());
    }
}
