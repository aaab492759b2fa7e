package dev.muster.changes;

import dev.muster.difference.Change.Way;
import dev.muster.explorer.Shown;
import dev.muster.setup.IntegrationHead;
import dev.muster.web.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every page about changes begins with.
///
/// @param self    address of the page without filters
/// @param now     address of the same comparison up to now
/// @param from    what it begins with
/// @param to      what it ends with
/// @param what    what is shown, as addresses say it: `grants`
/// @param choices what else can be
/// @param way     how it changed; none for all
/// @param ways    every way, and all of them
/// @param lacking what was not read, at the start and at the end
public record Comparison(
        IntegrationHead head,
        Address self,
        String now,
        Edge from,
        Edge to,
        String what,
        List<Choice> choices,
        @Nullable Way way,
        List<Choice> ways,
        List<Lacking> lacking) {
    public Comparison {
        choices = List.copyOf(choices);
        ways = List.copyOf(ways);
        lacking = List.copyOf(lacking);
    }

    /// The three ways by themselves, where their numbers are known.
    public List<Choice> sums() {
        return ways.stream().skip(1).filter(way -> way.count() != null).toList();
    }

    /// Whether both ends are the same.
    public boolean isEmpty() {
        return from.shown().revision() == to.shown().revision();
    }

    /// One end of the difference.
    ///
    /// @param value as the field of the form takes it
    public record Edge(String value, Shown shown) {}

    /// A way to narrow the list.
    ///
    /// @param count  none when it is not known
    /// @param chosen whether it is narrowed so
    public record Choice(String title, @Nullable Long count, String href, boolean chosen) {}

    /// What was not read at one end.
    ///
    /// @param sentences without full stops
    public record Lacking(long revision, List<String> sentences) {
        public Lacking {
            sentences = List.copyOf(sentences);
        }
    }
}
