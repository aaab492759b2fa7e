package dev.muster.snapshot;

import dev.muster.connector.Description;
import dev.muster.connector.Row;
import java.util.List;
import java.util.Set;

/// Base roles and team roles, collected for the views that show them beside somebody or something else.
final class Membership {
    /// The account of the application as a whole, on which base roles are held.
    static final String ACCOUNT = "account";

    static final String TEAM = "team";
    private static final Set<String> TYPES = Set.of(ACCOUNT, TEAM);

    private final Description connector;
    private final Roll roll;
    private final Holdings holdings = new Holdings();
    private final Numbering values = new Numbering();

    Membership(Description connector, Roll roll) {
        this.connector = connector;
        this.roll = roll;
    }

    void take(List<Row> rows) {
        for (Row row : rows) {
            if (row instanceof Row.Grant grant
                    && TYPES.contains(grant.resource().type())) {
                holdings.add(roll.number(grant.account()), roll.number(grant.resource()), values.of(grant.value()));
            }
        }
    }

    Holdings holdings() {
        return holdings;
    }

    /// The raw value held: `limited_user`.
    String value(int holding) {
        return values.text(holdings.value(holding));
    }

    /// The value as the application's own pages call it: `Responder`.
    String title(int holding, String resourceType) {
        return connector.title(resourceType, value(holding));
    }
}
