package dev.muster.search;

import dev.muster.web.Icon;
import java.util.List;
import java.util.Locale;

/// What a search found (`search/search`, and its list alone as `search/hits`): GET `/t/{tenant}/search` and
/// `/t/{tenant}/search/hits` with `q`.
///
/// @param text   what is searched for; empty for nothing
/// @param groups in one order, those that have something
/// @param all    address of all access that matches
public record SearchPage(String text, List<Group> groups, String all) {
    public SearchPage {
        groups = List.copyOf(groups);
    }

    /// @param title as a heading: `People`
    public record Group(String title, List<Hit> hits) {
        public Group {
            hits = List.copyOf(hits);
        }
    }

    /// @param hint what kind of thing it is, or what else tells it
    public record Hit(Icon icon, Marked title, Marked hint, String href) {}

    /// A text, and what of it was searched for.
    ///
    /// @param found empty where nothing of it matches
    public record Marked(String before, String found, String after) {
        /// The first place where `text` is in it, in any case.
        static Marked of(String whole, String text) {
            for (int at = 0; !text.isEmpty() && at + text.length() <= whole.length(); at++) {
                if (whole.regionMatches(true, at, text, 0, text.length())) {
                    int end = at + text.length();
                    return new Marked(whole.substring(0, at), whole.substring(at, end), whole.substring(end));
                }
            }
            return plain(whole);
        }

        static Marked plain(String whole) {
            return new Marked(whole, "", "");
        }

        boolean isFound() {
            return !found.isEmpty();
        }
    }

    /// Id of a hit within the list: `hit-people-0`.
    public static String id(Group group, int place) {
        return "hit-%s-%d".formatted(group.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"), place);
    }
}
