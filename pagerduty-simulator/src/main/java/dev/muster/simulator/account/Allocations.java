package dev.muster.simulator.account;

import dev.muster.simulator.objects.Allocation;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/// Who holds a licence: every user of the account but those it was withdrawn from, and ids it was given to though no
/// user has them. Safe for many threads.
final class Allocations {

    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private final Set<String> strangers = new ConcurrentSkipListSet<>();

    void withdraw(String userId) {
        withdrawn.add(userId);
        strangers.remove(userId);
    }

    void give(String userId, boolean known) {
        withdrawn.remove(userId);
        if (!known) {
            strangers.add(userId);
        }
    }

    boolean has(SimulatedUser user) {
        return !withdrawn.contains(user.id());
    }

    /// Latest user first, which is another order than that of `/users`; then the ids of nobody.
    List<Allocation> of(SimulatedAccount account) {
        var users = account.users().reversed().stream()
                .filter(this::has)
                .map(user -> new Allocation(user.id(), Licence.of(user)));
        var nobody = strangers.stream()
                .filter(id -> account.user(id).isEmpty())
                .map(id -> new Allocation(id, Licence.FULL_USER));
        return Stream.concat(users, nobody).toList();
    }
}
