package dev.muster.runs;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.Lost;
import dev.muster.host.Note;
import dev.muster.host.Parts;
import dev.muster.host.RunVerdict;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Presence;
import dev.muster.runs.Certificate.FeedRow;
import dev.muster.runs.Certificate.Meaning;
import dev.muster.runs.Certificate.Thing;
import dev.muster.runs.Certificate.UnreadPart;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.RunHistory;
import dev.muster.sync.SyncRun;
import dev.muster.sync.SyncRun.SeenCredential;
import dev.muster.sync.UnreadParts;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
import dev.muster.web.Spelling;
import dev.muster.web.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts a completeness certificate into words for the page.
@Component
class CertificateView {
    private static final int MOST_NOTES = 5;

    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Presence presence;

    CertificateView(IntegrationHeads heads, Catalogue catalogue, Presence presence) {
        this.heads = heads;
        this.catalogue = catalogue;
        this.presence = presence;
    }

    /// @param all   address that shows every fact which two witnesses told differently
    /// @param whole whether it is asked for
    Certificate of(
            TenantAccess access, Current current, RunHistory.Certificate certificate, String all, boolean whole) {
        Integration integration = current.integration();
        SyncRun run = certificate.run();
        Map<Key, String> known = pages(access, integration, certificate);
        Description application = catalogue.describe(integration);
        return new Certificate(
                run.number(),
                application.name(),
                run.revision() == null ? null : run.revision().longValue(),
                tone(run),
                verdict(run, RunVerdict.of(application, certificate.feeds())) + lost(certificate),
                Equation.of(certificate.feeds()).inWords(run.outcome() == null) + Differences.inWords(certificate),
                certificate.feeds().stream().map(feed -> row(application, feed)).toList(),
                unread(application, integration, certificate, known),
                nextTry(current, run),
                new Differences(certificate, known, all, whole).shown(application),
                meanings(application, certificate),
                heads.moment(integration, run.startedAt()),
                heads.momentOrNone(integration, run.endedAt()),
                run.startedBy(),
                Optional.ofNullable(run.credential())
                        .map(SeenCredential::fingerprint)
                        .orElse(null),
                application.id() + " " + run.connectorVersion(),
                run.digest());
    }

    /// The address of the page of each thing that has one.
    private Map<Key, String> pages(TenantAccess access, Integration integration, RunHistory.Certificate certificate) {
        Addresses at = Addresses.of(access, integration);
        return presence.of(access.id(), integration, things(certificate)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, known -> {
                    Key thing = known.getKey();
                    return (known.getValue() == Presence.Kind.ACCOUNT ? at.account(thing.id()) : at.resource(thing))
                            .toString();
                }));
    }

    private static Tone tone(SyncRun run) {
        return switch (run.outcome()) {
            case null -> Tone.RUN;
            case COMPLETE -> Tone.OK;
            case PARTIAL, HELD -> Tone.HOLD;
            case FAILED -> Tone.BAD;
            case CANCELLED -> Tone.IDLE;
        };
    }

    private static String verdict(SyncRun run, RunVerdict verdict) {
        return switch (run.outcome()) {
            case null -> "Running: nothing is published until every feed is in";
            case COMPLETE -> "Complete: " + verdict.exceptions().reach();
            case PARTIAL -> "Partial: " + run.reason();
            case HELD -> "Held: " + run.reason();
            case FAILED -> "Failed: " + run.reason();
            case CANCELLED -> "Cancelled: " + run.reason();
        };
    }

    /// What the reason has said already is not said again.
    private static String lost(RunHistory.Certificate certificate) {
        Lost all = Lost.of(certificate.feeds());
        boolean said = LackingParts.of(certificate.run().why()).count() == all.unread();
        String lost = (said ? all.besidesUnread() : all).inWords();
        return lost.isEmpty() ? "" : ". " + lost;
    }

    private @Nullable Moment nextTry(Current current, SyncRun run) {
        boolean newest =
                run.revision() != null && run.revision().equals(current.status().revision());
        return newest
                ? heads.momentOrNone(current.integration(), current.status().nextRunAt())
                : null;
    }

    private static List<Key> things(RunHistory.Certificate certificate) {
        return Stream.concat(
                        certificate.unread().stream().map(UnreadParts.Told::key),
                        certificate.feeds().stream()
                                .flatMap(feed -> feed.disagreements().first().stream())
                                .flatMap(told -> told.about().stream()))
                .toList();
    }

    private static FeedRow row(Description application, FeedCertificate feed) {
        return new FeedRow(
                application.feed(feed.feed()).title(),
                partsRead(application.feed(feed.feed()), feed),
                feed.requests(),
                feed.pages(),
                feed.total(),
                feed.fetched(),
                feed.kept(),
                feed.stored(),
                feed.rejected(),
                feed.parts().unread(),
                feed.disagreements().count(),
                feed.duplicates(),
                feed.unresolved(),
                feed.unknown());
    }

    private static String partsRead(Feed feed, FeedCertificate read) {
        Parts parts = read.parts();
        return feed.parts() == null || parts.of() == null || parts.unread() == 0
                ? ""
                : "%s of %s %s"
                        .formatted(
                                Figures.grouped(parts.of() - parts.unread()),
                                Figures.grouped(parts.of()),
                                feed.parts().things());
    }

    private List<Certificate.UnreadParts> unread(
            Description application,
            Integration integration,
            RunHistory.Certificate certificate,
            Map<Key, String> known) {
        return certificate.feeds().stream()
                .filter(feed -> feed.reason().lacking().parts() > 0)
                .map(feed -> {
                    List<UnreadPart> first = certificate.unread().stream()
                            .filter(part -> part.feed().equals(feed.feed()))
                            .map(part -> part(integration, part, known))
                            .toList();
                    return parts(
                            application.feed(feed.feed()),
                            feed,
                            first.isEmpty() ? noted(certificate, feed.feed()) : first);
                })
                .toList();
    }

    private static Certificate.UnreadParts parts(Feed feed, FeedCertificate read, List<UnreadPart> first) {
        long count = read.reason().lacking().parts();
        Long of = read.parts().of();
        return new Certificate.UnreadParts(
                feed.title(),
                feed.parts() == null ? "Part" : Spelling.ofType(feed.parts().type()),
                "%s%s%s"
                        .formatted(
                                Figures.grouped(count),
                                of == null ? "" : " of " + Figures.grouped(of),
                                feed.parts() == null ? "" : " " + feed.parts().things()),
                first,
                count - first.size());
    }

    private UnreadPart part(Integration integration, UnreadParts.Told part, Map<Key, String> known) {
        return new UnreadPart(
                new Thing(part.name(), part.key().id(), known.get(part.key())),
                part.answer(),
                part.kept(),
                part.revision() == null ? null : part.revision().longValue(),
                heads.momentOrNone(integration, part.from()));
    }

    /// What earlier versions, and runs of which nothing was published, have written down.
    private static List<UnreadPart> noted(RunHistory.Certificate certificate, String feed) {
        return certificate.notes().stream()
                .filter(note -> note.feed().equals(feed) && note.kind() == Note.Kind.UNREAD)
                .map(note -> new UnreadPart(
                        new Thing(note.subject(), note.subject(), null), note.detail(), null, null, null))
                .toList();
    }

    private static List<Meaning> meanings(Description application, RunHistory.Certificate certificate) {
        List<Meaning> meanings = new ArrayList<>();
        for (FeedCertificate feed : certificate.feeds()) {
            List<String> sentences = new ArrayList<>();
            if (feed.state() == State.SWITCHED_OFF) {
                sentences.add("Not read: nobody asked for it under Configure");
            }
            String reason = feed.reason().sentence();
            if (!reason.isEmpty()) {
                sentences.add(
                        feed.requestId() == null ? reason : "%s (request %s)".formatted(reason, feed.requestId()));
            }
            List<Note> notes = certificate.notes().stream()
                    .filter(note -> note.feed().equals(feed.feed()) && note.kind() != Note.Kind.UNREAD)
                    .toList();
            notes.stream().limit(MOST_NOTES).map(CertificateView::sentence).forEach(sentences::add);
            if (notes.size() > MOST_NOTES) {
                sentences.add("and %d more, all of them in the API".formatted(notes.size() - MOST_NOTES));
            }
            if (!sentences.isEmpty()) {
                meanings.add(new Meaning(application.feed(feed.feed()).title(), String.join(". ", sentences)));
            }
        }
        return meanings;
    }

    private static String sentence(Note note) {
        return switch (note.kind()) {
            case REJECTED ->
                note.subject().equals("duplicates")
                        ? note.detail()
                        : "%s rejected: %s".formatted(note.subject(), note.detail());
            case UNKNOWN -> "%s is not a role Muster knows. %s".formatted(note.subject(), note.detail());
            case REMARK -> "%s: %s".formatted(note.subject(), note.detail());
            case UNRESOLVED, REMOVED, UNREAD -> note.detail();
        };
    }
}
