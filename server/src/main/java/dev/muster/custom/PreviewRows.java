package dev.muster.custom;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.custom.PreviewPage.Row;
import dev.muster.custom.PreviewPage.Sign;
import dev.muster.database.TenantTransactions;
import dev.muster.form.PersonJudge;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.StagedAccounts;
import dev.muster.ledger.StagedChanges;
import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Touched;
import dev.muster.people.Roster;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Figures;
import dev.muster.web.Pager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The rows that the third step of an upload shows of what a file would change.
@Component
class PreviewRows {
    private static final Map<String, List<Kind>> KINDS = Map.of(
            "all", List.of(),
            "granted", List.of(Kind.JOINED, Kind.GRANTED),
            "removed", List.of(Kind.GONE, Kind.REMOVED),
            "changed", List.of(Kind.CHANGED));

    /// What is told of people, in the order of pages.
    private static final Map<String, String> TOLD = told();

    private final TenantTransactions transactions;
    private final Catalogue catalogue;
    private final StagedChanges changes;
    private final StagedAccounts people;

    PreviewRows(TenantTransactions transactions, Catalogue catalogue, StagedChanges changes, StagedAccounts people) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.changes = changes;
        this.people = people;
    }

    private static Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("name", "Name");
        told.put("email", "E-mail");
        told.put(PersonJudge.EMAILS, "Other e-mails");
        told.put(PersonJudge.DEPARTMENT, "Department");
        told.put(PersonJudge.MANAGER, "Manager");
        told.put(PersonJudge.START, "First day");
        told.put(PersonJudge.END, "Last day");
        return told;
    }

    /// Which rows of the list below are asked for.
    ///
    /// @param after what the page before gave as next; nothing at the beginning
    record Wanted(String kind, String text, String after) {
        Wanted {
            kind = KINDS.containsKey(kind) ? kind : "all";
        }

        /// None for all.
        List<Kind> kinds() {
            return KINDS.getOrDefault(kind, List.of());
        }

        private @Nullable Cursor place(int columns) {
            return Cursor.parse(after, columns).orElse(null);
        }
    }

    /// The rows of a page.
    Stretch<Touched> of(TenantAccess access, Integration integration, Preview preview, Wanted wanted) {
        var run = new RunKey(integration.key(access.id()), preview.run());
        var search = new SearchText(wanted.text());
        return transactions.read(
                access.id(),
                () -> Roster.is(integration)
                        ? people.stretch(run, wanted.kinds(), search, wanted.place(StagedAccounts.COLUMNS), Pager.ROWS)
                                .map(PreviewRows::of)
                        : changes.stretch(
                                run,
                                catalogue.describe(integration),
                                wanted.kinds(),
                                search,
                                wanted.place(StagedChanges.COLUMNS),
                                Pager.ROWS));
    }

    private static Touched of(StagedAccounts.Touched person) {
        return new Touched(person.kind(), person.name(), told(person), null, null);
    }

    /// What of a person is told otherwise; of one who joins or goes, what is told of them.
    private static String told(StagedAccounts.Touched person) {
        Map<String, String> known = person.after().isEmpty() ? person.before() : person.after();
        List<String> told = new ArrayList<>();
        TOLD.forEach((attribute, title) -> {
            String before = person.before().getOrDefault(attribute, "");
            String after = person.after().getOrDefault(attribute, "");
            if (person.kind() != Kind.CHANGED && !attribute.equals("name") && known.containsKey(attribute)) {
                told.add(attribute.equals("email") ? known.get(attribute) : title + " " + known.get(attribute));
            } else if (person.kind() == Kind.CHANGED && !before.equals(after)) {
                told.add("%s %s, was %s"
                        .formatted(
                                title, after.isEmpty() ? "not told" : after, before.isEmpty() ? "not told" : before));
            }
        });
        return String.join(person.kind() == Kind.CHANGED ? "; " : ", ", told);
    }

    /// The rows of a page below headings.
    static List<Row> grouped(Preview preview, List<Touched> found, boolean people) {
        List<Row> grouped = new ArrayList<>();
        Kind group = null;
        for (Touched row : found) {
            if (row.kind() != group) {
                group = row.kind();
                grouped.add(new Row(
                        title(group), counts(group, preview.count(group), people), sign(group), "", null, null, ""));
            }
            grouped.add(new Row("", "", sign(group), row.account(), row.before(), row.after(), row.resource()));
        }
        return grouped;
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case JOINED -> "Joined";
            case GRANTED -> "Granted";
            case GONE -> "Gone";
            case REMOVED -> "Removed";
            case CHANGED -> "Changed";
        };
    }

    private static String counts(Kind kind, Count count, boolean people) {
        if (people) {
            return Figures.counted(count.accounts(), "person", "people");
        }
        String grants = Figures.counted(count.grants(), "grant", "grants");
        return kind == Kind.CHANGED
                ? grants
                : "%s, %s".formatted(Figures.counted(count.accounts(), "account", "accounts"), grants);
    }

    private static Sign sign(Kind kind) {
        return switch (kind) {
            case JOINED, GRANTED -> Sign.GRANTED;
            case GONE, REMOVED -> Sign.REMOVED;
            case CHANGED -> Sign.CHANGED;
        };
    }
}
