package dev.muster.form;

import static dev.muster.form.TableKind.ACCESS;
import static dev.muster.form.TableKind.ACCOUNTS;
import static dev.muster.form.TableKind.GRANTS;
import static dev.muster.form.TableKind.PEOPLE;
import static dev.muster.form.TableKind.RESOURCES;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a column says.
public enum Meaning {
    NOT_USED("Not used", ACCESS, ACCOUNTS, RESOURCES, GRANTS, PEOPLE),
    ACCOUNT_EMAIL("Account: e-mail", ACCESS, ACCOUNTS, GRANTS),
    ACCOUNT_NAME("Account: name", ACCESS, ACCOUNTS, GRANTS),
    ACCOUNT_ID("Account: id", ACCESS, ACCOUNTS, GRANTS),
    ACCOUNT_KIND("Account: person or service", ACCESS, ACCOUNTS),
    RESOURCE_NAME("Resource: name", ACCESS, RESOURCES, GRANTS),
    RESOURCE_ID("Resource: id", ACCESS, RESOURCES, GRANTS),
    RESOURCE_TYPE("Resource: type", ACCESS, RESOURCES),
    RESOURCE_OWNER("Resource: owned by", RESOURCES),
    GROUP("Group that holds it", GRANTS),
    LEVEL("Level", ACCESS, GRANTS),
    LAST_USED_YEAR_FIRST("Last used: year-month-day", ACCESS, GRANTS),
    LAST_USED_DOTS("Last used: day.month.year", ACCESS, GRANTS),
    LAST_USED_DAY_FIRST("Last used: day/month/year", ACCESS, GRANTS),
    LAST_USED_MONTH_FIRST("Last used: month/day/year", ACCESS, GRANTS),
    PERSON_NAME("Person: name", PEOPLE),
    PERSON_EMAIL("Person: e-mail", PEOPLE),
    PERSON_OTHER_EMAILS("Person: other e-mails", PEOPLE),
    PERSON_ID("Person: id", PEOPLE),
    PERSON_DEPARTMENT("Person: department", PEOPLE),
    PERSON_MANAGER("Person: manager", PEOPLE),
    FIRST_DAY_YEAR_FIRST("First day: year-month-day", PEOPLE),
    FIRST_DAY_DOTS("First day: day.month.year", PEOPLE),
    FIRST_DAY_DAY_FIRST("First day: day/month/year", PEOPLE),
    FIRST_DAY_MONTH_FIRST("First day: month/day/year", PEOPLE),
    LAST_DAY_YEAR_FIRST("Last day: year-month-day", PEOPLE),
    LAST_DAY_DOTS("Last day: day.month.year", PEOPLE),
    LAST_DAY_DAY_FIRST("Last day: day/month/year", PEOPLE),
    LAST_DAY_MONTH_FIRST("Last day: month/day/year", PEOPLE);

    /// Any of them says when access was last used.
    public static final List<Meaning> LAST_USED =
            List.of(LAST_USED_YEAR_FIRST, LAST_USED_DOTS, LAST_USED_DAY_FIRST, LAST_USED_MONTH_FIRST);

    /// Any of them says since when somebody works here.
    public static final List<Meaning> FIRST_DAY =
            List.of(FIRST_DAY_YEAR_FIRST, FIRST_DAY_DOTS, FIRST_DAY_DAY_FIRST, FIRST_DAY_MONTH_FIRST);

    /// Any of them says until when.
    public static final List<Meaning> LAST_DAY =
            List.of(LAST_DAY_YEAR_FIRST, LAST_DAY_DOTS, LAST_DAY_DAY_FIRST, LAST_DAY_MONTH_FIRST);

    private final String title;
    private final Set<TableKind> in;

    Meaning(String title, TableKind... in) {
        this.title = title;
        this.in = Set.of(in);
    }

    /// As pages show it: `Account: e-mail`.
    public String title() {
        return title;
    }

    /// As the API and the database say it: `account_email`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean fits(TableKind table) {
        return in.contains(table);
    }

    public static List<Meaning> of(TableKind table) {
        return Arrays.stream(values()).filter(one -> one.fits(table)).toList();
    }

    public static Optional<Meaning> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
