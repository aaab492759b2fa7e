package dev.muster.resource;

import dev.muster.connector.Right;
import dev.muster.explorer.Ability;
import dev.muster.explorer.AccountsPage;
import dev.muster.explorer.Shown;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One resource (`resource/resource`): GET `/t/{tenant}/integrations/{id}/resources/{type}/{resource}` with `view`,
/// `q`, `right`, `level`, `person`, `asOf`, `after`, all optional and all kept in the address; `.../access.csv` with
/// the same filters.
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
/// @param brief       what is asked first of what people are called about; none of anything else
/// @param seats       of what is sold by the seat; none of anything else
/// @param tabs        what the page can be about; nothing when there is nothing to tell
/// @param rights      who can do what, if the page is about that
/// @param holders     who holds something on it, if the page is about that
/// @param answers     who is called about it; none of what nobody can be called about
/// @param isAboutAnswers whether the page is about them
/// @param ruled       whether it is known how levels add up on it
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
        @Nullable Brief brief,
        @Nullable Seats seats,
        List<Tab> tabs,
        @Nullable Rights rights,
        @Nullable HoldersView holders,
        @Nullable AnswersView answers,
        boolean isAboutAnswers,
        boolean ruled) {
    public ResourcePage {
        owners = List.copyOf(owners);
        links = List.copyOf(links);
        tabs = List.copyOf(tabs);
    }

    /// The tab that it shows, as addresses have it; empty on a page without tabs.
    String view() {
        if (holders != null) {
            return holders.view();
        }
        if (rights != null) {
            return ResourceTab.ABLE.id();
        }
        return isAboutAnswers ? ResourceTab.ANSWERS.id() : "";
    }

    /// @param count none where nobody counted
    public record Tab(String title, @Nullable Long count, String href, boolean chosen) {}

    /// What is asked first: how many can change it, and who is called about it.
    ///
    /// @param able  none where nobody knows how levels add up
    /// @param next  whose turn follows; nothing when nobody told
    /// @param words how and until when those of `now` are called
    /// @param unread what was not read of who is called, as sentences without full stops
    public record Brief(
            @Nullable Able able,
            String title,
            List<Named> now,
            String words,
            @Nullable Moment at,
            @Nullable Next next,
            List<String> unread) {
        public Brief {
            now = List.copyOf(now);
            unread = List.copyOf(unread);
        }
    }

    /// @param words   `Can edit`
    /// @param because `19 by account role, 8 by team role`
    /// @param unsure  of how many nobody can tell
    public record Able(String words, long accounts, String because, long unsure, String href) {}

    public record Named(String name, String href) {}

    public record Next(Named who, @Nullable Moment from) {}

    /// @param used     as the application says
    /// @param free     the same; none when they are not limited
    /// @param held     by whom a holder was listed
    /// @param invited  those of them whose holder never joined
    /// @param dutyless those of them whose holder is called for nothing
    /// @param meaning  what that means, as a sentence; empty where nobody can be called
    /// @param unread   what that rests on and was not read, as sentences without full stops
    public record Seats(
            @Nullable Long used,
            @Nullable Long free,
            long held,
            long invited,
            long dutyless,
            String meaning,
            List<String> unread) {
        public Seats {
            unread = List.copyOf(unread);
        }

        /// None when they are not limited.
        public @Nullable Long bought() {
            return used == null || free == null ? null : Long.valueOf(used + free);
        }

        /// Whether it can be said how many are held without duty.
        public boolean isDutyTold() {
            return !meaning.isEmpty() && unread.isEmpty();
        }

        /// Of a bar 1,000 wide that stands for all that were bought: how much a number of them takes.
        public long wide(long seats) {
            Long all = bought();
            return all == null || all == 0 ? 0 : Math.min(1_000, seats * 1_000 / all);
        }
    }

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

        /// Whether all rows shown are certain.
        public boolean isCertain() {
            return rows.stream().map(Row::ability).allMatch(Ability::isCertain);
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
