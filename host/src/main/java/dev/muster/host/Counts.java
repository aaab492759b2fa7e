package dev.muster.host;

/// How much is known of an account. This is the one definition of these numbers: pages, the API, files and the command
/// `snapshot` tell no others. Each is the number of rows of the list it is about. What no listing shows, and is only
/// named, has a row there too; it counts, and is told apart.
///
/// @param accounts       logins, absent ones too
/// @param absentAccounts those of them that no listing shows
/// @param groups         resources that have members and own others, stubs too: teams
/// @param stubGroups     those of them that no listing shows
/// @param resources      whatever access can be held on, of all types: the account as a whole, groups and stubs too
/// @param stubs          those of them that no listing shows
/// @param links          between resources, each once
/// @param grants         who holds what on what and how, each once, of all feeds
/// @param restlessGrants those of them that come and go without anybody changing access, as those of people on call do
public record Counts(
        long accounts,
        long absentAccounts,
        long groups,
        long stubGroups,
        long resources,
        long stubs,
        long links,
        long grants,
        long restlessGrants) {

    /// Nothing of anything.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
