package dev.muster.changes;

import dev.muster.changes.ChangesPage.Group;
import dev.muster.changes.ChangesPage.What;
import dev.muster.changes.Comparison.Choice;
import dev.muster.changes.Comparison.Lacking;
import dev.muster.web.Address;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed in all applications between two days (`changes/all`): GET `/t/{tenant}/changes` with `from`, `to`, `q`,
/// `after` and every [Narrowing], all optional and all kept in the address; `/t/{tenant}/changes.csv` with the same
/// filter.
///
/// @param self      address of the page without filters
/// @param past      the later of the two states, if it is not the one now
/// @param now       address of the same list up to now
/// @param ends      the ends as the address has them; what it leaves out stays left out
/// @param shown     what and which kind is shown, in the same way
/// @param from      what it begins with
/// @param to        what it ends with
/// @param spans     usual lengths, up to now
/// @param compared  what exactly is compared, application by application; empty before anything is published
/// @param what      what is shown
/// @param whats     what else can be
/// @param ways      every way it can change, and all of them
/// @param search    what is searched for; empty for nothing
/// @param tokens    what else narrows the list
/// @param fields    what it can be narrowed by besides
/// @param groups    by the revision that saw the changes, newest first
/// @param file      address of the same list as a file
/// @param unfiltered the list with the same ends and nothing else
public record AllChangesPage(
        Address self,
        @Nullable Moment past,
        String now,
        List<Kept> ends,
        List<Kept> shown,
        Edge from,
        Edge to,
        List<Choice> spans,
        List<Compared> compared,
        What what,
        List<Choice> whats,
        List<Choice> ways,
        String search,
        List<Token> tokens,
        List<Field> fields,
        List<Group> groups,
        Pager pager,
        String file,
        String unfiltered) {
    public AllChangesPage {
        ends = List.copyOf(ends);
        shown = List.copyOf(shown);
        spans = List.copyOf(spans);
        compared = List.copyOf(compared);
        whats = List.copyOf(whats);
        ways = List.copyOf(ways);
        tokens = List.copyOf(tokens);
        fields = List.copyOf(fields);
        groups = List.copyOf(groups);
    }

    /// The three ways by themselves.
    public List<Choice> sums() {
        return ways.stream().skip(1).toList();
    }

    /// Whether anything narrows the list but the ends and what is shown.
    public boolean isNarrowed() {
        return !tokens.isEmpty() || !search.isEmpty();
    }

    /// Whether an application on the page tells who did something.
    public boolean isRecorded() {
        return groups.stream().anyMatch(Group::recorded);
    }

    /// Applications that were not read whole at one of the ends.
    public List<Compared> lacking() {
        return compared.stream().filter(one -> !one.lacking().isEmpty()).toList();
    }

    /// What a form keeps of the address.
    public record Kept(String field, String value) {}

    /// One end.
    ///
    /// @param value as the field of the form takes it; empty for now
    /// @param words what stands below the field
    public record Edge(String value, String words) {
        /// Whether a field for a day can show it.
        public boolean isOfDay() {
            return !value.contains("T");
        }
    }

    /// The two revisions of an application that are compared.
    ///
    /// @param from    the earlier one
    /// @param to      the later one
    /// @param first   whether the earlier one is younger than the day that was asked for, as there is none older
    /// @param lacking what was not read then
    public record Compared(
            String integration,
            long from,
            @Nullable Moment fromAt,
            long to,
            @Nullable Moment toAt,
            boolean first,
            List<Lacking> lacking) {
        public Compared {
            lacking = List.copyOf(lacking);
        }
    }

    /// A filter as a sentence: `Access is Responder`.
    ///
    /// @param field   and `value`: as the address has it
    /// @param without the list without it
    public record Token(String field, String value, String title, String text, String without) {}

    /// Something to narrow by.
    public record Field(String field, String title, List<Option> options) {
        public Field {
            options = List.copyOf(options);
        }
    }

    public record Option(String value, String text) {}
}
