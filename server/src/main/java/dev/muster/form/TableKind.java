package dev.muster.form;

import java.util.Locale;

/// What the rows of a table are.
public enum TableKind {
    /// The short form: one row for each thing an account may do.
    ACCESS,
    /// The long form, in three tables.
    ACCOUNTS,
    RESOURCES,
    GRANTS,
    /// A roster: one row for each person.
    PEOPLE;

    /// As the API and the database say it: `access`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
