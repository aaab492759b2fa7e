package dev.muster.simulator.account;

import static dev.muster.simulator.objects.SimulatedReference.to;

import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedChange.Details;
import dev.muster.simulator.objects.SimulatedChange.Field;
import dev.muster.simulator.objects.SimulatedChange.References;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Invents what an account went through in the twelve months before anybody looked: changes that led to what it holds,
/// and some about what it no longer holds. Has a seeded source of its own.
final class PastGenerator {

    private static final long OWN = 0x9A57;
    private static final int MOST = 300;
    private static final int DAYS = 364;

    private final SimulatedAccount account;
    private final List<SimulatedUser> administrators;
    private final Random random;
    private final List<SimulatedChange> past = new ArrayList<>();

    PastGenerator(SimulatedAccount account, long seed) {
        this.account = account;
        this.administrators = Actors.administrators(account);
        this.random = new Random(seed ^ OWN);
    }

    /// A few hundred records; fewer when the account is tiny.
    void fill() {
        int people = account.users().size();
        int records = Math.min(MOST, 4 * people);
        for (int i = 0; i < records; i++) {
            happened(oneOf(account.users()));
        }
        account.audit().past(past);
    }

    private void happened(SimulatedUser user) {
        switch (random.nextInt(10)) {
            case 0 -> write(to(user), "create", Details.of(to(user), new Field("name", null, user.name())));
            case 1 -> left();
            case 2, 3 -> write(to(user), "update", Details.of(to(user), new Field("role", "observer", user.role())));
            case 4 -> write(to(user), "update", Details.of(to(user), renamed(user), moved(user)));
            case 5, 6, 7 -> inTeam(user);
            case 8 -> {
                var object = elsewhere();
                write(object, "update", new Details(object, null, null));
            }
            default -> write(elsewhere(), "update", null);
        }
    }

    private void inTeam(SimulatedUser user) {
        if (user.teamIds().isEmpty()) {
            return;
        }
        var team = to(account.team(oneOf(user.teamIds())).orElseThrow());
        switch (random.nextInt(3)) {
            case 0 -> write(team, "update", Details.of(team, References.added("members", to(user))));
            case 1 -> write(team, "update", Details.of(team, References.removed("members", former())));
            default -> write(team, "update", Details.of(to(user), new Field("team_role", "observer", "responder")));
        }
    }

    private void left() {
        var gone = former();
        write(gone, "delete", Details.of(gone));
    }

    private static Field renamed(SimulatedUser user) {
        return new Field("name", "New colleague", user.name());
    }

    private static Field moved(SimulatedUser user) {
        return new Field("email", "new.colleague." + user.email(), user.email());
    }

    private SimulatedReference former() {
        return new SimulatedReference("user_reference", Ids.random(random, "0123456789", 5, "PX"), "Former user");
    }

    /// A service or a policy, of which trails tell little; a schedule that is gone.
    private SimulatedReference elsewhere() {
        var setup = account.onCallSetup();
        int kind = random.nextInt(3);
        if (kind == 0 && !setup.services().isEmpty()) {
            var service = oneOf(setup.services());
            return new SimulatedReference("service_reference", service.id(), service.name());
        }
        if (kind == 1 && !setup.policies().isEmpty()) {
            var policy = oneOf(setup.policies());
            return new SimulatedReference("escalation_policy_reference", policy.id(), policy.name());
        }
        return new SimulatedReference("schedule_reference", Ids.random(random, "0123456789", 5, "PY"), "Retired");
    }

    private void write(SimulatedReference on, String action, @Nullable Details details) {
        String id = account.audit().nextId();
        Instant at = Instant.EPOCH.minus(Duration.ofMillis((long) (random.nextDouble() * DAYS * 86_400_000L)));
        past.add(new SimulatedChange(id, at, "request-" + id, actor(), on, action, details));
    }

    private SimulatedActor actor() {
        return Actors.of(administrators, random);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
