package dev.muster.kit.listing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the known records of a long listing have in common, as a sample of those that are still unknown.
///
/// Names are words put together. When hardly a known name is left that could stand among the unknown ones, there are
/// still many words that could; so words are weighed besides whole records.
final class Sample {
    private final Map<String, Tally> letters = new HashMap<>();
    private final Map<String, Tally> teams = new LinkedHashMap<>();
    private final Map<String, Word> words = new HashMap<>();
    private final Tally all = new Tally();
    private long wordsInAll;

    private static final class Word {
        private final List<Tally> letters;
        private int times;
        /// How likely it still stands in unknown names, 0 to 1.
        private double weight = 1;

        private Word(List<Tally> letters) {
            this.letters = letters;
        }
    }

    void add(Known record) {
        for (String text : Slice.Named.wordsOf(record.text())) {
            Word word = words.computeIfAbsent(text, unseen -> new Word(tallies(unseen)));
            word.times++;
            wordsInAll++;
            weigh(word, word.weight);
        }
        tallies(record).forEach(tally -> tally.count(record));
        weigh(record, record.weight());
    }

    /// A record is less likely to have others like it among the unknown ones.
    ///
    /// @param left the share of its weight that it keeps
    void weaken(Known record, double left) {
        double change = record.weight() * (left - 1);
        record.setWeight(record.weight() * left);
        weigh(record, change);
    }

    /// The same for all words with some letters in them.
    void weaken(String with, double left) {
        words.forEach((text, word) -> {
            if (word.weight > 0 && text.contains(with)) {
                double change = word.weight * (left - 1);
                word.weight *= left;
                weigh(word, word.times * change);
            }
        });
    }

    /// By letters and digits that stand together, up to three.
    Map<String, Tally> letters() {
        return letters;
    }

    Map<String, Tally> teams() {
        return teams;
    }

    Tally all() {
        return all;
    }

    /// Of a name on average.
    double wordsOfName() {
        return (double) wordsInAll / Math.max(1, all.known());
    }

    private void weigh(Known record, double change) {
        boolean isBeyond = record.place() == Known.BEYOND;
        tallies(record).forEach(tally -> tally.weigh(isBeyond ? 0 : change, isBeyond ? change : 0));
    }

    private void weigh(Word word, double change) {
        all.weighWords(change);
        word.letters.forEach(tally -> tally.weighWords(change));
    }

    private List<Tally> tallies(String word) {
        return Slice.Named.lettersIn(word).stream()
                .map(text -> letters.computeIfAbsent(text, unseen -> new Tally()))
                .toList();
    }

    /// Each it counts in, once.
    private Set<Tally> tallies(Known record) {
        Set<Tally> tallies = new HashSet<>();
        tallies.add(all);
        for (String text : Slice.Named.wordsOf(record.text())) {
            Word word = words.get(text);
            if (word != null) {
                tallies.addAll(word.letters);
            }
        }
        record.teams().forEach(team -> tallies.add(teams.computeIfAbsent(team, unseen -> new Tally())));
        return tallies;
    }
}
