package dev.muster.access;

import dev.muster.source.Told;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The columns of lists of access, each of which sorts them. Addresses and calls name each by [#field].
public enum Column {
    /// Accounts by name; what each holds by the name of the resource.
    PERSON("Person"),
    INTEGRATION("Integration", "(cast(:integrationNames as text[]))[" + Column.AT_INTEGRATION + "]"),
    ACCESS("Access", "(cast(:levelTitles as text[]))[" + Column.AT_LEVEL + "]"),
    /// Resources by name; who holds something on each by their names.
    RESOURCE("On"),
    TYPE("Resource type", "(cast(:levelNouns as text[]))[" + Column.AT_LEVEL + "]"),
    SINCE("Since", """
            (select to_char(w.published_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS')
               from revision w
              where w.tenant_id = :tenant and w.integration_id = s.integration_id and w.number =
            """ + Told.BEGAN + ")"),
    STATE("State", "a.state"),
    KIND("Kind of account", "case when d.decision = 'service' then 'service' else a.kind end");

    /// What people choose among; the others are always there.
    static final List<Column> CHOICE = List.of(INTEGRATION, ACCESS, TYPE, SINCE, STATE, KIND);

    private static final String AT_INTEGRATION = "array_position(cast(:integrations as uuid[]), s.integration_id)";
    /// Every level that is held in what a list looks at is in `:levels`.
    private static final String AT_LEVEL =
            "array_position(cast(:levels as text[]), s.integration_id || ' ' || g.resource_type || ' ' || g.value)";

    private final String title;
    private final List<String> sorts;

    Column(String title, String... sorts) {
        this.title = title;
        this.sorts = List.of(sorts);
    }

    /// As pages name it.
    public String title() {
        return title;
    }

    /// As addresses and calls name it: `since`.
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a list that is sorted by it begins its order with, as expressions of text; the order of people follows.
    List<String> sorts() {
        return sorts;
    }

    /// The one of that name; empty when there is none.
    static Optional<Column> of(String field) {
        return Arrays.stream(values()).filter(one -> one.field().equals(field)).findFirst();
    }
}
