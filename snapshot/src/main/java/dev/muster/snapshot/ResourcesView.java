package dev.muster.snapshot;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.roll.Holdings;
import dev.muster.snapshot.roll.IntList;
import dev.muster.snapshot.roll.Links;
import dev.muster.snapshot.roll.Roll;
import dev.muster.snapshot.sheet.Cell;
import dev.muster.snapshot.sheet.Column;
import dev.muster.snapshot.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;

/// One row for each thing that access can be held on, with its links to others, then one for each that records name and
/// no listing shows. All at the end, because a link may lead to something that is read later.
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
    private final Links links;
    private final IntList listed = new IntList();

    ResourcesView(Roll roll) {
        this.roll = roll;
        this.links = new Links(roll);
    }

    /// A link that comes in the record of one of its ends is shown there; one with a record of its own where it leads
    /// to.
    @Override
    public void record(List<Row> rows, Sheet sheet) {
        List<Key> resources = rows.stream()
                .filter(Row.Resource.class::isInstance)
                .map(row -> ((Row.Resource) row).key())
                .toList();
        for (Key resource : resources) {
            listed.add(roll.number(resource));
        }
        for (Row row : rows) {
            if (row instanceof Row.Link link) {
                (resources.isEmpty() ? List.of(link.to()) : resources).forEach(end -> links.add(end, link));
            }
        }
    }

    @Override
    public void end(RunCertificate certificate, Sheet sheet) {
        sheet.begin(COLUMNS);
        Holdings.Grouped byEnd = links.byEnd();
        for (int at = 0; at < listed.size(); at++) {
            sheet.row(cells(listed.get(at), byEnd));
        }
        for (int number = 0; number < roll.size(); number++) {
            if (roll.isStub(number)) {
                sheet.row(cells(number, byEnd));
            }
        }
    }

    private List<Cell> cells(int number, Holdings.Grouped byEnd) {
        Roll.Thing resource = roll.thing(number);
        List<Cell.Item> items = new ArrayList<>();
        links.each(byEnd, number, link -> items.add(item(link)));
        return List.of(
                Cell.of(resource.type()),
                Cell.of(resource.id()),
                Cell.of(resource.name()),
                new Cell.Several(items),
                new Cell.Facts(resource.attributes()));
    }

    private static Cell.Item item(Links.Seen link) {
        Roll.Thing other = link.other();
        return new Cell.Item(
                words(link),
                OF_LINK,
                List.of(
                        Cell.of(link.relation()),
                        Cell.of(link.direction()),
                        Cell.of(other.type()),
                        Cell.of(other.id()),
                        Cell.of(other.name()),
                        new Cell.Facts(link.attributes())));
    }

    /// `team Payments owns` for what comes from elsewhere, `labels team Payments` for what goes there.
    private static String words(Links.Seen link) {
        String thing = link.other().type() + " " + link.other().name();
        String words =
                link.direction().equals(Links.FROM) ? thing + " " + link.relation() : link.relation() + " " + thing;
        String facts = new Cell.Facts(link.attributes()).flat();
        return facts.isEmpty() ? words : "%s (%s)".formatted(words, facts);
    }
}
