package dev.muster.runs;

import dev.muster.connector.Description;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Key;
import dev.muster.host.Disagreements;
import dev.muster.runs.Certificate.Differing;
import dev.muster.runs.Certificate.Fact;
import dev.muster.runs.Certificate.Thing;
import dev.muster.runs.Certificate.Told;
import dev.muster.sync.RunHistory;
import dev.muster.web.Figures;
import dev.muster.web.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts what two witnesses told differently into words for the page.
///
/// @param places where things have a page
/// @param all    address that shows all of them that are kept
/// @param whole  whether it is asked for
record Differences(RunHistory.Certificate certificate, Map<Key, String> places, String all, boolean whole) {
    private static final int FIRST = 10;

    /// `. 12 facts on which two witnesses disagree`; nothing when none do.
    static String inWords(RunHistory.Certificate certificate) {
        String differing = Disagreements.inWords(certificate.feeds());
        return differing.isEmpty() ? "" : ". " + differing;
    }

    /// By feed; nothing of those about which nobody disagrees.
    List<Differing> shown(Description application) {
        return certificate.feeds().stream()
                .filter(feed -> feed.disagreements().count() > 0)
                .map(feed -> differing(application.feed(feed.feed()).title(), feed.disagreements()))
                .toList();
    }

    private Differing differing(String feed, Disagreements told) {
        List<Disagreement> first =
                whole ? told.first() : told.first().stream().limit(FIRST).toList();
        return new Differing(
                feed,
                count(told),
                tables(first),
                told.count() - first.size(),
                first.size() < told.first().size() ? all : null);
    }

    /// `12, each asked once more`.
    private static String count(Disagreements told) {
        long kept = told.first().size();
        long again = told.first().stream().filter(Disagreement::again).count();
        String count = Figures.grouped(told.count());
        if (again == 0) {
            return count;
        }
        if (kept < told.count()) {
            return "%s; %s of the first %s asked once more"
                    .formatted(count, Figures.grouped(again), Figures.grouped(kept));
        }
        if (again < kept) {
            return "%s, %s of them asked once more".formatted(count, Figures.grouped(again));
        }
        return count + (again == 1 ? ", asked once more" : ", each asked once more");
    }

    private List<Told> tables(List<Disagreement> told) {
        return told.stream()
                .collect(Collectors.groupingBy(Differences::headings, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(alike -> new Told(
                        alike.getFirst().about().stream()
                                .map(thing -> Spelling.ofType(thing.type()))
                                .toList(),
                        says(alike.getFirst().one().who()),
                        says(alike.getFirst().other().who()),
                        alike.stream().map(this::fact).toList()))
                .toList();
    }

    private static List<String> headings(Disagreement told) {
        return List.of(
                told.about().stream().map(Key::type).collect(Collectors.joining(" ")),
                told.one().who(),
                told.other().who());
    }

    /// A witness with an article is one; any other is a list of several.
    private static String says(String who) {
        return who + (who.startsWith("The ") ? " says" : " say");
    }

    private Fact fact(Disagreement told) {
        return new Fact(
                told.about().stream()
                        .map(thing -> new Thing(certificate.name(thing), thing.id(), places.get(thing)))
                        .toList(),
                Spelling.capital(told.one().says()),
                Spelling.capital(told.other().says()),
                Spelling.capital(told.shown()));
    }
}
