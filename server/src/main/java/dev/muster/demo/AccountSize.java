package dev.muster.demo;

/// Which simulated account: the same three numbers give the same one.
record AccountSize(int users, int teams, long seed) {
    @Override
    public String toString() {
        return "%,d users, %,d teams, seed %d".formatted(users, teams, seed);
    }
}
