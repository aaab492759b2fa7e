package dev.muster.people;

import dev.muster.people.PeoplePage.HeldRow;
import dev.muster.people.Persons.Count;
import dev.muster.people.Persons.Who;
import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the list of everybody with an account shows (`people/persons`): GET `/t/{tenant}/people/with-accounts` with
/// `who`, `q`, `sort`, `asOf` and `after`, all optional.
///
/// @param who    which of them
/// @param count  how many match the search, of each
/// @param search what is searched for; empty for nothing
/// @param sort   as the address asks; empty for the first order
/// @param asOf   as the address asks; empty for now
/// @param past   the moment that is shown; none for now
/// @param now    address of the same list as of now
/// @param whole  address of the whole list at the same time
/// @param parts  where the same search is of each
/// @param person order of the list, and where another is
/// @param first  address of its first page
/// @param more   address of the rest; none at the end
public record PersonsPage(
        Who who,
        Count count,
        String search,
        String sort,
        String asOf,
        @Nullable Moment past,
        Address now,
        Address whole,
        Map<Who, String> parts,
        Head person,
        List<PersonRow> rows,
        String first,
        @Nullable String more) {
    public PersonsPage {
        parts = Map.copyOf(parts);
        rows = List.copyOf(rows);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return who != Who.EVERYBODY || !search.isEmpty();
    }

    /// @param invited    whether an account was offered and never taken up
    /// @param privileged whether any of the accounts holds a privileged level
    /// @param held       the accounts, each with its strongest level
    public record PersonRow(String name, String email, boolean invited, boolean privileged, List<HeldRow> held) {
        public PersonRow {
            held = List.copyOf(held);
        }
    }
}
