package dev.muster.people;

import dev.muster.people.PeoplePage.HeldRow;
import dev.muster.people.Persons.Count;
import dev.muster.people.Persons.Who;
import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the list of everybody with an account shows (`people/persons`): GET `/t/{tenant}/people/with-accounts` with
/// `who`, `asOf` and `after`, all optional.
///
/// @param who   which of them
/// @param count how many there are of each
/// @param asOf  as the address asks; empty for now
/// @param past  the moment that is shown; none for now
/// @param more  address of the rest; none at the end
public record PersonsPage(
        Who who,
        Count count,
        String asOf,
        @Nullable Moment past,
        List<PersonRow> rows,
        @Nullable String more) {
    public PersonsPage {
        rows = List.copyOf(rows);
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
