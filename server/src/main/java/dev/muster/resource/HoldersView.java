package dev.muster.resource;

import dev.muster.source.Source;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who holds something on a resource (`resource/holders`), but for what comes and goes by itself.
///
/// @param title   `Members` of a group, `Who holds access` of anything else
/// @param view    the tab, as the address has it
/// @param levels  every level that is held and how often, the strongest first; first all of them
/// @param level   the raw value that the list is narrowed to; empty for all
/// @param text    the text filter, empty without one
/// @param all     rows whatever the filter
/// @param found   rows with it
/// @param shows   what its columns are
/// @param foot    what makes it true, as sentences without full stops
/// @param file    address of the list as CSV
/// @param list    where all of them are listed together with other access; none where there is no such list
/// @param proof   the certificate that tells of disagreements; none where there are none
public record HoldersView(
        String title,
        String view,
        List<LevelChoice> levels,
        String level,
        String text,
        long all,
        long found,
        Shows shows,
        List<Row> rows,
        Pager pager,
        List<String> foot,
        String file,
        @Nullable String list,
        @Nullable String proof) {
    public HoldersView {
        levels = List.copyOf(levels);
        rows = List.copyOf(rows);
        foot = List.copyOf(foot);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return !level.isEmpty() || !text.isEmpty();
    }

    public record LevelChoice(String title, long grants, String href, boolean chosen) {}

    /// Columns that not every application has.
    ///
    /// @param base the level on the application as a whole
    /// @param duty what everybody is called for
    /// @param used when it was last used
    /// @param lastCalled when everybody was last on call
    public record Shows(boolean base, boolean duty, boolean used, boolean lastCalled) {}

    /// @param state    `active`, `invited` or `absent`
    /// @param title    of the level
    /// @param value    the raw one; empty where the title is that
    /// @param base     what is held on the application as a whole
    /// @param lastUsed day on which it was last used; empty when nobody tells
    /// @param duty     what the account is called for, as far as that is known
    /// @param last     when it was last on call; none when it was not seen so
    /// @param source   where it was read
    public record Row(
            String name,
            String email,
            String href,
            String state,
            boolean service,
            String title,
            String value,
            boolean privileged,
            String base,
            String lastUsed,
            OnDuty duty,
            @Nullable LastCalled last,
            Source source) {}

    /// What somebody is called for.
    ///
    /// @param words  `on call now, until`; `None`, or empty when nobody can tell
    /// @param at     when that begins or ends; none when nobody said
    /// @param on     the duty; empty for none
    /// @param more   how many further duties there are
    public record OnDuty(String words, @Nullable Moment at, String on, String href, long more) {
        static final OnDuty NONE = new OnDuty("None", null, "", "", 0);
        static final OnDuty UNKNOWN = new OnDuty("", null, "", "", 0);

        /// Whether nobody can tell.
        public boolean unknown() {
            return words.isEmpty();
        }
    }

    public record LastCalled(Moment at, String on) {}
}
