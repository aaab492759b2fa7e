package dev.muster.connector;

/// Something an account can do with an object, from least to most power. Applications word their levels of access in
/// many ways; these are what they amount to.
public enum Right {
    /// See it, and what happens on it.
    VIEW("View"),
    /// Act on its incidents, and start new ones.
    RESPOND("Respond"),
    /// Take over a shift, or give it to somebody.
    OVERRIDE("Override"),
    /// Change or delete it.
    EDIT("Edit"),
    /// Add and remove members of a team, set their roles and who else may see it.
    MANAGE_TEAM("Manage team"),
    /// Add and remove users and set their roles.
    MANAGE_USERS("Manage users"),
    /// Answer for the account as a whole: plan, sign-on, owner.
    ACCOUNT("Account");

    private final String title;

    Right(String title) {
        this.title = title;
    }

    /// As pages and exports show it: `Manage team`.
    public String title() {
        return title;
    }
}
