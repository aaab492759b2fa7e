package dev.muster.pagerduty.delta;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is in which team by the users' own account: one witness of it, beside the member lists of the teams. Uses some
/// dozen bytes of memory for each user, and a few for each team a user names: a large account has a million of those.
public final class Membership {
    private final Map<String, List<String>> teams = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<String> silent = new HashSet<>();

    /// Adds a user; one who was added already is not added again.
    ///
    /// @param named teams the user's record names, perhaps more than once
    public void add(String user, List<String> named) {
        if (seen.add(user)) {
            new LinkedHashSet<>(named)
                    .forEach(team -> teams.computeIfAbsent(team, any -> new ArrayList<>())
                            .add(user));
        }
    }

    /// Notes that a user's record tells nothing of teams, not even that there are none.
    public void tellsNothing(String user) {
        if (seen.add(user)) {
            silent.add(user);
        }
    }

    /// Whether the record of a user was read.
    public boolean isListed(String user) {
        return seen.contains(user);
    }

    /// Whether the record of a user tells the user's teams, so that it means something when it names one or not.
    public boolean isHeard(String user) {
        return seen.contains(user) && !silent.contains(user);
    }

    /// Ids of the users whose records name a team, in their order.
    public Set<String> of(String team) {
        return new LinkedHashSet<>(naming(team));
    }

    private List<String> naming(String team) {
        return teams.getOrDefault(team, List.of());
    }

    /// Ids of the teams that users name, in the order they are named.
    public Set<String> teams() {
        return teams.keySet();
    }

    /// Ids of the users that were added, in their order.
    public List<String> users() {
        return List.copyOf(seen);
    }

    /// `5-9f3c51e0a7d2...`: how many users name a team and which, whatever their order. Two readings with the same
    /// digest have the same set of users.
    String digest(String team) {
        long high = 0;
        long low = 0;
        for (String user : naming(team)) {
            ByteBuffer digest = digestOf(user);
            high += digest.getLong();
            low += digest.getLong();
        }
        return "%d-%016x%016x".formatted(naming(team).size(), high, low);
    }

    private static ByteBuffer digestOf(String user) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
