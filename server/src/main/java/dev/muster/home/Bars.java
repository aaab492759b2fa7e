package dev.muster.home;

import dev.muster.difference.Sighting.Count;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Changes day by day as bars: what was granted and changed upwards, what was removed downwards. Each day is 10 wide,
/// and each half 100 high.
///
/// @param end  of the axis, both ways
/// @param days oldest first
public record Bars(long end, List<Bar> days) {
    private static final int HALF = 100;
    private static final int MARKS = 5;

    public Bars {
        days = List.copyOf(days);
    }

    /// @param day  `1 Nov`
    /// @param href where its changes are listed
    public record Bar(String day, String href, Count count, int x, int granted, int changed, int removed) {}

    /// @param counts days without any are left out
    /// @param list   where the changes of a day are listed
    static Bars of(Days days, Map<LocalDate, Count> counts, Function<LocalDate, String> list) {
        long end = Scale.above(counts.values().stream()
                .mapToLong(count -> Math.max(count.added() + count.changed(), count.removed()))
                .max()
                .orElse(0));
        List<LocalDate> all = days.all().skip(1).toList();
        return new Bars(
                end,
                IntStream.range(0, all.size())
                        .mapToObj(i -> bar(all.get(i), list, i, end, counts.getOrDefault(all.get(i), Count.NOTHING)))
                        .toList());
    }

    private static Bar bar(LocalDate day, Function<LocalDate, String> list, int index, long end, Count count) {
        return new Bar(
                Days.DAY.format(day),
                list.apply(day),
                count,
                10 * index,
                height(count.added(), end),
                height(count.changed(), end),
                height(count.removed(), end));
    }

    /// However little it is, it can be seen.
    private static int height(long number, long end) {
        return number == 0 ? 0 : (int) Math.max(1, HALF * number / end);
    }

    /// Days that stand below the axis, evenly spread, the first and the last among them.
    public List<String> marks() {
        return IntStream.range(0, MARKS)
                .mapToObj(i -> days.get(i * (days.size() - 1) / (MARKS - 1)).day())
                .toList();
    }

    /// All of them in a sentence, for whoever does not see the bars.
    public String inWords() {
        return "In %d days %s granted, %s changed, %s removed"
                .formatted(
                        days.size(),
                        days.stream().mapToLong(day -> day.count().added()).sum(),
                        days.stream().mapToLong(day -> day.count().changed()).sum(),
                        days.stream().mapToLong(day -> day.count().removed()).sum());
    }
}
