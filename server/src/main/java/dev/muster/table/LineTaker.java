package dev.muster.table;

/// Takes the lines of a table as they are read.
@FunctionalInterface
public interface LineTaker {
    void take(Line line) throws InterruptedException;
}
