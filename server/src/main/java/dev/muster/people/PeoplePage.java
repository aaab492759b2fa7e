package dev.muster.people;

import dev.muster.ledger.Level;
import dev.muster.web.Address;
import dev.muster.web.Moment;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the pages about people show (`people/people`): GET `/t/{tenant}/people` with the beginning of each list, and
/// `/t/{tenant}/people/{list}` with one of them; `asOf` and `after`, both optional.
///
/// @param roster     none when nobody has told who works here; then the lists that need it are empty
/// @param applications whether anything is published of any application
/// @param mayChange  whether the reader may decide whose an account is, which is done now and not in the past
/// @param asOf       as the address asks; empty for now
/// @param past       the moment that is shown; none for now
/// @param only       the list that the page is about; none for all
/// @param numbers    of all lists; none on a page about one
/// @param more       address of the rest of the list that the page is about; none at its end
public record PeoplePage(
        @Nullable Told roster,
        boolean applications,
        boolean mayChange,
        String asOf,
        @Nullable Moment past,
        @Nullable PeopleList only,
        @Nullable Numbers numbers,
        List<LeaverRow> leavers,
        List<UnmatchedRow> unmatched,
        List<SharedRow> twins,
        List<SharedRow> successors,
        @Nullable String more) {
    public PeoplePage {
        leavers = List.copyOf(leavers);
        unmatched = List.copyOf(unmatched);
        twins = List.copyOf(twins);
        successors = List.copyOf(successors);
    }

    /// Address of a whole list.
    ///
    /// @param at address of the page about all
    public String href(String at, PeopleList list) {
        return Address.of(at).below("/" + list.path()).with("asOf", asOf).toString();
    }

    /// Address of a whole list as CSV.
    ///
    /// @param at address of the page about all
    public String file(String at, PeopleList list) {
        return Address.of(at)
                .below("/" + list.path() + ".csv")
                .with("asOf", asOf)
                .toString();
    }

    /// Rows of a list as the numbers say; -1 where none does.
    public long all(PeopleList list) {
        if (numbers == null) {
            return -1;
        }
        return switch (list) {
            case LEAVERS -> numbers.leavers();
            case UNMATCHED -> numbers.unmatched();
            case TWINS, SUCCESSORS -> -1;
        };
    }

    /// Whether a list is on the page.
    public boolean shows(PeopleList list) {
        return only == null || only == list;
    }

    /// The lists about people.
    public enum PeopleList {
        LEAVERS("Leavers with access"),
        UNMATCHED("Accounts without a person"),
        TWINS("Accounts of one e-mail"),
        SUCCESSORS("Back under another id");

        private final String title;

        PeopleList(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /// As addresses spell it: `leavers`.
        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param by   who uploaded it; empty when nobody knows
    /// @param href where the roster's own revisions and uploads are
    public record Told(Moment published, long people, String by, String href) {}

    /// @param leavers    who left and still has an account, as are the rest counted over all applications
    /// @param privileged those of them who hold a privileged level
    /// @param called     those of them who are called upon at that moment, as people on call are
    /// @param unmatched  accounts without a person
    /// @param services   accounts of machines
    /// @param twins      e-mails with several accounts in one place
    /// @param newcomers  who began within 30 days
    /// @param waiting    those of them without any account
    public record Numbers(
            long leavers,
            long privileged,
            long called,
            long unmatched,
            long services,
            long twins,
            long newcomers,
            long waiting) {}

    /// @param ago `54 days ago`
    public record LeaverRow(
            String name,
            String email,
            String department,
            String manager,
            String lastDay,
            String ago,
            boolean privileged,
            List<HeldRow> held) {
        public LeaverRow {
            held = List.copyOf(held);
        }
    }

    /// @param href  page of the account
    /// @param more  levels besides the first; 0 when that is all
    /// @param on    what the level is held on, unless that is the application as a whole: `on 3 resources`
    /// @param notes when it was last used, and what it is called upon for, in words; empty when nobody tells
    /// @param acts  what to do in the application so that nothing is left, in order
    public record HeldRow(
            String application,
            String href,
            @Nullable Level level,
            String on,
            long more,
            List<String> notes,
            List<String> acts) {
        public HeldRow {
            notes = List.copyOf(notes);
            acts = List.copyOf(acts);
        }
    }

    /// @param href   page of the account
    /// @param decide page where it is decided whose it is
    /// @param known  what is known of it, in words
    /// @param likely e-mail to link it to; empty when nobody is likely
    public record UnmatchedRow(
            String name, String email, String application, String href, String decide, String known, String likely) {}

    /// @param former name and id of the account before it; empty in a list of accounts side by side
    public record SharedRow(
            String name,
            String id,
            String email,
            String application,
            String href,
            String decide,
            String former,
            @Nullable Moment ended) {}
}
