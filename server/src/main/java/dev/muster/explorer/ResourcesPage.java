package dev.muster.explorer;

import dev.muster.setup.IntegrationHead;
import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The resources of an integration (`explorer/resources`): GET `/t/{tenant}/integrations/{id}/resources` with `q`,
/// `type`, `owner`, `sort`, `after`, all optional and all kept in the address.
///
/// @param self     address of the page without filters
/// @param accounts address of the list of accounts
/// @param found    resources that match
/// @param total    resources of the newest revision
/// @param shown the revision
/// @param text     the text filter, empty without one
/// @param type     the type the list is narrowed to, empty without one
/// @param sort     as the address asks; empty for the first order
/// @param name     order of the list, and where the other is
/// @param owner    the group whose resources the list is narrowed to; none without
/// @param types    what to narrow to
public record ResourcesPage(
        IntegrationHead head,
        Address self,
        Address accounts,
        long found,
        long total,
        Shown shown,
        String text,
        String type,
        String sort,
        Head name,
        @Nullable OwnerChoice owner,
        List<TypeChoice> types,
        List<Row> rows,
        Pager pager) {
    public ResourcesPage {
        types = List.copyOf(types);
        rows = List.copyOf(rows);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return !text.isEmpty() || !type.isEmpty() || owner != null;
    }

    /// @param count resources of the type
    public record TypeChoice(String type, String noun, long count) {}

    /// @param without the list without this filter
    public record OwnerChoice(String id, String name, String without) {}

    /// @param stub    whether something refers to it that no listing shows
    /// @param deleted when it was deleted, as far as references tell
    /// @param grants  how many are held on it
    public record Row(
            String id,
            String name,
            String noun,
            Icon icon,
            String href,
            boolean stub,
            @Nullable Moment deleted,
            List<Owner> owners,
            long grants) {
        public Row {
            owners = List.copyOf(owners);
        }
    }

    /// A group that owns a resource.
    public record Owner(String name, String href) {}
}
