package dev.muster.signin;

import java.util.List;

/// What the tenant chooser shows (`web/chooseTenant`): every tenant the user is a member of, by name; none when they
/// were removed from all. A choice is a link to `/t/{slug}/integrations`.
///
/// @param userName who is signed in
public record ChooseTenantView(String userName, List<Choice> tenants) {

    public ChooseTenantView {
        tenants = List.copyOf(tenants);
    }

    /// @param role      title of the user's role there: `Risk Manager`
    /// @param suspended whether it can be seen here, but not entered
    public record Choice(String slug, String name, String role, boolean suspended) {}
}
