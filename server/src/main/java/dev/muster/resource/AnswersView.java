package dev.muster.resource;

import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is called about a resource (`resource/answers`): the list, and the same as a picture.
///
/// @param people  how many there are
/// @param levels  whoever is called first before others
/// @param chosen  name of whose way is shown; empty when there is none
/// @param trail   that way, step by step
/// @param picture none when there is nothing to draw
/// @param unread  what was not read of it, as sentences without full stops
/// @param read    titles of the feeds that it rests on and that were ever read
/// @param isWhole whether no way was left out because there are too many
public record AnswersView(
        long people,
        List<AtLevel> levels,
        String chosen,
        List<Step> trail,
        @Nullable PathPicture picture,
        List<String> unread,
        List<String> read,
        boolean isWhole) {
    /// Said of ways that are not whole.
    public static final String TOO_MANY = "There are more paths than can be followed";

    public AnswersView {
        levels = List.copyOf(levels);
        trail = List.copyOf(trail);
        unread = List.copyOf(unread);
        read = List.copyOf(read);
    }

    /// @param title `Level 1`, `Level 1 of Payments critical`
    public record AtLevel(String title, List<Called> called) {
        public AtLevel {
            called = List.copyOf(called);
        }
    }

    /// @param words  `on call now, until`, `always`
    /// @param at     when that begins or ends; none when nobody said
    /// @param by     the duty that it comes by; empty when it is held directly
    /// @param href   the page of the account
    /// @param way    the same page with that person's way
    /// @param chosen whether that is shown
    public record Called(
            String name, String words, @Nullable Moment at, String by, String href, String way, boolean chosen) {}

    public record Step(String text, String href) {}
}
