package dev.muster.snapshot;

import dev.muster.connector.Description;
import dev.muster.connector.Row;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.roll.Holdings;
import dev.muster.snapshot.roll.Membership;
import dev.muster.snapshot.roll.Roll;
import dev.muster.snapshot.sheet.Cell;
import dev.muster.snapshot.sheet.Column;
import dev.muster.snapshot.sheet.Sheet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One row for each team, with its people and their team roles. All at the end, because members are read
/// after teams.
final class TeamsView implements View {
    private static final List<Column> COLUMNS =
            List.of(Column.main("id"), Column.main("name"), Column.number("members"), Column.main("people"));
    private static final List<Column> OF_PERSON = List.of(
            Column.main("id"),
            Column.main("name"),
            Column.main("email"),
            Column.main("role"),
            Column.main("role_title"));
    private static final Comparator<Member> BY_NAME = Comparator.comparing(
                    (Member member) -> member.person().name())
            .thenComparing(member -> member.person().id());

    private final Roll roll;
    private final Membership membership;
    private final Set<String> attributes = new TreeSet<>();

    TeamsView(Description connector, Roll roll) {
        this.roll = roll;
        this.membership = new Membership(connector, roll);
    }

    /// @param holding by which the person is in the team
    private record Member(Roll.Person person, int holding) {}

    @Override
    public void record(List<Row> rows, Sheet sheet) {
        membership.take(rows);
        for (Row row : rows) {
            if (row instanceof Row.Resource resource && resource.key().type().equals(Membership.TEAM)) {
                attributes.addAll(resource.attributes().keySet());
            }
        }
    }

    @Override
    public void end(RunCertificate certificate, Sheet sheet) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (!attributes.isEmpty()) {
            columns.add(Column.spread("attributes", attributes));
        }
        sheet.begin(columns);
        Holdings.Grouped byTeam = membership.holdings().byResource(roll.size());
        for (int number = 0; number < roll.size(); number++) {
            if (roll.isOf(Membership.TEAM, number) && roll.isResource(number)) {
                sheet.row(cells(number, byTeam, columns.size()));
            }
        }
    }

    private List<Cell> cells(int number, Holdings.Grouped byTeam, int columns) {
        Roll.Thing team = roll.thing(number);
        List<Member> members = new ArrayList<>();
        byTeam.each(
                number,
                holding ->
                        members.add(new Member(roll.person(membership.holdings().account(holding)), holding)));
        members.sort(BY_NAME);
        List<Cell> cells = List.of(
                Cell.of(team.id()),
                Cell.of(team.name()),
                Cell.of(members.size()),
                new Cell.Several(members.stream().map(this::item).toList()),
                new Cell.Facts(team.attributes()));
        return cells.subList(0, columns);
    }

    private Cell.Item item(Member member) {
        String title = membership.title(member.holding(), Membership.TEAM);
        Roll.Person person = member.person();
        return new Cell.Item(
                "%s (%s)".formatted(person.name(), title),
                OF_PERSON,
                List.of(
                        Cell.of(person.id()),
                        Cell.of(person.name()),
                        Cell.of(person.email()),
                        Cell.of(membership.value(member.holding())),
                        Cell.of(title)));
    }
}
