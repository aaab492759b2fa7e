package dev.muster.demo;

/// Which simulated account: the same three numbers give the same one.
record AccountSize(int users, int teams, long seed) {
    @Override
    public String toString() {
        return "%,d %s, %,d %s, seed %d"
                .formatted(users, users == 1 ? "user" : "users", teams, teams == 1 ? "team" : "teams", seed);
    }
}
