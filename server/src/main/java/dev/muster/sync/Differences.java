package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Disagreement.Witness;
import dev.muster.host.Disagreements;
import dev.muster.host.FeedCertificate;
import dev.muster.sync.Certificate.About;
import dev.muster.sync.Certificate.Differing;
import dev.muster.sync.Certificate.Fact;
import java.util.List;
import java.util.Locale;

/// Puts what two witnesses told differently into words for the page.
final class Differences {
    private Differences() {}

    /// `. 12 facts on which two witnesses disagree`; nothing when none do.
    static String inWords(RunHistory.Certificate certificate) {
        String differing = Disagreements.inWords(certificate.feeds());
        return differing.isEmpty() ? "" : ". " + differing;
    }

    /// By feed; nothing of those about which nobody disagrees.
    static List<Differing> shown(Description application, RunHistory.Certificate certificate) {
        return certificate.feeds().stream()
                .filter(feed -> feed.disagreements().count() > 0)
                .map(feed -> new Differing(
                        application.feed(feed.feed()).title(),
                        feed.disagreements().count(),
                        again(feed),
                        feed.disagreements().first().stream()
                                .map(told -> fact(certificate, told))
                                .toList()))
                .toList();
    }

    private static long again(FeedCertificate feed) {
        return feed.disagreements().first().stream().filter(Disagreement::again).count();
    }

    private static Fact fact(RunHistory.Certificate certificate, Disagreement told) {
        return new Fact(
                told.about().stream()
                        .map(thing -> new About(certificate.name(thing), thing.id()))
                        .toList(),
                words(told.one()),
                words(told.other()),
                capital(told.shown()));
    }

    private static String words(Witness witness) {
        return "%s: %s".formatted(witness.who(), witness.says());
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
