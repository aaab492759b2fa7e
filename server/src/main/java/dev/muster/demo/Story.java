package dev.muster.demo;

import java.util.function.Consumer;

/// Plays the days of Acme on a server, through the doors that people use, at a time that is moved from one thing that
/// happens to the next.
final class Story {
    private static final int DAYS_BETWEEN_REPORTS = 10;

    private final Plot plot;
    private final AcmePeople people;

    Story(Plot plot, AcmePeople people) {
        this.plot = plot;
        this.people = people;
    }

    /// @param told hears how far the story is
    void play(Consumer<String> told) {
        for (int day = 1; day <= StoryDays.COUNT; day++) {
            people.live(day);
            plot.pass(day);
            if (day % DAYS_BETWEEN_REPORTS == 0) {
                told.accept("Day %d of %d".formatted(day, StoryDays.COUNT));
            }
        }
    }
}
