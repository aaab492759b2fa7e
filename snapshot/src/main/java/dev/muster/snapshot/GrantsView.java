package dev.muster.snapshot;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Row;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.roll.Roll;
import dev.muster.snapshot.sheet.Cell;
import dev.muster.snapshot.sheet.Column;
import dev.muster.snapshot.sheet.Sheet;
import java.util.List;
import java.util.TreeMap;

/// One row for each level of access that an account holds on something, as they come.
final class GrantsView implements View {
    private static final List<Column> COLUMNS = List.of(
            Column.aside("account_id"),
            Column.main("account_name"),
            Column.main("account_email"),
            Column.main("resource_type"),
            Column.aside("resource_id"),
            Column.main("resource_name"),
            Column.aside("value"),
            Column.main("title"),
            Column.aside("privileged"),
            Column.main("through"),
            Column.aside("attributes"));

    private final Description connector;
    private final Roll roll;

    GrantsView(Description connector, Roll roll) {
        this.connector = connector;
        this.roll = roll;
    }

    @Override
    public void begin(Sheet sheet) {
        sheet.begin(COLUMNS);
    }

    @Override
    public void record(List<Row> rows, Sheet sheet) {
        for (Row row : rows) {
            if (row instanceof Row.Grant grant) {
                sheet.row(cells(grant));
            }
        }
    }

    @Override
    public void end(RunCertificate certificate, Sheet sheet) {}

    private List<Cell> cells(Row.Grant grant) {
        Roll.Person holder = roll.person(roll.number(grant.account()));
        Roll.Thing on = roll.thing(roll.number(grant.resource()));
        boolean privileged = connector
                .entitlement(on.type(), grant.value())
                .map(Entitlement::privileged)
                .orElse(false);
        return List.of(
                Cell.of(holder.id()),
                Cell.of(holder.name()),
                Cell.of(holder.email()),
                Cell.of(on.type()),
                Cell.of(on.id()),
                Cell.of(on.name()),
                Cell.of(grant.value()),
                Cell.of(connector.title(on.type(), grant.value())),
                new Cell.Flag(privileged),
                Cell.of(grant.through()),
                new Cell.Facts(new TreeMap<>(grant.attributes())));
    }
}
