package dev.muster.snapshot.roll;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How far the listings of each type can be believed. Several feeds may list one type.
public final class Listings {
    /// How many that showed a type have not proved to be whole.
    private final Map<String, Integer> doubtful = new HashMap<>();
    private final Set<String> shown = new HashSet<>();

    /// One shows the first of a type.
    public void begin(String type) {
        doubtful.merge(type, 1, Integer::sum);
    }

    /// One that began was read to its end, or but for some parts: what it shows is there.
    public void show(String type) {
        shown.add(type);
    }

    /// One that began was read to its end, so it showed every one there is.
    public void prove(String type) {
        doubtful.merge(type, -1, Integer::sum);
    }

    boolean haveShown(String type) {
        return shown.contains(type);
    }

    /// Whether every one there is was shown; false when none was.
    boolean areWhole(String type) {
        return doubtful.getOrDefault(type, 1) == 0;
    }
}
