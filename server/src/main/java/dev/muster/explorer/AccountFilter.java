package dev.muster.explorer;

import dev.muster.api.Keyset;
import dev.muster.api.NameOrder;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import java.util.Map;
import java.util.Set;

/// Which accounts are asked for.
///
/// @param search part of a name, an e-mail or an id, any case; empty for all; at most 200 characters
/// @param role   raw value of the base role; empty for all
/// @param state  `active`, `invited` or `absent`; empty for all
public record AccountFilter(String search, String role, String state, NameOrder order) {
    private static final int LONGEST_ROLE = 200;
    private static final Set<String> STATES = Set.of("", "active", "invited", "absent");

    public AccountFilter {
        search = new SearchText(search).value();
        role = role.strip();
        state = state.strip();
        if (role.length() > LONGEST_ROLE || role.indexOf('\0') >= 0) {
            throw new InvalidInput(Map.of("role", "There is no such role. Choose one from the list"));
        }
        if (!STATES.contains(state)) {
            throw new InvalidInput(Map.of("state", "A state is active, invited or absent"));
        }
    }

    /// In the order of names.
    public AccountFilter(String search, String role, String state) {
        this(search, role, state, NameOrder.UP);
    }

    /// A walk through the accounts that it lets through.
    ///
    /// @param asOf  as [AsOf#parse] takes it
    /// @param after what a stretch before gave as next; empty at the beginning
    Walk walk(String asOf, String after) {
        return Walk.parse(asOf, after, Accounts.ORDER + Keyset.COUNT, "accounts", search, role, state, order.asked());
    }

    /// The search as a pattern for `like`, its own wildcards taken literally; empty for all. The database makes it
    /// lower case, as it does with what is searched: two sides that each know İ differently would miss it.
    public String pattern() {
        return new SearchText(search).pattern();
    }
}
