package dev.muster.form;

import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Judged.Good;
import dev.muster.form.Judged.Rejected;
import dev.muster.table.Line;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one table as its form says. Looks at one row at a time: whether a row says what another said is
/// for [Said] to tell.
final class RowJudge {
    private static final int LONGEST_CELL = 500;
    static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>.]+(\\.[^@\\s,;<>.]+)+");
    private static final Set<String> SERVICES = Set.of("service", "machine", "technical", "system", "robot", "bot");

    private final TableForm form;
    private final Map<Meaning, Integer> places = new EnumMap<>(Meaning.class);
    private final Map<Meaning, String> names = new EnumMap<>(Meaning.class);
    private final @Nullable Meaning lastUsed;
    private final @Nullable PersonJudge people;

    /// @param columns of the table, which holds every column of the form
    RowJudge(TableForm form, List<String> columns) {
        this.form = form;
        form.columns().forEach((column, meaning) -> {
            if (meaning != Meaning.NOT_USED) {
                places.put(meaning, columns.indexOf(column));
                names.put(meaning, column);
            }
        });
        this.lastUsed = Meaning.LAST_USED.stream()
                .filter(places::containsKey)
                .findFirst()
                .orElse(null);
        this.people = form.kind() == TableKind.PEOPLE ? new PersonJudge(this, form) : null;
    }

    /// The name of a used column whose cell holds a formula; none when no such cell does.
    @Nullable
    String formula(Line line) {
        for (Map.Entry<Meaning, Integer> place : places.entrySet()) {
            if (line.formulas().contains(place.getValue())) {
                return names.get(place.getKey());
            }
        }
        return null;
    }

    Judged judge(Line line) {
        Rejected odd = odd(line);
        if (odd != null) {
            return odd;
        }
        if (people != null) {
            return people.judge(line);
        }
        Rejected lacking = lacking(line);
        if (lacking != null) {
            return lacking;
        }
        String used = lastUsed == null ? "" : cell(line, lastUsed);
        String day = used.isEmpty() || lastUsed == null ? null : Days.read(lastUsed, used);
        if (!used.isEmpty() && day == null && lastUsed != null) {
            return new Rejected(
                    "%s is no date as %s".formatted(names.get(lastUsed), Days.words(lastUsed)), Scan.cut(used), "");
        }
        return new Good(facts(line, day));
    }

    private @Nullable Rejected odd(Line line) {
        if (line.longer()) {
            return new Rejected(
                    "The row has more cells than there are columns", "Nobody can tell which cell means what");
        }
        for (Map.Entry<Meaning, Integer> place : places.entrySet()) {
            String cell = line.cells().get(place.getValue());
            if (cell.length() > LONGEST_CELL) {
                return new Rejected(
                        "%s is longer than %d characters".formatted(names.get(place.getKey()), LONGEST_CELL), "");
            }
            if (cell.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xfffd || c == 0xffff)) {
                return new Rejected(
                        "%s holds a line break or another character that cannot be shown"
                                .formatted(names.get(place.getKey())),
                        "");
            }
        }
        return null;
    }

    private @Nullable Rejected lacking(Line line) {
        boolean byGroup = !cell(line, Meaning.GROUP).isEmpty();
        Meaning who = form.accountIdentity().orElse(null);
        if (who != null && !byGroup && cell(line, who).isEmpty()) {
            return new Rejected("%s is empty".formatted(names.get(who)), "No account can be told without it");
        }
        String email = cell(line, Meaning.ACCOUNT_EMAIL);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            return new Rejected("Not an e-mail address", Scan.cut(email), "");
        }
        Meaning what = form.resourceIdentity().orElse(null);
        if (what != null && cell(line, what).isEmpty()) {
            return new Rejected("%s is empty".formatted(names.get(what)), "Nobody can tell what access is held on");
        }
        if (places.containsKey(Meaning.LEVEL) && cell(line, Meaning.LEVEL).isEmpty()) {
            return new Rejected("%s is empty".formatted(names.get(Meaning.LEVEL)), "");
        }
        return null;
    }

    private Facts facts(Line line, @Nullable String day) {
        String email = cell(line, Meaning.ACCOUNT_EMAIL);
        String account = form.accountIdentity().map(who -> identity(line, who)).orElse("");
        String resource = form.resourceIdentity().map(what -> cell(line, what)).orElse("");
        return new Facts(
                account,
                first(cell(line, Meaning.ACCOUNT_NAME), email, account),
                email.isEmpty() ? null : email,
                SERVICES.contains(cell(line, Meaning.ACCOUNT_KIND).toLowerCase(Locale.ROOT)),
                resource,
                first(cell(line, Meaning.RESOURCE_NAME), resource),
                cell(line, Meaning.RESOURCE_TYPE),
                cell(line, Meaning.RESOURCE_OWNER),
                cell(line, Meaning.GROUP),
                cell(line, Meaning.LEVEL),
                day,
                Map.of());
    }

    /// E-mail addresses that differ in case only are one.
    private String identity(Line line, Meaning who) {
        String cell = cell(line, who);
        return who == Meaning.ACCOUNT_EMAIL ? cell.toLowerCase(Locale.ROOT) : cell;
    }

    private static String first(String... cells) {
        for (String cell : cells) {
            if (!cell.isEmpty()) {
                return cell;
            }
        }
        return "";
    }

    /// The column with a meaning that the form has.
    String name(Meaning meaning) {
        return Objects.requireNonNull(names.get(meaning));
    }

    /// What a row says of a meaning; empty where no column does.
    String cell(Line line, Meaning meaning) {
        Integer place = places.get(meaning);
        return place == null ? "" : line.cells().get(place);
    }

    /// What the row has, as people would tell it: who, on what, how much.
    List<String> shown(Line line) {
        return Stream.of(
                        first(
                                cell(line, Meaning.ACCOUNT_NAME),
                                cell(line, Meaning.ACCOUNT_EMAIL),
                                cell(line, Meaning.ACCOUNT_ID),
                                cell(line, Meaning.GROUP),
                                cell(line, Meaning.PERSON_NAME),
                                cell(line, Meaning.PERSON_ID)),
                        cell(line, Meaning.PERSON_EMAIL),
                        first(cell(line, Meaning.RESOURCE_NAME), cell(line, Meaning.RESOURCE_ID)),
                        cell(line, Meaning.LEVEL))
                .filter(cell -> !cell.isEmpty())
                .map(Scan::cut)
                .toList();
    }

    /// The name of the account the row is about, as far as it tells.
    String who(Line line) {
        return Scan.cut(first(cell(line, Meaning.ACCOUNT_NAME), cell(line, Meaning.PERSON_NAME)));
    }
}
