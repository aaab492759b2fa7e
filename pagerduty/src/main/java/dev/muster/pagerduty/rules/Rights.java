package dev.muster.pagerduty.rules;

import dev.muster.connector.Right;
import java.util.List;

/// What PagerDuty's roles amount to.
public final class Rights {
    /// See it, and what happens on it.
    public static final Right VIEW = new Right("view", "View", 1, false);
    /// Act on its incidents, and start new ones.
    public static final Right RESPOND = new Right("respond", "Respond", 2);
    /// Take over a shift, or give it to somebody.
    public static final Right OVERRIDE = new Right("override", "Override", 3);
    /// Change or delete it.
    public static final Right EDIT = new Right("edit", "Edit", 4);
    /// Add and remove members of a team, set their roles and who else may see it.
    public static final Right MANAGE_TEAM = new Right("manage_team", "Manage team", 5);
    /// Add and remove users and set their roles.
    public static final Right MANAGE_USERS = new Right("manage_users", "Manage users", 6);
    /// Answer for the account as a whole: plan, sign-on, owner.
    public static final Right ACCOUNT = new Right("account", "Account", 7);

    /// All of them, from least to most power.
    public static final List<Right> ALL = List.of(VIEW, RESPOND, OVERRIDE, EDIT, MANAGE_TEAM, MANAGE_USERS, ACCOUNT);

    private Rights() {}
}
