package dev.muster.simulator.account;

import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.simulator.objects.Tags;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Puts a handful of labels on people, teams and policies of an account. Has a seeded source of its own.
final class TagGenerator {

    private static final long OWN = 0x7A65;
    private static final List<String> LABELS =
            List.of("contractor", "on-site", "Büro München", "tier 1", "follow-the-sun", "pci");
    private static final int LABELLED_USERS = 8;
    private static final int LABELLED_OTHERS = 3;

    private final SimulatedAccount account;
    private final Random random;
    private final Ids ids;

    TagGenerator(SimulatedAccount account, long seed) {
        this.account = account;
        this.random = new Random(seed ^ OWN);
        this.ids = new Ids(random);
    }

    void fill() {
        var policies = account.onCallSetup().policies();
        for (String label : LABELS) {
            var tag = new Tags.Tag(ids.next(), label);
            account.reach().tags().add(tag);
            label(tag, "users", LABELLED_USERS, ids(account.users(), SimulatedUser::id));
            label(tag, "teams", LABELLED_OTHERS, ids(account.teams(), SimulatedTeam::id));
            label(tag, "escalation_policies", LABELLED_OTHERS, ids(policies, SimulatedPolicy::id));
        }
    }

    private void label(Tags.Tag tag, String kind, int atMost, List<String> candidates) {
        for (int i = 0; i < Math.min(atMost, candidates.size()); i++) {
            account.reach().tags().put(tag.id(), kind, candidates.get(random.nextInt(candidates.size())));
        }
    }

    private static <T> List<String> ids(List<T> objects, Function<T, String> id) {
        return objects.stream().map(id).toList();
    }
}
