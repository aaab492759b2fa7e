package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.explorer.TypeWords;
import dev.muster.resource.Answering.Answer;
import dev.muster.resource.PathPicture.Box;
import dev.muster.resource.PathPicture.Heading;
import dev.muster.resource.PathPicture.Line;
import dev.muster.resource.PathPicture.Row;
import dev.muster.resource.Ways.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draws the ways to a resource: fixed columns, each box as high as the middle of what leads to it, one below the
/// other. The way of one person is strong, all others are faint.
final class PathDrawing {
    /// Of a box.
    static final int WIDTH = 130;
    /// A box and the space behind it.
    static final int COLUMN = 155;
    /// Height of a level in the box of a duty.
    static final int ROW = 28;

    private static final int MOST_PEOPLE = 30;
    private static final int MOST_THINGS = 20;
    private static final int LEFT = 8;
    private static final int TOP = 40;
    private static final int HEIGHT = 44;
    private static final int GAP = 16;
    private static final int LETTERS = 15;

    private final Description application;
    private final DutyWords words;
    private final Ways ways;
    private final List<Duty> duties;
    private final @Nullable Duty chosen;
    private final Set<Key> onwards;
    private final long left;
    private final Map<Key, Box> boxes = new LinkedHashMap<>();
    private final List<Heading> headings = new ArrayList<>();

    PathDrawing(Description application, DutyWords words, Answer answer, @Nullable Duty chosen) {
        this.application = application;
        this.words = words;
        this.ways = answer.ways();
        this.chosen = chosen;
        this.onwards = chosen == null ? Set.of() : ways.onwards(chosen.on());
        Set<Key> people = Stream.concat(
                        Stream.ofNullable(chosen).map(Duty::account),
                        answer.duties().stream().map(Duty::account))
                .distinct()
                .limit(MOST_PEOPLE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.duties = answer.duties().stream()
                .filter(duty -> people.contains(duty.account()))
                .toList();
        this.left = answer.people() - people.size();
    }

    PathPicture picture() {
        int column = people();
        column = things(column, ways.feeders(), this::middleOfPeople, List.of());
        column = things(column, ways.duties(), this::middleOfCallers, levels());
        column = things(column, ways.objects(), this::middleOfBefore, List.of());
        for (List<Key> step : ways.steps()) {
            column = things(column, step, this::middleOfBefore, List.of());
        }
        int bottom = boxes.values().stream()
                .mapToInt(box -> box.y() + box.height())
                .max()
                .orElse(TOP);
        return new PathPicture(
                LEFT + column * COLUMN,
                bottom + GAP,
                headings,
                new PathLines(boxes, duties, chosen, this::isOnWay)
                        .between(ways.passages())
                        .sorted(Comparator.comparing(Line::chosen))
                        .toList(),
                List.copyOf(boxes.values()),
                left);
    }

    private int people() {
        headings.add(new Heading(LEFT, "Person"));
        int y = TOP;
        for (Duty duty : duties) {
            if (boxes.containsKey(duty.account())) {
                continue;
            }
            boxes.put(
                    duty.account(),
                    box(
                            0,
                            y,
                            HEIGHT,
                            duty.name(),
                            words.of(duty).replaceFirst(", (until|from)$", ""),
                            isChosen(duty),
                            List.of()));
            y += HEIGHT + GAP;
        }
        return 1;
    }

    private boolean isChosen(Duty duty) {
        return chosen != null && chosen.account().equals(duty.account());
    }

    /// @return the column after this one, or this one when there is nothing to put there
    private int things(int column, List<Key> all, ToIntFunction<Key> middle, List<String> levels) {
        List<Key> things = all.stream().limit(MOST_THINGS).toList();
        if (things.isEmpty()) {
            return column;
        }
        headings.add(new Heading(
                LEFT + column * COLUMN,
                things.stream()
                        .map(thing -> TypeWords.noun(application, thing.type()))
                        .distinct()
                        .collect(Collectors.joining(", "))));
        int lowest = TOP;
        List<Key> sorted =
                things.stream().sorted(Comparator.comparingInt(middle)).toList();
        for (Key thing : sorted) {
            List<String> own = levels.isEmpty() ? List.of() : levelsOf(thing);
            int height = HEIGHT + own.size() * ROW;
            int y = Math.max(lowest, middle.applyAsInt(thing) - height / 2);
            boxes.put(thing, box(column, y, height, ways.name(thing), "", isOnWay(thing), rows(thing, y, own)));
            lowest = y + height + GAP;
        }
        return column + 1;
    }

    private List<String> levels() {
        return duties.stream().map(Duty::level).distinct().toList();
    }

    private List<String> levelsOf(Key duty) {
        return duties.stream()
                .filter(one -> one.on().equals(duty) && !one.level().isEmpty())
                .sorted(Comparator.comparingInt(Duty::place))
                .map(Duty::level)
                .distinct()
                .toList();
    }

    private List<Row> rows(Key duty, int y, List<String> levels) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean on =
                    chosen != null && chosen.on().equals(duty) && chosen.level().equals(level);
            rows.add(new Row(y + HEIGHT + i * ROW, "Level " + level, on));
        }
        return rows;
    }

    private static Box box(int column, int y, int height, String name, String small, boolean chosen, List<Row> rows) {
        String text = name.codePointCount(0, name.length()) <= LETTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LETTERS - 1)) + "…";
        return new Box(LEFT + column * COLUMN, y, WIDTH, height, text, name, small, chosen, rows);
    }

    private boolean isOnWay(Key thing) {
        return chosen != null && (thing.equals(chosen.by()) || thing.equals(chosen.on()) || onwards.contains(thing));
    }

    private int middleOfPeople(Key feeder) {
        return middle(duties.stream().filter(duty -> feeder.equals(duty.by())).map(Duty::account));
    }

    private int middleOfCallers(Key duty) {
        return middle(duties.stream()
                .filter(one -> one.on().equals(duty))
                .map(one -> one.by() == null || !boxes.containsKey(one.by()) ? one.account() : one.by()));
    }

    private int middleOfBefore(Key thing) {
        return middle(ways.passages().stream()
                .filter(passage -> passage.to().equals(thing))
                .map(Passage::from));
    }

    private int middle(Stream<Key> before) {
        return (int) before.distinct()
                .flatMap(key -> Stream.ofNullable(boxes.get(key)))
                .mapToInt(Box::middle)
                .average()
                .orElse(TOP + HEIGHT / 2.0);
    }
}
