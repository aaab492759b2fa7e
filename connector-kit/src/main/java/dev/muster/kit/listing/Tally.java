package dev.muster.kit.listing;

/// How many known records have something in common, by where they were seen, and how much of what is still unknown is
/// likely to have it too, judged by them.
final class Tally {
    private int head;
    private int beyond;
    private int foot;
    private double weightAtEnds;
    private double weightBeyond;
    private double words;

    void count(Known record) {
        if (record.isHead()) {
            head++;
        } else if (record.isFoot()) {
            foot++;
        } else {
            beyond++;
        }
    }

    /// @param atEnds more weight of what the plain list shows
    /// @param beyond more weight of what was found in slices
    void weigh(double atEnds, double beyond) {
        weightAtEnds += atEnds;
        weightBeyond += beyond;
    }

    /// @param more weight of words
    void weighWords(double more) {
        words += more;
    }

    /// Adds another; records of both are then counted twice.
    void add(Tally other) {
        head += other.head;
        beyond += other.beyond;
        foot += other.foot;
        words += other.words;
        weigh(other.weightAtEnds, other.weightBeyond);
    }

    int head() {
        return head;
    }

    /// Seen in slices only.
    int beyond() {
        return beyond;
    }

    int foot() {
        return foot;
    }

    int known() {
        return head + beyond + foot;
    }

    double words() {
        return words;
    }

    double weightAtEnds() {
        return weightAtEnds;
    }

    double weightBeyond() {
        return weightBeyond;
    }
}
