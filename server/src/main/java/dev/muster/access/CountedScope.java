package dev.muster.access;

/// A scope, and how much access it has. Counting may take long, and how a list is found, sorted and paged depends
/// on it: so it is counted once, and whatever asks about the list takes this.
record CountedScope(Scope scope, Counted counted) {
    boolean isAtMost(long few) {
        return counted.isAtMost(few);
    }
}
