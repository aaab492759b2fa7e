package dev.muster.sync;

import dev.muster.simulator.Faults;

/// Where trouble strikes: as late in a feed as it can, when rows of it have come already.
enum TroubledFeed {
    CREDENTIAL("/abilities", 1),
    /// The credential asks for one user first; then come two pages.
    USERS("/users", 3),
    TEAMS("/teams", 1),
    TEAM_MEMBERS("/teams/{id}/members", 2);

    private final String path;
    private final int request;

    TroubledFeed(String path, int request) {
        this.path = path;
        this.request = request;
    }

    void suffer(Trouble trouble, Faults faults) {
        faults.on(path).from(request).answer(trouble.fault());
    }

    /// Whether there is nothing worth publishing when this feed fails.
    boolean isNeededByAll() {
        return this == CREDENTIAL || this == USERS;
    }
}
