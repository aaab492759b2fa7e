package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedCertificate.State;
import dev.muster.host.Lost;
import dev.muster.host.Note;
import dev.muster.host.RunVerdict;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationHeads;
import dev.muster.sync.Certificate.FeedRow;
import dev.muster.sync.Certificate.Meaning;
import dev.muster.sync.Certificate.UnreadPart;
import dev.muster.sync.Certificate.UnreadParts;
import dev.muster.sync.SyncRun.SeenCredential;
import dev.muster.web.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Puts a completeness certificate into words for the page.
@Component
class CertificateView {
    private static final int MOST_NOTES = 5;

    private final IntegrationHeads heads;
    private final Catalogue catalogue;

    CertificateView(IntegrationHeads heads, Catalogue catalogue) {
        this.heads = heads;
        this.catalogue = catalogue;
    }

    Certificate of(Integration integration, RunHistory.Certificate certificate) {
        SyncRun run = certificate.run();
        Description application = catalogue.describe(integration.application());
        return new Certificate(
                run.number(),
                application.name(),
                run.revision() == null ? null : run.revision().longValue(),
                tone(run),
                verdict(run, RunVerdict.of(application, certificate.feeds())) + lost(certificate),
                Equation.of(certificate.feeds()).inWords(run.outcome() == null) + Differences.inWords(certificate),
                certificate.feeds().stream().map(feed -> row(application, feed)).toList(),
                unread(application, certificate),
                Differences.shown(application, certificate),
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

    private static String lost(RunHistory.Certificate certificate) {
        String lost = Lost.of(certificate.feeds()).inWords();
        return lost.isEmpty() ? "" : ". " + lost;
    }

    private static FeedRow row(Description application, FeedCertificate feed) {
        return new FeedRow(
                application.feed(feed.feed()).title(),
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

    private static List<UnreadParts> unread(Description application, RunHistory.Certificate certificate) {
        return certificate.feeds().stream()
                .filter(feed -> feed.reason().lacking().parts() > 0)
                .map(feed -> new UnreadParts(
                        application.feed(feed.feed()).title(),
                        feed.reason().lacking().parts(),
                        feed.parts().of(),
                        certificate.notes().stream()
                                .filter(note -> note.feed().equals(feed.feed()) && note.kind() == Note.Kind.UNREAD)
                                .map(note -> new UnreadPart(note.subject(), note.detail()))
                                .toList()))
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
