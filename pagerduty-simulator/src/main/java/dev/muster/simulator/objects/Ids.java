package dev.muster.simulator.objects;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Ids as PagerDuty makes them: `P` and six of A-Z, 0-9, none twice. Ids are unique per type, so each type has its
/// own.
public final class Ids {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 6;

    private final RandomGenerator random;
    private final Set<String> taken = new HashSet<>();

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        String id = random(random, SIGNS, LENGTH, "P");
        return taken.add(id) ? id : next();
    }

    public static String random(RandomGenerator random, String signs, int length, String start) {
        var text = new StringBuilder(start);
        for (int i = 0; i < length; i++) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }

    /// A UUID, which newer kinds of objects have for an id.
    public static String uuid(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
