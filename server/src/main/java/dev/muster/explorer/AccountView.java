package dev.muster.explorer;

import dev.muster.connector.Key;
import dev.muster.ledger.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account with what it holds, as lists, CSV and API show it.
///
/// @param id      the application's id
/// @param state   `active`, `invited` or `absent`
/// @param kind    `human`, `service` or `unknown`
/// @param roles   its base role, or several, the strongest first; none for a stub
/// @param groups  the groups it is in, by name
/// @param deleted when an absent one was deleted, as far as references tell
/// @param since   when the first revision that showed it was published
public record AccountView(
        String id,
        String name,
        @Nullable String email,
        String state,
        String kind,
        List<Level> roles,
        List<InGroup> groups,
        @Nullable Instant deleted,
        Instant since) {

    public AccountView {
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
    }

    /// A level in a group.
    public record InGroup(Key group, String name, Level role) {}
}
