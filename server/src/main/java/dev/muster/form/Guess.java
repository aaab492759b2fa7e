package dev.muster.form;

import dev.muster.form.Findings.Column;
import dev.muster.form.Findings.Table;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Proposes what columns mean, by what people said before, by their names and by their first value. Nothing follows
/// from it before somebody agrees.
final class Guess {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern YEAR_FIRST = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}.*");
    private static final Pattern DOTS = Pattern.compile("\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4}.*");
    private static final Pattern SLASHES = Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{4}.*");

    private Guess() {}

    /// A meaning for each column, each at most once.
    static Map<String, Meaning> of(Table table, TableKind kind, @Nullable FileForm before) {
        Map<String, Meaning> known = before == null
                ? Map.of()
                : before.table(kind).map(FileForm.TableForm::columns).orElse(Map.of());
        Map<String, Meaning> guesses = new LinkedHashMap<>();
        Set<Meaning> taken = EnumSet.noneOf(Meaning.class);
        taken.addAll(known.values());
        for (Column column : table.columns()) {
            Meaning guess = known.get(column.name());
            if (guess == null) {
                Meaning guessed = guess(kind, column);
                guess = guessed;
                boolean again = !guess.fits(kind)
                        || !(taken.add(guess) || guess == Meaning.NOT_USED)
                        || Stream.of(Meaning.LAST_USED, Meaning.FIRST_DAY, Meaning.LAST_DAY)
                                .anyMatch(days -> days.contains(guessed)
                                        && guesses.values().stream().anyMatch(days::contains));
                guess = again ? Meaning.NOT_USED : guess;
            }
            guesses.put(column.name(), guess);
        }
        return guesses;
    }

    private static Meaning guess(TableKind kind, Column column) {
        String name = column.name().toLowerCase(Locale.ROOT);
        if (kind == TableKind.PEOPLE) {
            return ofPerson(name, column.first());
        }
        if (EMAIL.matcher(column.first()).matches() || has(name, "mail")) {
            return Meaning.ACCOUNT_EMAIL;
        }
        if (has(name, "level", "permission", "role", "right", "access", "privilege", "entitlement")) {
            return Meaning.LEVEL;
        }
        if (has(name, "last", "used", "login", "sign-in", "logon")) {
            return day(column.first());
        }
        if (has(name, "owner", "owned", "parent")) {
            return Meaning.RESOURCE_OWNER;
        }
        if (has(name, "group") && kind == TableKind.GRANTS) {
            return Meaning.GROUP;
        }
        if (has(name, "kind", "service account")) {
            return Meaning.ACCOUNT_KIND;
        }
        return kind == TableKind.RESOURCES
                        || has(name, "resource", "module", "system", "application", "object", "what", "type")
                ? ofResource(name)
                : ofAccount(kind, name);
    }

    private static Meaning ofPerson(String name, String first) {
        if (has(name, "manager", "supervisor", "reports to")) {
            return Meaning.PERSON_MANAGER;
        }
        if (has(name, "mail") && has(name, "other", "alias", "private", "second", "further")) {
            return Meaning.PERSON_OTHER_EMAILS;
        }
        if (EMAIL.matcher(first).matches() || has(name, "mail")) {
            return Meaning.PERSON_EMAIL;
        }
        if (has(name, "last day", "end", "leav", "left", "terminat", "until")) {
            return lastDay(first);
        }
        if (has(name, "first day", "start", "join", "hire", "since")) {
            return firstDay(first);
        }
        if (has(name, "department", "unit", "division")) {
            return Meaning.PERSON_DEPARTMENT;
        }
        if (isId(name)) {
            return Meaning.PERSON_ID;
        }
        return has(name, "name", "employee", "person") ? Meaning.PERSON_NAME : Meaning.NOT_USED;
    }

    private static Meaning firstDay(String first) {
        return switch (day(first)) {
            case LAST_USED_DOTS -> Meaning.FIRST_DAY_DOTS;
            case LAST_USED_DAY_FIRST -> Meaning.FIRST_DAY_DAY_FIRST;
            default -> Meaning.FIRST_DAY_YEAR_FIRST;
        };
    }

    private static Meaning lastDay(String first) {
        return switch (day(first)) {
            case LAST_USED_DOTS -> Meaning.LAST_DAY_DOTS;
            case LAST_USED_DAY_FIRST -> Meaning.LAST_DAY_DAY_FIRST;
            default -> Meaning.LAST_DAY_YEAR_FIRST;
        };
    }

    private static Meaning ofResource(String name) {
        if (has(name, "type")) {
            return Meaning.RESOURCE_TYPE;
        }
        return isId(name) ? Meaning.RESOURCE_ID : Meaning.RESOURCE_NAME;
    }

    private static Meaning ofAccount(TableKind kind, String name) {
        if (has(name, "account", "user", "employee", "person", "who", "login") || kind == TableKind.ACCOUNTS) {
            return isId(name) ? Meaning.ACCOUNT_ID : Meaning.ACCOUNT_NAME;
        }
        return has(name, "name") ? Meaning.ACCOUNT_NAME : Meaning.NOT_USED;
    }

    private static boolean isId(String name) {
        return name.equals("id") || name.endsWith(" id") || name.endsWith("_id") || has(name, "number");
    }

    private static Meaning day(String first) {
        if (DOTS.matcher(first).matches()) {
            return Meaning.LAST_USED_DOTS;
        }
        return YEAR_FIRST.matcher(first).matches() || !SLASHES.matcher(first).matches()
                ? Meaning.LAST_USED_YEAR_FIRST
                : Meaning.LAST_USED_DAY_FIRST;
    }

    private static boolean has(String name, String... words) {
        return List.of(words).stream().anyMatch(name::contains);
    }
}
