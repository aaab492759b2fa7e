package dev.muster.pagerduty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is in which team by the users' own account, as one digest for each team: the sum of the digests of its users,
/// so that their order does not matter. Two readings with the same digest have the same set of users.
final class Membership {
    /// Of a team that no user names.
    private static final Sum NOBODY = new Sum(0, 0, 0);

    private final Map<String, Sum> teams = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    private record Sum(long high, long low, int users) {
        Sum plus(ByteBuffer digest) {
            return new Sum(high + digest.getLong(), low + digest.getLong(), users + 1);
        }
    }

    /// Adds a user; one who was added already is not added again.
    ///
    /// @param named teams the user's record names, perhaps more than once
    void add(String user, List<String> named) {
        if (seen.add(user)) {
            ByteBuffer digest = digestOf(user);
            named.stream().distinct().forEach(team -> teams.merge(team, NOBODY.plus(digest.rewind()), Membership::sum));
        }
    }

    /// Ids of the users that were added, in their order.
    List<String> users() {
        return List.copyOf(seen);
    }

    /// `5-9f3c51e0a7d2...`: how many users and which.
    String digest(String team) {
        Sum sum = teams.getOrDefault(team, NOBODY);
        return "%d-%016x%016x".formatted(sum.users(), sum.high(), sum.low());
    }

    private static Sum sum(Sum one, Sum other) {
        return new Sum(one.high() + other.high(), one.low() + other.low(), one.users() + other.users());
    }

    private static ByteBuffer digestOf(String user) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
