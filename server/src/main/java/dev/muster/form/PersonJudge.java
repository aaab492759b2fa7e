package dev.muster.form;

import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Judged.Good;
import dev.muster.form.Judged.Rejected;
import dev.muster.table.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a roster: one person each.
public final class PersonJudge {
    /// Attributes of a person. Other e-mails are in lower case, separated by one blank; days are `2026-11-20`.
    public static final String EMAILS = "emails";

    public static final String MANAGER = "manager";
    public static final String DEPARTMENT = "department";
    public static final String START = "start";
    public static final String END = "end";

    private static final Pattern BETWEEN_EMAILS = Pattern.compile("[\\s,;]+");

    private final RowJudge row;
    private final Meaning identity;
    private final @Nullable Meaning firstDay;
    private final @Nullable Meaning lastDay;

    PersonJudge(RowJudge row, TableForm form) {
        this.row = row;
        this.identity = form.has(Meaning.PERSON_ID) ? Meaning.PERSON_ID : Meaning.PERSON_EMAIL;
        this.firstDay = Meaning.FIRST_DAY.stream().filter(form::has).findFirst().orElse(null);
        this.lastDay = Meaning.LAST_DAY.stream().filter(form::has).findFirst().orElse(null);
    }

    /// Every e-mail of a person, in lower case.
    static List<String> emails(Facts person) {
        List<String> emails = new ArrayList<>();
        if (person.email() != null) {
            emails.add(person.email().toLowerCase(Locale.ROOT));
        }
        String others = person.attributes().getOrDefault(EMAILS, "");
        if (!others.isEmpty()) {
            emails.addAll(List.of(others.split(" ")));
        }
        return emails;
    }

    Judged judge(Line line) {
        if (row.cell(line, identity).isEmpty()) {
            return new Rejected("%s is empty".formatted(row.name(identity)), "No person can be told without it");
        }
        String email = row.cell(line, Meaning.PERSON_EMAIL);
        Set<String> others = others(line, email);
        for (String one : others) {
            if (isNone(one)) {
                return new Rejected("Not an e-mail address", Scan.cut(one), "");
            }
        }
        if (!email.isEmpty() && isNone(email)) {
            return new Rejected("Not an e-mail address", Scan.cut(email), "");
        }
        for (Meaning day : days()) {
            String cell = row.cell(line, day);
            if (!cell.isEmpty() && Days.read(day, cell) == null) {
                return new Rejected(
                        "%s is no date as %s".formatted(row.name(day), Days.words(day)), Scan.cut(cell), "");
            }
        }
        String start = day(line, firstDay);
        String end = day(line, lastDay);
        if (!start.isEmpty() && !end.isEmpty() && end.compareTo(start) < 0) {
            return new Rejected("The last day is before the first", "%s to %s".formatted(start, end), "");
        }
        return new Good(person(line, email, others, start, end));
    }

    private Facts person(Line line, String email, Set<String> others, String start, String end) {
        Map<String, String> attributes = new HashMap<>();
        put(attributes, EMAILS, String.join(" ", others));
        put(attributes, MANAGER, row.cell(line, Meaning.PERSON_MANAGER));
        put(attributes, DEPARTMENT, row.cell(line, Meaning.PERSON_DEPARTMENT));
        put(attributes, START, start);
        put(attributes, END, end);
        String cell = row.cell(line, identity);
        String id = identity == Meaning.PERSON_ID ? cell : cell.toLowerCase(Locale.ROOT);
        String name = row.cell(line, Meaning.PERSON_NAME);
        return Facts.person(
                id, !name.isEmpty() ? name : email.isEmpty() ? id : email, email.isEmpty() ? null : email, attributes);
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    /// E-mails besides the first, each once.
    private Set<String> others(Line line, String email) {
        Set<String> others = new LinkedHashSet<>();
        for (String one : BETWEEN_EMAILS.split(row.cell(line, Meaning.PERSON_OTHER_EMAILS))) {
            if (!one.isEmpty()) {
                others.add(one.toLowerCase(Locale.ROOT));
            }
        }
        others.remove(email.toLowerCase(Locale.ROOT));
        return others;
    }

    private static boolean isNone(String email) {
        return !RowJudge.EMAIL.matcher(email).matches();
    }

    private List<Meaning> days() {
        List<Meaning> days = new ArrayList<>();
        if (firstDay != null) {
            days.add(firstDay);
        }
        if (lastDay != null) {
            days.add(lastDay);
        }
        return days;
    }

    /// Empty when nobody tells.
    private String day(Line line, @Nullable Meaning column) {
        String cell = column == null ? "" : row.cell(line, column);
        String day = cell.isEmpty() || column == null ? null : Days.read(column, cell);
        return day == null ? "" : day;
    }
}
