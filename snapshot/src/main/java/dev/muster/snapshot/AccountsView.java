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
import org.jspecify.annotations.Nullable;

/// One row for each account, with its base role and the teams it is in. All at the end, because teams are
/// read last.
final class AccountsView implements View {
    private static final List<Column> COLUMNS = List.of(
            Column.main("id"),
            Column.main("name"),
            Column.main("email"),
            Column.main("state"),
            Column.main("role"),
            Column.main("role_title"),
            Column.main("teams"),
            Column.aside("kind"));
    private static final List<Column> OF_TEAM =
            List.of(Column.main("id"), Column.main("name"), Column.main("role"), Column.main("role_title"));
    private static final Comparator<Team> BY_NAME = Comparator.comparing(
                    (Team team) -> team.thing().name())
            .thenComparing(team -> team.thing().id());

    private final Roll roll;
    private final Membership membership;
    private final Set<String> attributes = new TreeSet<>();

    AccountsView(Description connector, Roll roll) {
        this.roll = roll;
        this.membership = new Membership(connector, roll);
    }

    /// @param holding by which somebody is in it
    private record Team(Roll.Thing thing, int holding) {}

    @Override
    public void record(List<Row> rows, Sheet sheet) {
        membership.take(rows);
        for (Row row : rows) {
            if (row instanceof Row.Account account) {
                attributes.addAll(account.attributes().keySet());
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
        Holdings.Grouped byAccount = membership.holdings().byAccount(roll.size());
        for (int number = 0; number < roll.size(); number++) {
            if (roll.isAccount(number)) {
                sheet.row(cells(number, byAccount, columns.size()));
            }
        }
    }

    private List<Cell> cells(int number, Holdings.Grouped byAccount, int columns) {
        Roll.Person person = roll.person(number);
        var held = new Held();
        byAccount.each(number, held::add);
        List<Cell> cells = List.of(
                Cell.of(person.id()),
                Cell.of(person.name()),
                Cell.of(person.email()),
                Cell.of(person.state()),
                Cell.of(held.role == null ? null : membership.value(held.role)),
                Cell.of(held.role == null ? null : membership.title(held.role, Membership.ACCOUNT)),
                held.cell(),
                Cell.of(person.kind()),
                new Cell.Facts(person.attributes()));
        return cells.subList(0, columns);
    }

    /// What one account holds.
    private final class Held {
        private final List<Team> teams = new ArrayList<>();
        private @Nullable Integer role;

        void add(int holding) {
            Roll.Thing thing = roll.thing(membership.holdings().resource(holding));
            if (thing.type().equals(Membership.TEAM)) {
                teams.add(new Team(thing, holding));
            } else {
                role = holding;
            }
        }

        Cell cell() {
            teams.sort(BY_NAME);
            return new Cell.Several(teams.stream().map(this::item).toList());
        }

        private Cell.Item item(Team team) {
            String title = membership.title(team.holding(), Membership.TEAM);
            return new Cell.Item(
                    "%s (%s)".formatted(team.thing().name(), title),
                    OF_TEAM,
                    List.of(
                            Cell.of(team.thing().id()),
                            Cell.of(team.thing().name()),
                            Cell.of(membership.value(team.holding())),
                            Cell.of(title)));
        }
    }
}
