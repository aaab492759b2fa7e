package dev.muster.resource;

import dev.muster.connector.Key;
import dev.muster.resource.PathPicture.Box;
import dev.muster.resource.PathPicture.Line;
import dev.muster.resource.Ways.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lines between the boxes of a [PathDrawing], each drawn once, however many ways lead along it.
///
/// @param boxes  by what stands in them
/// @param chosen whose way is strong; none when all are faint
/// @param onWay  whether something is on that way
record PathLines(
        Map<Key, Box> boxes, List<Duty> duties, @Nullable Duty chosen, Predicate<Key> onWay) {
    /// All of them.
    ///
    /// @param passages from one thing to the next
    Stream<Line> between(List<Passage> passages) {
        return Stream.concat(callers(), onwards(passages));
    }

    /// Lines from people to what they are called by, and on to the level at which they are.
    private Stream<Line> callers() {
        Map<String, Line> drawn = new LinkedHashMap<>();
        for (Duty duty : duties) {
            Box person = boxes.get(duty.account());
            Box on = boxes.get(duty.on());
            Box by = duty.by() == null ? null : boxes.get(duty.by());
            boolean strong = duty.equals(chosen);
            if (by != null) {
                draw(drawn, person, by, by.middle(), strong);
            }
            if (on != null && !on.equals(by)) {
                draw(drawn, by == null ? person : by, on, entry(on, duty), strong);
            }
        }
        return drawn.values().stream();
    }

    private static int entry(Box duty, Duty one) {
        return duty.rows().stream()
                .filter(row -> row.text().equals("Level " + one.level()))
                .findFirst()
                .map(row -> row.y() + PathDrawing.ROW / 2)
                .orElse(duty.middle());
    }

    /// Lines from one thing to the next.
    private Stream<Line> onwards(List<Passage> passages) {
        Map<String, Line> drawn = new LinkedHashMap<>();
        for (Passage passage : passages) {
            Box from = boxes.get(passage.from());
            Box to = boxes.get(passage.to());
            boolean isDrawn = duties.stream().anyMatch(duty -> passage.from().equals(duty.by()));
            if (from != null && to != null && !isDrawn) {
                draw(drawn, from, to, to.middle(), onWay.test(passage.from()) && onWay.test(passage.to()));
            }
        }
        return drawn.values().stream();
    }

    private static void draw(Map<String, Line> drawn, @Nullable Box from, Box to, int y, boolean strong) {
        if (from == null || from.x() >= to.x()) {
            return;
        }
        int start = from.x() + from.width();
        int turn = to.x() - (PathDrawing.COLUMN - PathDrawing.WIDTH) / 2;
        String path = from.middle() == y
                ? "M%d %dH%d".formatted(start, y, to.x())
                : "M%d %dH%dV%dH%d".formatted(start, from.middle(), turn, y, to.x());
        drawn.merge(path, new Line(path, strong), (one, other) -> one.chosen() ? one : other);
    }
}
