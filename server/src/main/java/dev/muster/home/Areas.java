package dev.muster.home;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Accounts by level as areas, one above the other, the strongest at the bottom. A day is 1 wide, and the whole 200 high.
///
/// @param application its name
/// @param end         of the axis
/// @param days        `26 Aug`, oldest first
/// @param levels      the strongest first
public record Areas(String application, long end, List<String> days, List<Area> levels) {
    private static final int HEIGHT = 200;
    private static final int SHADES = 8;
    private static final int MARKS = 4;
    private static final int WEEK = 7;
    private static final int QUARTER = 90;

    public Areas {
        days = List.copyOf(days);
        levels = List.copyOf(levels);
    }

    /// @param value  raw: `limited_user`
    /// @param title  `Responder`
    /// @param shade  1 for the strongest, up to 8
    /// @param counts at the end of each day
    /// @param points of a polygon
    public record Area(String value, String title, int shade, List<Long> counts, String points) {
        public Area {
            counts = List.copyOf(counts);
        }

        /// Accounts that hold it.
        public long now() {
            return counts.getLast();
        }

        /// From the first day to the last.
        public long change() {
            return counts.getLast() - counts.getFirst();
        }
    }

    /// @param counts at the end of each day
    record Level(String value, String title, List<Long> counts) {}

    /// @param levels the strongest first
    static Areas of(String application, Days days, List<Level> levels) {
        List<LocalDate> all = days.all().toList();
        long end = Scale.above(IntStream.range(0, all.size())
                .mapToLong(day -> levels.stream()
                        .mapToLong(level -> level.counts().get(day))
                        .sum())
                .max()
                .orElse(0));
        List<Area> areas = new ArrayList<>();
        long[] below = new long[all.size()];
        for (Level level : levels) {
            String points = points(below, level.counts(), end);
            areas.add(new Area(
                    level.value(), level.title(), Math.min(SHADES, areas.size() + 1), level.counts(), points));
        }
        return new Areas(application, end, all.stream().map(Days.DAY::format).toList(), areas);
    }

    /// Along the top from left to right, and back along what lies below, which is raised by this.
    private static String points(long[] below, List<Long> counts, long end) {
        var there = new StringBuilder();
        var back = new StringBuilder();
        for (int day = 0; day < below.length; day++) {
            back.insert(0, point(day, below[day], end));
            below[day] += counts.get(day);
            there.append(point(day, below[day], end));
        }
        return there.append(back).toString().strip();
    }

    private static String point(int day, long accounts, long end) {
        return String.format(Locale.ROOT, "%d,%.1f ", day, HEIGHT - HEIGHT * (double) accounts / end);
    }

    /// The time that is shown: `last 90 days`, `since 20 Nov`, `today`.
    public String span() {
        return switch (days.size()) {
            case 1 -> "today";
            case QUARTER + 1 -> "last 90 days";
            default -> "since " + days.getFirst();
        };
    }

    /// Days that stand below the axis, evenly spread, the first and the last among them.
    public List<String> marks() {
        return IntStream.range(0, MARKS)
                .mapToObj(i -> days.get(i * (days.size() - 1) / (MARKS - 1)))
                .toList();
    }

    /// The days of the table, by their place: the last and each a week before, newest first.
    public List<Integer> weeks() {
        return IntStream.iterate(days.size() - 1, day -> day >= 0, day -> day - WEEK)
                .boxed()
                .toList();
    }
}
