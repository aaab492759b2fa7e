package dev.muster.runs;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Key;
import dev.muster.sync.RunHistory;
import java.util.List;

/// The facts of one feed that two witnesses told differently, as the API says it.
///
/// @param count how many there are
/// @param first the first of them, in the order they were told
record DifferingAnswer(String feed, long count, List<Fact> first) {

    /// By feed; nothing of those about which nobody disagrees.
    static List<DifferingAnswer> of(RunHistory.Certificate certificate) {
        return certificate.feeds().stream()
                .filter(feed -> feed.disagreements().count() > 0)
                .map(feed -> new DifferingAnswer(
                        feed.feed(),
                        feed.disagreements().count(),
                        feed.disagreements().first().stream()
                                .map(told -> Fact.of(told, certificate))
                                .toList()))
                .toList();
    }

    /// One of them.
    ///
    /// @param about what the fact is about: the user and the team
    /// @param shown what rows say of it
    /// @param again whether it was asked about once more, and stayed
    record Fact(List<Thing> about, Says first, Says second, String shown, boolean again) {
        private static Fact of(Disagreement told, RunHistory.Certificate certificate) {
            return new Fact(
                    told.about().stream().map(key -> Thing.of(key, certificate)).toList(),
                    Says.of(told.one()),
                    Says.of(told.other()),
                    told.shown(),
                    told.again());
        }
    }

    /// @param name that it had in the run; its id when nothing told another
    record Thing(String type, String id, String name) {
        private static Thing of(Key key, RunHistory.Certificate certificate) {
            return new Thing(key.type(), key.id(), certificate.name(key));
        }
    }

    /// @param who  the witness: `The user`
    /// @param says what it tells: `listed, role not told`
    record Says(String who, String says) {
        private static Says of(Disagreement.Witness witness) {
            return new Says(witness.who(), witness.says());
        }
    }
}
