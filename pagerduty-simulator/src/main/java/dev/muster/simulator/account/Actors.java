package dev.muster.simulator.account;

import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Random;

/// Who changes things in an account: mostly administrators, now and then a script, single sign-on or an app.
public final class Actors {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Actors() {}

    public static SimulatedActor of(SimulatedAccount account, Random random) {
        return of(administrators(account), random);
    }

    /// Who may change things, for those who ask for many actors.
    static List<SimulatedUser> administrators(SimulatedAccount account) {
        return account.users().stream()
                .filter(user -> BaseRole.OWNER.is(user) || BaseRole.ADMIN.is(user))
                .toList();
    }

    public static SimulatedActor of(List<SimulatedUser> administrators, Random random) {
        int kind = random.nextInt(10);
        String ending = Ids.random(random, SIGNS, 4, "");
        if (kind == 0) {
            return SimulatedActor.withKey("PKEY001", ending);
        }
        if (kind == 1) {
            return SimulatedActor.app("PAPP001", "Joiners and leavers");
        }
        if (kind < 4 || administrators.isEmpty()) {
            return SimulatedActor.identityProvider();
        }
        var administrator = administrators.get(random.nextInt(administrators.size()));
        return kind < 6 ? SimulatedActor.withKeyOf(administrator, ending) : SimulatedActor.inBrowser(administrator);
    }
}
