package dev.muster.explorer;

import dev.muster.api.Keyset;
import dev.muster.api.Parameters;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which accounts are asked for.
///
/// @param search part of a name, an e-mail or an id, any case; empty for all; at most 200 characters
/// @param role   raw value of the base role; empty for all
/// @param state  `active`, `invited` or `absent`; empty for all
public record AccountFilter(String search, String role, String state) {
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

    /// A role that nobody knows and nobody holds is a mistake, and no empty list.
    ///
    /// @param held raw values of the roles that are held
    /// @throws InvalidInput about `role`
    void requireKnown(Description application, Stream<String> held) {
        List<String> known = Stream.concat(
                        application.levels(application.whole()).stream().map(Entitlement::value), held)
                .toList();
        if (!role.isEmpty() && !known.contains(role)) {
            throw new InvalidInput(Map.of("role", Parameters.unknown("role", role, known)));
        }
    }

    /// A walk through the accounts that it lets through.
    ///
    /// @param asOf  as [AsOf#parse] takes it
    /// @param after what a stretch before gave as next; empty at the beginning
    Walk walk(String asOf, String after) {
        return Walk.parse(asOf, after, Accounts.ORDER + Keyset.COUNT, "accounts", search, role, state);
    }

    /// The search as a pattern for `like`, its own wildcards taken literally; empty for all. The database makes it
    /// lower case, as it does with what is searched: two sides that each know İ differently would miss it.
    public String pattern() {
        return new SearchText(search).pattern();
    }
}
