package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.sync.Certificate.About;
import dev.muster.sync.Certificate.Differing;
import dev.muster.sync.Certificate.Fact;
import dev.muster.sync.Disagreements.OfFeed;
import dev.muster.sync.Disagreements.Says;
import dev.muster.sync.Disagreements.Told;
import dev.muster.web.Figures;
import java.util.List;
import java.util.Locale;

/// Puts what two witnesses told differently into words for the page.
final class Differences {
    private Differences() {}

    /// `. 12 facts on which two witnesses disagree`; nothing when none do.
    static String inWords(List<OfFeed> all) {
        long count = all.stream().mapToLong(OfFeed::count).sum();
        return count == 0
                ? ""
                : ". %s on which two witnesses disagree".formatted(Figures.counted(count, "fact", "facts"));
    }

    /// How many a feed has.
    static long of(RunHistory.Certificate certificate, String feed) {
        return certificate.disagreements().stream()
                .filter(each -> each.feed().equals(feed))
                .mapToLong(OfFeed::count)
                .sum();
    }

    static List<Differing> shown(Description application, RunHistory.Certificate certificate) {
        return certificate.disagreements().stream()
                .map(each -> new Differing(
                        application.feed(each.feed()).title(),
                        each.count(),
                        each.first().stream().filter(Told::again).count(),
                        each.first().stream().map(Differences::fact).toList()))
                .toList();
    }

    private static Fact fact(Told told) {
        return new Fact(
                told.about().stream()
                        .map(thing -> new About(thing.name(), thing.id()))
                        .toList(),
                words(told.first()),
                words(told.second()),
                capital(told.shown()));
    }

    private static String words(Says said) {
        return "%s: %s".formatted(said.who(), said.says());
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
