package dev.muster.explorer;

import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Teams, or duties and services, of all applications (`explorer/everywhere`): GET `/t/{tenant}/teams` and
/// `/t/{tenant}/on-call` with `q`, `integration`, `type`, `sort`, `asOf`, `after`, all optional and all kept in the
/// address.
///
/// @param title of the page
/// @param self  address of the whole list at the same time
/// @param asOf  as the address asks; empty for now
/// @param past  the moment that is shown; none for now
/// @param now   address of the same list as of now
/// @param file  address of the list as CSV
/// @param data  when the youngest data was published; none before the first
/// @param kept  what narrows the list besides the search, as the address has it
/// @param found resources that match
/// @param total all there are
/// @param types what is listed, and how much of each
/// @param name   order of the list, and where the other is
/// @param several whether more than one application has any
public record AllResourcesPage(
        String title,
        Address self,
        String asOf,
        @Nullable Moment past,
        String now,
        String file,
        @Nullable Moment data,
        String search,
        List<Kept> kept,
        long found,
        long total,
        List<Kind> types,
        boolean several,
        Head name,
        List<Row> rows,
        Pager pager) {
    public AllResourcesPage {
        kept = List.copyOf(kept);
        types = List.copyOf(types);
        rows = List.copyOf(rows);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return !search.isEmpty() || types.stream().anyMatch(Kind::chosen);
    }

    public record Kept(String field, String value) {}

    /// A type of an application's resources.
    ///
    /// @param href the list of these alone; of everything, if it is these alone already
    public record Kind(String integration, String plural, Icon icon, long count, String href, boolean chosen) {}

    /// @param stub   whether something refers to it that no listing shows
    /// @param grants how many are held on it
    public record Row(
            String name,
            String id,
            String href,
            String noun,
            Icon icon,
            String integration,
            boolean stub,
            long grants) {}
}
