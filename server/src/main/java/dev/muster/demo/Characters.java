package dev.muster.demo;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Whom the story is about, chosen from the accounts as they were before day 1.
///
/// @param rehired          leaves and comes back under another id
/// @param leaver           leaves, and loses access the same day
/// @param leaverWithAccess leaves, and keeps a privileged account that nobody thinks of
/// @param leaverUntold     is one day no longer on the roster, and keeps the account too
/// @param ofUnknownRole    gets a role that nobody knows
/// @param promoted         becomes an administrator by a script
/// @param contractors      leave the second account all at once
record Characters(
        SimulatedUser rehired,
        SimulatedUser leaver,
        SimulatedUser leaverWithAccess,
        SimulatedUser leaverUntold,
        SimulatedUser ofUnknownRole,
        SimulatedUser promoted,
        List<SimulatedUser> contractors) {
    private static final int CONTRACTORS = 14;
    /// The first of every account are the same people, who would have accounts in both.
    private static final int ONLY_HERE_FROM = 12;

    static Characters of(SimulatedAccount main, SimulatedAccount europe) {
        var candidates = new ArrayList<>(main.users().stream()
                .skip(ONLY_HERE_FROM)
                .filter(user -> !Employees.isMachine(user))
                .filter(user -> !user.invitationSent() && user.teamIds().size() > 1)
                .toList());
        return new Characters(
                take(candidates, BaseRole.USER::is),
                take(candidates, BaseRole.LIMITED_USER::is),
                take(candidates, BaseRole.ADMIN::is),
                take(candidates, BaseRole.LIMITED_USER::is),
                take(candidates, BaseRole.LIMITED_USER::is),
                take(candidates, BaseRole.USER::is),
                europe.users().stream()
                        .skip(ONLY_HERE_FROM)
                        .filter(user -> !Employees.isMachine(user))
                        .filter(BaseRole.LIMITED_USER::is)
                        .limit(CONTRACTORS)
                        .toList());
    }

    /// Of all of them.
    Stream<String> ids() {
        return Stream.concat(
                        Stream.of(rehired, leaver, leaverWithAccess, leaverUntold, ofUnknownRole, promoted),
                        contractors.stream())
                .map(SimulatedUser::id);
    }

    private static SimulatedUser take(List<SimulatedUser> candidates, Predicate<SimulatedUser> wanted) {
        SimulatedUser taken = candidates.stream().filter(wanted).findFirst().orElseThrow();
        candidates.remove(taken);
        return taken;
    }
}
