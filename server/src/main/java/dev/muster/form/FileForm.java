package dev.muster.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the files of one integration look like: what each column means, by its name, and what the levels are called.
///
/// @param tables one of the kind [TableKind#ACCESS] or [TableKind#PEOPLE], or one of each other kind
/// @param levels from least to most
public record FileForm(List<TableForm> tables, List<LevelForm> levels) {
    public FileForm {
        tables = List.copyOf(tables);
        levels = List.copyOf(levels);
    }

    /// @param columns meaning by the name of the column, those that are used, in the order of the file
    public record TableForm(TableKind kind, Map<String, Meaning> columns) {
        public TableForm {
            columns = new LinkedHashMap<>(columns);
        }

        /// The column with this meaning.
        public Optional<String> column(Meaning meaning) {
            return columns.entrySet().stream()
                    .filter(column -> column.getValue() == meaning)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        public boolean has(Meaning meaning) {
            return columns.containsValue(meaning);
        }

        /// What tells accounts apart: ids when there are any, then e-mails, then names.
        public Optional<Meaning> accountIdentity() {
            return first(Meaning.ACCOUNT_ID, Meaning.ACCOUNT_EMAIL, Meaning.ACCOUNT_NAME);
        }

        /// What tells resources apart.
        public Optional<Meaning> resourceIdentity() {
            return first(Meaning.RESOURCE_ID, Meaning.RESOURCE_NAME);
        }

        private Optional<Meaning> first(Meaning... wanted) {
            for (Meaning one : wanted) {
                if (has(one)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    /// @param value as the file has it
    public record LevelForm(String value, String title, boolean privileged) {}

    /// Whether the files are rosters, which tell people and no access.
    public boolean isOfPeople() {
        return table(TableKind.PEOPLE).isPresent();
    }

    public boolean isShort() {
        return tables.size() == 1;
    }

    /// The table whose rows say who holds what.
    public TableForm grants() {
        return table(TableKind.ACCESS).or(() -> table(TableKind.GRANTS)).orElseThrow();
    }

    public Optional<TableForm> table(TableKind kind) {
        return tables.stream().filter(table -> table.kind() == kind).findFirst();
    }

    /// Every fault at once, as sentences; none when files of this form can be read.
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        tables.forEach(table -> faultsOf(table, faults));
        if (faults.isEmpty()
                && !(isShort() && (isOfPeople() || table(TableKind.ACCESS).isPresent()))) {
            faultsAcross(faults);
        }
        return faults;
    }

    private static void faultsOf(TableForm table, List<String> faults) {
        for (Meaning meaning : Meaning.of(table.kind())) {
            long columns =
                    table.columns().values().stream().filter(meaning::equals).count();
            if (columns > 1 && meaning != Meaning.NOT_USED) {
                faults.add("%d columns mean %s. One column is enough.".formatted(columns, meaning.title()));
            }
        }
        if (table.columns().values().stream()
                        .filter(Meaning.LAST_USED::contains)
                        .count()
                > 1) {
            faults.add("Several columns say when access was last used. One column is enough.");
        }
        if (table.kind() == TableKind.PEOPLE) {
            faultsOfPeople(table, faults);
            return;
        }
        if (table.kind() != TableKind.RESOURCES && table.accountIdentity().isEmpty()) {
            faults.add("No column tells who. Say which one is the e-mail, the id or the name of the account.");
        }
        if (table.kind() != TableKind.ACCOUNTS && table.resourceIdentity().isEmpty()) {
            faults.add("No column tells on what. Say which one is the name or the id of the resource.");
        }
        if ((table.kind() == TableKind.ACCESS || table.kind() == TableKind.GRANTS) && !table.has(Meaning.LEVEL)) {
            faults.add("No column tells how much. Say which one is the level.");
        }
    }

    private static void faultsOfPeople(TableForm table, List<String> faults) {
        if (!table.has(Meaning.PERSON_EMAIL)) {
            faults.add("No column tells the e-mail of a person, by which accounts are matched. Say which one does.");
        }
        for (List<Meaning> day : List.of(Meaning.FIRST_DAY, Meaning.LAST_DAY)) {
            if (table.columns().values().stream().filter(day::contains).count() > 1) {
                faults.add("Several columns say the %s. One column is enough."
                        .formatted(day == Meaning.FIRST_DAY ? "first day" : "last day"));
            }
        }
    }

    /// Three tables have to speak of accounts and resources by the same means.
    private void faultsAcross(List<String> faults) {
        for (TableKind kind : List.of(TableKind.ACCOUNTS, TableKind.RESOURCES, TableKind.GRANTS)) {
            if (table(kind).isEmpty()) {
                faults.add("The long form has three tables, called Accounts, Resources and Grants.");
                return;
            }
        }
        Meaning who = table(TableKind.ACCOUNTS).orElseThrow().accountIdentity().orElseThrow();
        if (grants().accountIdentity().orElseThrow() != who) {
            faults.add(
                    "Grants must name the account as Accounts does: by a column that means %s.".formatted(who.title()));
        }
        Meaning what =
                table(TableKind.RESOURCES).orElseThrow().resourceIdentity().orElseThrow();
        if (grants().resourceIdentity().orElseThrow() != what) {
            faults.add("Grants must name the resource as Resources does: by a column that means %s."
                    .formatted(what.title()));
        }
    }
}
