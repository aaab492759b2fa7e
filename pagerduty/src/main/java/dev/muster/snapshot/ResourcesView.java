package dev.muster.snapshot;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One row for each thing that access can be held on, with its links to others, as they come.
final class ResourcesView implements View {
    private static final List<Column> COLUMNS = List.of(
            Column.main("type"),
            Column.main("id"),
            Column.main("name"),
            Column.main("links"),
            Column.main("attributes"));
    private static final List<Column> OF_LINK = List.of(
            Column.main("relation"),
            Column.main("direction"),
            Column.main("type"),
            Column.main("id"),
            Column.main("name"),
            Column.main("attributes"));

    private final Roll roll;

    ResourcesView(Roll roll) {
        this.roll = roll;
    }

    @Override
    public void begin(Sheet sheet) {
        sheet.begin(COLUMNS);
    }

    /// A link comes in the record of one of its ends, and is shown there.
    @Override
    public void record(List<Row> rows, Sheet sheet) {
        for (Row row : rows) {
            if (row instanceof Row.Resource resource) {
                sheet.row(cells(resource, rows));
            }
        }
    }

    @Override
    public void end(Proof proof, Sheet sheet) {}

    private List<Cell> cells(Row.Resource resource, List<Row> rows) {
        List<Cell.Item> links = rows.stream()
                .flatMap(row -> row instanceof Row.Link link ? items(resource.key(), link) : Stream.empty())
                .toList();
        return List.of(
                Cell.of(resource.key().type()),
                Cell.of(resource.key().id()),
                Cell.of(resource.name()),
                new Cell.Several(links),
                new Cell.Facts(new TreeMap<>(resource.attributes())));
    }

    /// `team Payments owns` for what comes from elsewhere, `labels team Payments` for what goes there.
    private Stream<Cell.Item> items(Key end, Row.Link link) {
        if (link.to().equals(end)) {
            Roll.Thing other = roll.thing(roll.number(link.from()));
            return Stream.of(
                    item("%s %s %s".formatted(other.type(), other.name(), link.relation()), "from", other, link));
        }
        if (link.from().equals(end)) {
            Roll.Thing other = roll.thing(roll.number(link.to()));
            return Stream.of(
                    item("%s %s %s".formatted(link.relation(), other.type(), other.name()), "to", other, link));
        }
        return Stream.empty();
    }

    private static Cell.Item item(String words, String direction, Roll.Thing other, Row.Link link) {
        Cell.Facts facts = new Cell.Facts(new TreeMap<>(link.attributes()));
        String flat = facts.facts().isEmpty() ? words : "%s (%s)".formatted(words, facts.flat());
        return new Cell.Item(
                flat,
                OF_LINK,
                List.of(
                        Cell.of(link.relation()),
                        Cell.of(direction),
                        Cell.of(other.type()),
                        Cell.of(other.id()),
                        Cell.of(other.name()),
                        facts));
    }
}
