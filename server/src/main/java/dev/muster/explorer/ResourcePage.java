package dev.muster.explorer;

import dev.muster.connector.Right;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One resource and who can do what with it (`explorer/resource`): GET
/// `/t/{tenant}/integrations/{id}/resources/{type}/{resource}` with `q`, `right`, `after`, all optional and all kept in
/// the address; `.../access.csv` with the same filters.
///
/// @param self        address of the page without filters
/// @param integration name of the integration
/// @param shown the revision
/// @param noun        of the type: `Service`
/// @param stub        whether something refers to it that no listing shows
/// @param deleted     when it was deleted, as far as references tell
/// @param since       first revision that showed it
/// @param privacy     of a group: who sees it and what it owns; empty for anything else
/// @param owners      the groups that own it; nobody owns a group
/// @param links       what else it is linked to
/// @param rights      none when no rights are worked out on resources of this type
/// @param holders     who holds something on it; none of what nobody holds anything on, where rights are told instead
/// @param calls       who is called about it, whoever is called first before others
/// @param seats       of what is sold by the seat; none of anything else
public record ResourcePage(
        Address self,
        String integration,
        Shown shown,
        String id,
        String name,
        String noun,
        Icon icon,
        boolean stub,
        @Nullable Moment deleted,
        Moment since,
        String privacy,
        List<Owner> owners,
        List<Links> links,
        @Nullable Rights rights,
        @Nullable Holders holders,
        List<Call> calls,
        @Nullable Seats seats) {
    /// Of which nobody holds anything, and about which nobody is called.
    public ResourcePage(
            Address self,
            String integration,
            Shown shown,
            String id,
            String name,
            String noun,
            Icon icon,
            boolean stub,
            @Nullable Moment deleted,
            Moment since,
            String privacy,
            List<Owner> owners,
            List<Links> links,
            @Nullable Rights rights) {
        this(
                self,
                integration,
                shown,
                id,
                name,
                noun,
                icon,
                stub,
                deleted,
                since,
                privacy,
                owners,
                links,
                rights,
                null,
                List.of(),
                null);
    }

    public ResourcePage {
        owners = List.copyOf(owners);
        links = List.copyOf(links);
        calls = List.copyOf(calls);
    }

    /// Who holds something on it, but for what comes and goes by itself.
    ///
    /// @param title  `Members` of a group, `Who holds access` of anything else
    /// @param all    how many grants there are
    /// @param levels how often each level is held, the strongest first
    /// @param list   where all of them are listed; none where there is no such list
    public record Holders(
            String title,
            long all,
            List<Held> levels,
            List<Holder> first,
            @Nullable String list) {
        public Holders {
            levels = List.copyOf(levels);
            first = List.copyOf(first);
        }

        /// Whether the application tells when anything was last used.
        public boolean isUseTold() {
            return first.stream().anyMatch(holder -> !holder.lastUsed().isEmpty());
        }
    }

    public record Held(String title, long grants) {}

    /// Somebody who is called.
    ///
    /// @param next  whether that is still to come
    /// @param at    when it begins, if it is still to come, and when it ends otherwise; none when nobody said
    /// @param level how soon: `1` before `2`; empty when nobody said
    /// @param duty  what it is held on; empty for the resource itself
    public record Call(
            String name,
            String href,
            boolean next,
            @Nullable Moment at,
            String level,
            String duty,
            String dutyHref) {}

    /// @param used    as the application says
    /// @param free    the same; none when they are not limited
    /// @param held    by whom a holder was listed
    /// @param invited those of them whose holder never joined
    public record Seats(@Nullable Long used, @Nullable Long free, long held, long invited) {
        /// None when they are not limited.
        public @Nullable Long bought() {
            return used == null || free == null ? null : Long.valueOf(used + free);
        }
    }

    /// @param lastUsed day on which it was last used; empty when nobody tells
    public record Holder(
            String name, String email, String href, String title, String value, boolean privileged, String lastUsed) {}

    /// @param detail the level by which it reaches the resource, if its link tells one, and its privacy: `private
    ///               team`
    public record Owner(String name, String href, String detail) {}

    /// Links of one kind.
    ///
    /// @param title `Guarded by`
    /// @param found how many there are, of which some may not be named
    /// @param all   the list of them all; none when all are named, or when there is no such list
    public record Links(
            String title,
            long found,
            List<Linked> named,
            @Nullable String all) {
        public Links {
            named = List.copyOf(named);
        }
    }

    /// @param detail `level 1`; may be empty
    public record Linked(String name, String noun, Icon icon, String href, String detail) {}

    /// @param bound   what cannot be taken into account; empty when it changes none of the answers
    /// @param columns the rights there are on the resource
    /// @param tallies how many accounts hold each right, and how many there are
    /// @param text    the text filter, empty without one
    /// @param right   value of `right` in the address, `all` for everybody
    public record Rights(
            String bound,
            List<Right> columns,
            List<Tally> tallies,
            String text,
            String right,
            long found,
            List<Row> rows,
            Pager pager,
            String csv) {
        public Rights {
            columns = List.copyOf(columns);
            tallies = List.copyOf(tallies);
            rows = List.copyOf(rows);
        }
    }

    /// @param label  `can edit`
    /// @param chosen whether the list below is about these
    public record Tally(String right, String label, long accounts, String href, boolean chosen) {}

    /// @param service   whether the account belongs to a machine
    /// @param roleTitle of the base role; empty when none was read
    public record Row(
            String name,
            String email,
            String href,
            boolean service,
            AccountsPage.State state,
            String roleTitle,
            Ability ability) {}
}
