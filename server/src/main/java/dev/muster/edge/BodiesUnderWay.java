package dev.muster.edge;

import java.util.HashMap;
import java.util.Map;

/// Bodies that have not arrived yet. Each holds a request thread while it comes, so one client, and all of them
/// together, may have only so many. Many threads use this.
final class BodiesUnderWay {
    private final Limits limits;
    private final Map<String, Integer> ofClient = new HashMap<>();
    private int all;

    BodiesUnderWay(Limits limits) {
        this.limits = limits;
    }

    /// @return whether there is room for one more, which must [#end] then
    synchronized boolean begin(String client) {
        if (all >= limits.bodies() || ofClient.getOrDefault(client, 0) >= limits.bodiesOfClient()) {
            return false;
        }
        all++;
        ofClient.merge(client, 1, Integer::sum);
        return true;
    }

    synchronized void end(String client) {
        all--;
        ofClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }
}
