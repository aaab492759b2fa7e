package dev.muster.pagerduty;

import java.util.ArrayList;
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
        private int times;
        /// How likely it still stands in unknown names, 0 to 1.
        private double weight = 1;
    }

    void add(Known record) {
        tallies(record).forEach(tally -> tally.count(record));
        weigh(record, record.weight());
        for (String text : Slice.Named.wordsOf(record.text())) {
            Word word = words.computeIfAbsent(text, unseen -> new Word());
            word.times++;
            wordsInAll++;
            weigh(text, word.weight);
        }
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
                weigh(text, word.times * change);
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

    private void weigh(String word, double change) {
        all.weighWords(change);
        Slice.Named.lettersIn(word).forEach(text -> letters(text).weighWords(change));
    }

    /// Each it counts in, once.
    private List<Tally> tallies(Known record) {
        Set<String> spelled = new HashSet<>();
        Slice.Named.wordsOf(record.text()).forEach(word -> spelled.addAll(Slice.Named.lettersIn(word)));
        List<Tally> tallies = new ArrayList<>();
        tallies.add(all);
        spelled.forEach(text -> tallies.add(letters(text)));
        record.teams().stream()
                .distinct()
                .forEach(team -> tallies.add(teams.computeIfAbsent(team, unseen -> new Tally())));
        return tallies;
    }

    private Tally letters(String text) {
        return letters.computeIfAbsent(text, unseen -> new Tally());
    }
}
