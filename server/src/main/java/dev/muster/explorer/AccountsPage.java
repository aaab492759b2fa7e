package dev.muster.explorer;

import dev.muster.ledger.Level;
import dev.muster.setup.IntegrationHead;
import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the tab Data of an integration shows (`explorer/accounts`): GET `/t/{tenant}/integrations/{id}/accounts`
/// with `q`, `role`, `state`, `sort`, `asOf`, `after`, all optional and all kept in the address; `.../accounts.csv`
/// with the same filters.
///
/// @param groups    what groups are called there: `Teams`; empty when the application has none
/// @param self      address of the list without filters
/// @param resources address of the list of resources at the same revision
/// @param found     accounts that match
/// @param total     accounts of the revision, absent ones too
/// @param absent    those of them that no listing shows
/// @param shown     the revision
/// @param text     the text filter, empty without one
/// @param role     raw value of the base role the list is narrowed to; empty without one
/// @param state    value of the state the list is narrowed to; empty without one
/// @param sort     as the address asks; empty for the first order
/// @param person   order of the list, and where the other is
/// @param roles    base roles to narrow to, by title
public record AccountsPage(
        IntegrationHead head,
        String groups,
        Address self,
        Address resources,
        long found,
        long total,
        long absent,
        Shown shown,
        String text,
        String role,
        String state,
        String sort,
        Head person,
        List<RoleChoice> roles,
        List<Row> rows,
        Pager pager) {

    public AccountsPage {
        roles = List.copyOf(roles);
        rows = List.copyOf(rows);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return !text.isEmpty() || !role.isEmpty() || !state.isEmpty();
    }

    /// Title of the base role the list is narrowed to, its raw value when nobody holds it.
    public String roleTitle() {
        return roles.stream()
                .filter(choice -> choice.value().equals(role))
                .map(RoleChoice::title)
                .findFirst()
                .orElse(role);
    }

    /// @param count accounts that hold it
    public record RoleChoice(String value, String title, long count) {}

    /// States of an account, by the value of `state` in the address.
    public enum State {
        ACTIVE("active", "Active"),
        INVITED("invited", "Invited"),
        ABSENT("absent", "Absent");

        private final String value;
        private final String title;

        State(String value, String title) {
            this.value = value;
            this.title = title;
        }

        public String value() {
            return value;
        }

        public String title() {
            return title;
        }
    }

    /// @param href       the page of the account
    /// @param service    whether the account belongs to a machine
    /// @param roles      the base role, or several, the strongest first; none when the application names none
    /// @param deleted    when an absent one was deleted, as far as references tell
    /// @param since      first revision that showed the account
    public record Row(
            String id,
            String href,
            String name,
            String email,
            boolean service,
            List<Level> roles,
            State state,
            @Nullable Moment deleted,
            List<InGroup> groups,
            Moment since) {
        private static final int MOST_GROUPS = 8;

        public Row {
            roles = List.copyOf(roles);
            groups = List.copyOf(groups);
        }

        /// The first of the groups, as many as a row has room for.
        public List<InGroup> firstGroups() {
            return groups.subList(0, Math.min(MOST_GROUPS, groups.size()));
        }
    }

    /// @param title of the level in that group: `Manager`; empty when the application names none
    public record InGroup(String group, String title) {}
}
