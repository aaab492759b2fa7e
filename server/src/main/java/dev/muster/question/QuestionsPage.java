package dev.muster.question;

import dev.muster.saved.SavedRow;
import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of ready questions shows (`question/questions`): GET `/t/{tenant}/questions` with
/// `asOf`, optional.
///
/// @param past      the moment that is counted at; none for now
/// @param questions how many there are
/// @param oldest    when the oldest data was published that is counted; none before the first
/// @param newest    the same of the youngest
/// @param roster    whether somebody told who works here; otherwise some questions cannot be asked
/// @param groups    by what one is worried about
/// @param saved     filters that whoever looks saved, and those that others share
public record QuestionsPage(
        @Nullable Moment past,
        int questions,
        @Nullable Moment oldest,
        @Nullable Moment newest,
        boolean roster,
        List<Group> groups,
        List<SavedRow> saved) {
    public QuestionsPage {
        groups = List.copyOf(groups);
        saved = List.copyOf(saved);
    }

    public record Group(String title, List<Card> cards) {
        public Group {
            cards = List.copyOf(cards);
        }
    }

    /// @param id    within the page
    /// @param count rows of the list
    /// @param href  where that is
    public record Card(String id, String sentence, String meaning, long count, String href) {}
}
