package dev.muster.sync;

import dev.muster.web.Figures;
import java.util.ArrayList;
import java.util.List;

/// What a run has not to show for all it asked for: it stands beside the verdict, whatever that is.
///
/// @param rejected records, duplicates included
/// @param removed  what ceased to be while it was read
/// @param unread   parts that could not be read
record Lost(long rejected, long removed, long unread) {

    static Lost of(RunHistory.Certificate certificate) {
        return new Lost(
                certificate.feeds().stream()
                        .mapToLong(FeedCertificate::rejected)
                        .sum(),
                certificate.notes().stream()
                        .filter(note -> note.kind().equals("removed"))
                        .count(),
                certificate.feeds().stream()
                        .mapToLong(feed -> feed.lacking().parts())
                        .sum());
    }

    /// `. 2 records were rejected, 1 part could not be read`; nothing when nothing was lost.
    String inWords() {
        List<String> words = new ArrayList<>();
        add(words, rejected, "record was rejected", "records were rejected");
        add(words, removed, "part was removed meanwhile", "parts were removed meanwhile");
        add(words, unread, "part could not be read", "parts could not be read");
        return words.isEmpty() ? "" : ". " + String.join(", ", words);
    }

    private static void add(List<String> words, long number, String one, String many) {
        if (number > 0) {
            words.add(Figures.counted(number, one, many));
        }
    }
}
