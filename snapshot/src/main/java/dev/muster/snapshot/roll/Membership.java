package dev.muster.snapshot.roll;

import dev.muster.connector.Description;
import dev.muster.connector.Row;
import java.util.List;
import java.util.Set;

/// Base roles and team roles, collected for the views that show them beside somebody or something else.
public final class Membership {
    /// The account of the application as a whole, on which base roles are held.
    public static final String ACCOUNT = "account";

    public static final String TEAM = "team";
    private static final Set<String> TYPES = Set.of(ACCOUNT, TEAM);

    private final Description connector;
    private final Roll roll;
    private final Holdings holdings = new Holdings();
    private final Numbering values = new Numbering();

    public Membership(Description connector, Roll roll) {
        this.connector = connector;
        this.roll = roll;
    }

    public void take(List<Row> rows) {
        for (Row row : rows) {
            if (row instanceof Row.Grant grant
                    && TYPES.contains(grant.resource().type())) {
                holdings.add(roll.number(grant.account()), roll.number(grant.resource()), values.of(grant.value()));
            }
        }
    }

    public Holdings holdings() {
        return holdings;
    }

    /// The raw value held: `limited_user`.
    public String value(int holding) {
        return values.text(holdings.value(holding));
    }

    /// The value as the application's own pages call it: `Responder`.
    public String title(int holding, String resourceType) {
        return connector.title(resourceType, value(holding));
    }
}
