package dev.muster.explorer;

import dev.muster.connector.Right;
import dev.muster.ledger.Level;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one account is and can do (`explorer/account`): GET `/t/{tenant}/integrations/{id}/accounts/{account}` with
/// `q`, `type`, `right`, `asOf`, `after`, all optional and all kept in the address; `.../access.csv` with the same
/// filters.
///
/// @param self        address of the page without filters
/// @param integration name of the integration
/// @param shown       the revision
/// @param groupNoun   what one group is called there, within a sentence: `team`; empty without groups
/// @param groupWord   what several are called: `Teams`
/// @param dutyNouns   what calls upon people there, each within a sentence: `schedule`; none without duties
/// @param rights      none when nobody can tell how levels add up in the application
/// @param holds       what the account holds there, where all is held on resources themselves; nothing elsewhere
/// @param access      address of the list of all that the account holds
public record AccountPage(
        Address self,
        String integration,
        Shown shown,
        Who who,
        List<Fact> facts,
        String groupNoun,
        String groupWord,
        List<InGroup> groups,
        List<String> dutyNouns,
        List<Duty> duties,
        @Nullable Rights rights,
        List<Holding> holds,
        Address access) {
    /// However much an account holds, the page has at most so much of each kind, and leads to the list of all.
    private static final int MOST = 20;

    public AccountPage {
        holds = List.copyOf(holds);
        facts = List.copyOf(facts);
        groups = List.copyOf(groups);
        dutyNouns = List.copyOf(dutyNouns);
        duties = List.copyOf(duties);
    }

    /// A level that is held on something, as it stands there.
    ///
    /// @param lastUsed day on which it was last used; empty when nobody tells
    public record Holding(
            String resource,
            String href,
            String title,
            String value,
            boolean privileged,
            String lastUsed,
            Moment since) {}

    /// @param email     empty when the application sent none
    /// @param jobTitle  empty when the application sent none
    /// @param service   whether the account belongs to a machine
    /// @param deleted   when an absent one was deleted, as far as references tell
    /// @param roles     the base role, or several, the strongest first; none when it holds none
    /// @param withoutRole what to say then: that none was read, or that there is none; nothing where no account has
    ///                    one
    public record Who(
            String id,
            String name,
            String initials,
            String email,
            String jobTitle,
            boolean service,
            AccountsPage.State state,
            @Nullable Moment deleted,
            List<Level> roles,
            String withoutRole) {
        public Who {
            roles = List.copyOf(roles);
        }

        /// Whether one of them can change who has access or reach everything.
        public boolean privileged() {
            return roles.stream().anyMatch(Level::privileged);
        }
    }

    /// @param text  empty when `at` says it all
    /// @param since whether `at` is when it began, and not when it happened
    public record Fact(
            String name,
            String text,
            boolean since,
            @Nullable Moment at) {}

    /// @param title of the level in that group
    /// @param known how that is known
    /// @param asOf  of a role known last: when that was published
    public record InGroup(
            String group,
            String href,
            String title,
            Known known,
            @Nullable Moment asOf) {}

    /// How a level in a group is known.
    public enum Known {
        /// The group's members were read.
        READ,
        /// The membership is known, the role is not.
        NOT_TOLD,
        /// The group's members could not be read since.
        LAST_KNOWN
    }

    /// The first of the groups, as many as the page has room for.
    public List<InGroup> firstGroups() {
        return first(groups);
    }

    /// The first of the duties.
    public List<Duty> firstDuties() {
        return first(duties);
    }

    /// The first of what is held.
    public List<Holding> firstHolds() {
        return first(holds);
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }

    /// How many of the groups it is certainly in, with that level.
    public long certainGroups() {
        return groups.stream().filter(group -> group.known() == Known.READ).count();
    }

    /// Something the account is called upon for.
    ///
    /// @param what   `On call`
    /// @param detail `level 2, Payments primary`; may be empty
    /// @param now    whether the account is paged if something happens now
    /// @param until  when that ends; none when it does not, or when nobody said
    public record Duty(
            String resource,
            String href,
            String what,
            String detail,
            boolean now,
            @Nullable Moment until) {}

    /// What of the rights is not certain.
    ///
    /// @param unread      what was not read, in sentences; empty when all was, and something else is not known
    /// @param resources     how many there are
    /// @param atLeast     on how many of them only some rights are certain
    /// @param unknown     on how many nobody can tell anything
    /// @param list        address of the list of these resources
    /// @param certificate address of the certificate of the run that lacked it
    public record Unsure(String unread, long resources, long atLeast, long unknown, String list, String certificate) {}

    /// @param unsure  none when all of it is certain
    /// @param bound   what cannot be taken into account; empty when it changes none of the answers
    /// @param whole   what the account can do with the application as a whole; none when there are no rights on it
    /// @param kinds   how many resources of each type it has which right on
    /// @param columns the rights of the list
    /// @param parts   the list as the page opens, what of it is not certain, and all of it
    /// @param choices the rights that the list can be narrowed to
    /// @param text    the text filter, empty without one
    /// @param type    the type the list is narrowed to, empty without one
    /// @param right   the right the list is narrowed to, as [dev.muster.rights.RightFilter] has it
    /// @param all     resources there are, whatever the filter
    public record Rights(
            @Nullable Unsure unsure,
            String bound,
            @Nullable Ability whole,
            List<KindCount> kinds,
            List<Right> columns,
            List<Part> parts,
            List<Choice> choices,
            String text,
            String type,
            String right,
            long all,
            long found,
            List<Row> rows,
            Pager pager,
            String csv) {
        public Rights {
            kinds = List.copyOf(kinds);
            columns = List.copyOf(columns);
            parts = List.copyOf(parts);
            choices = List.copyOf(choices);
            rows = List.copyOf(rows);
        }

        /// Whether anything narrows the list.
        public boolean isNarrowed() {
            return !text.isEmpty() || !type.isEmpty() || !right.isEmpty();
        }

        /// Whether all rows shown are certain.
        public boolean isCertain() {
            return rows.stream().map(Row::ability).allMatch(Ability::isCertain);
        }

        /// Whether there is a resource on which the rights are not certain.
        public boolean hasUncertain() {
            return kinds.stream().anyMatch(kind -> kind.uncertain().resources() > 0);
        }

        /// Rights that exist on any type listed; of more than a table shows, those that are held.
        public List<Right> everyRight() {
            List<Right> all = existing();
            return AbilityWords.shown(all).isEmpty()
                    ? all.stream().filter(this::isHeld).toList()
                    : all;
        }

        private boolean isHeld(Right right) {
            return kinds.stream()
                    .flatMap(kind -> Stream.ofNullable(kind.count(right)))
                    .anyMatch(count -> count.resources() > 0);
        }

        private List<Right> existing() {
            return kinds.stream()
                    .flatMap(kind -> kind.counts().stream())
                    .flatMap(count -> Stream.ofNullable(count.right()))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /// One of the ways to see the list that the page leads to.
    ///
    /// @param value     of `right` in the address
    /// @param resources that it has, whatever is searched for
    public record Part(String value, String title, long resources, String href, boolean chosen) {}

    /// @param value as the address has it
    public record Choice(String value, String title) {}

    /// How much of one type of resource an account can do something with.
    ///
    /// @param counts one for each right that exists on the type
    public record KindCount(
            String type, String noun, String href, long resources, List<Count> counts, Count uncertain) {
        public KindCount {
            counts = List.copyOf(counts);
        }

        /// The count of a right; none when there is no such right on the type.
        public @Nullable Count count(Right right) {
            return counts.stream()
                    .filter(count -> right.equals(count.right()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// @param right none for resources on which the rights are not certain
    /// @param href  the list of these resources
    public record Count(@Nullable Right right, long resources, String href) {}

    /// @param noun of the type: `Service`
    public record Row(String name, String noun, Icon icon, String href, Ability ability) {}
}
