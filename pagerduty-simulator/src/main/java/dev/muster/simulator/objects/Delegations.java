package dev.muster.simulator.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// The tokens that browsers, phones and apps hold for users. Safe for many threads.
///
/// In a generated account each user has a few that follow from the seed and his id; nobody else has any, and whoever a
/// test gives some has only those.
public final class Delegations {

    private static final List<String> APPS = List.of("PCHATOPS1", "PSTATUSIO", "PRUNBOOK1");
    private static final String SIGN_IN = "PagerDutyLogin";
    private static final String PHONE = "PagerDutyMobile";

    private final Present present;
    private final Map<String, List<SimulatedDelegation>> given = new ConcurrentHashMap<>();
    private volatile OptionalLong seed = OptionalLong.empty();

    Delegations(Present present) {
        this.present = present;
    }

    /// From now on everybody has some.
    public void generate(long from) {
        seed = OptionalLong.of(from);
    }

    /// In the order of `/users/{id}/oauth_delegations`.
    public List<SimulatedDelegation> of(String userId) {
        var own = given.get(userId);
        if (own != null) {
            return own;
        }
        return seed.isEmpty() ? List.of() : generated(new Random(seed.getAsLong() * 31 + userId.hashCode()));
    }

    /// From now on the user has these and no others.
    public void set(String userId, List<SimulatedDelegation> delegations) {
        given.put(userId, List.copyOf(delegations));
    }

    /// One in ten never signed in; of the others each has a browser, most a phone, a few an app.
    private List<SimulatedDelegation> generated(Random random) {
        List<SimulatedDelegation> all = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            all.add(one(random, SIGN_IN, "web", SimulatedDelegation.ISSUED));
            all.add(one(random, SIGN_IN, "web", "revoked"));
            if (random.nextInt(3) > 0) {
                all.add(one(random, PHONE, "mobile", SimulatedDelegation.ISSUED));
            }
            if (random.nextInt(6) == 0) {
                String app = APPS.get(random.nextInt(APPS.size()));
                all.add(one(random, app, "integration", SimulatedDelegation.ISSUED));
            }
        }
        return all;
    }

    private SimulatedDelegation one(Random random, String client, String type, String status) {
        Instant created = present.start().minus(Duration.ofMinutes(random.nextInt(90 * 24 * 60)));
        return new SimulatedDelegation(
                Ids.uuid(random), status, client, type, "openid profile", created, created.plus(Duration.ofDays(60)));
    }
}
