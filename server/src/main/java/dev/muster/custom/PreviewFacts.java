package dev.muster.custom;

import dev.muster.custom.PreviewPage.Choice;
import dev.muster.custom.PreviewPage.Row;
import dev.muster.custom.PreviewPage.Sign;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.StagedAccounts;
import dev.muster.ledger.StagedChanges;
import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Touched;
import dev.muster.people.Roster;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Pager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what the third step of an upload shows.
@Component
class PreviewFacts {
    private static final int ROWS = 20;
    private static final Map<String, List<Kind>> KINDS = Map.of(
            "all", List.of(),
            "granted", List.of(Kind.JOINED, Kind.GRANTED),
            "removed", List.of(Kind.GONE, Kind.REMOVED),
            "changed", List.of(Kind.CHANGED));

    /// What is told of people, in the order of pages.
    private static final Map<String, String> TOLD = told();

    private final TenantTransactions transactions;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Members members;
    private final StagedChanges changes;
    private final StagedAccounts people;

    PreviewFacts(
            TenantTransactions transactions,
            IntegrationHeads heads,
            Catalogue catalogue,
            Members members,
            StagedChanges changes,
            StagedAccounts people) {
        this.transactions = transactions;
        this.heads = heads;
        this.catalogue = catalogue;
        this.members = members;
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
    /// @param page from 1
    record Wanted(String kind, String text, int page) {
        Wanted {
            kind = KINDS.containsKey(kind) ? kind : "all";
        }
    }

    PreviewPage page(TenantAccess access, Current current, Preview preview, Wanted wanted) {
        Integration integration = current.integration();
        String at = "/t/%s/integrations/%s"
                .formatted(access.tenant().slug(), integration.id().value());
        List<Touched> rows = rows(access, integration, preview, wanted);
        return new PreviewPage(
                at,
                integration.name(),
                preview,
                heads.moment(integration, preview.upload().receivedAt()),
                current.status().revision(),
                heads.momentOrNone(integration, current.status().dataFrom()),
                guard(integration, preview),
                note(preview),
                integration.isManagedBy(access),
                deciders(access, integration),
                Roster.is(integration) ? kindsOfPeople(at, preview, wanted) : kinds(at, preview, wanted),
                wanted.kind(),
                wanted.text(),
                grouped(preview, rows.subList(0, Math.min(ROWS, rows.size())), Roster.is(integration)),
                pager(at, preview, wanted, rows.size()),
                Roster.is(integration));
    }

    private List<Touched> rows(TenantAccess access, Integration integration, Preview preview, Wanted wanted) {
        var run = new RunKey(integration.key(access.id()), preview.run());
        if (Roster.is(integration)) {
            return transactions.read(access.id(), () -> people(run, wanted));
        }
        return transactions.read(
                access.id(),
                () -> changes.page(
                        run,
                        catalogue.describe(integration),
                        KINDS.getOrDefault(wanted.kind(), List.of()),
                        new SearchText(wanted.text()),
                        (wanted.page() - 1) * ROWS,
                        ROWS + 1));
    }

    private List<Touched> people(RunKey run, Wanted wanted) {
        return people
                .page(
                        run,
                        KINDS.getOrDefault(wanted.kind(), List.of()),
                        new SearchText(wanted.text()),
                        (wanted.page() - 1) * ROWS,
                        ROWS + 1)
                .stream()
                .map(person -> new Touched(person.kind(), person.name(), told(person), null, null))
                .toList();
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

    private static String guard(Integration integration, Preview preview) {
        String limit = "A file is held above %d %% and more than %s."
                .formatted(
                        integration.holdLimit().percent(),
                        Figures.grouped(integration.holdLimit().minimum()));
        long now = preview.leaving().now();
        if (preview.guarded()) {
            return "%s. %s".formatted(preview.why(), limit);
        }
        if (now == 0) {
            return "Nothing was published before, so nothing can be lost.";
        }
        return "%s of %s would go (%s). %s"
                .formatted(
                        Figures.grouped(preview.leaving().closing()),
                        Roster.is(integration)
                                ? Figures.counted(now, "person", "people")
                                : Figures.counted(now, "account", "accounts"),
                        Figures.percent(100.0 * preview.leaving().closing() / now),
                        limit);
    }

    /// Who would be gone because of a row that is rejected.
    private static String note(Preview preview) {
        return preview.rejected().stream()
                .filter(row -> row.follows().endsWith("would be gone because of this row"))
                .findFirst()
                .map(row -> "Because of row %s %s would be gone. Correct it if the access is still there."
                        .formatted(Figures.grouped(row.row()), row.account()))
                .orElse("");
    }

    private List<Choice> kinds(String at, Preview preview, Wanted wanted) {
        long granted = preview.touched(Kind.JOINED, Kind.GRANTED);
        long removed = preview.touched(Kind.GONE, Kind.REMOVED);
        long changed = preview.touched(Kind.CHANGED);
        return List.of(
                choice(at, wanted, "all", "All", granted + removed + changed),
                choice(at, wanted, "granted", "Granted", granted),
                choice(at, wanted, "removed", "Removed", removed),
                choice(at, wanted, "changed", "Changed", changed));
    }

    private static List<Choice> kindsOfPeople(String at, Preview preview, Wanted wanted) {
        return List.of(
                choice(at, wanted, "all", "All", preview.touched(Kind.values())),
                choice(at, wanted, "granted", "Joined", preview.touched(Kind.JOINED)),
                choice(at, wanted, "removed", "Gone", preview.touched(Kind.GONE)),
                choice(at, wanted, "changed", "Changed", preview.touched(Kind.CHANGED)));
    }

    private static Choice choice(String at, Wanted wanted, String word, String title, long count) {
        return new Choice(word, title, count, address(at, word, wanted.text()).toString());
    }

    private static Address address(String at, String kind, String text) {
        return Address.of(at + "/upload/preview").with("kind", kind).with("q", text);
    }

    private static List<Row> grouped(Preview preview, List<Touched> rows, boolean people) {
        List<Row> grouped = new ArrayList<>();
        Kind group = null;
        for (Touched row : rows) {
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

    private String deciders(TenantAccess access, Integration integration) {
        List<String> owners = Stream.concat(
                        Stream.of(integration.primaryOwner()), integration.secondaryOwners().stream())
                .flatMap(owner -> members.find(access.id(), owner).map(Member::name).stream())
                .toList();
        return owners.isEmpty()
                ? "Administrators and Risk Managers"
                : "Administrators, Risk Managers and the owners " + String.join(", ", owners);
    }

    private static Pager pager(String at, Preview preview, Wanted wanted, int found) {
        List<Kind> kinds = KINDS.getOrDefault(wanted.kind(), List.of());
        long total = wanted.text().isEmpty()
                ? preview.touched(kinds.isEmpty() ? Kind.values() : kinds.toArray(Kind[]::new))
                : (wanted.page() - 1L) * ROWS + Math.min(found, ROWS);
        long from = (wanted.page() - 1L) * ROWS + 1;
        Address page = address(at, wanted.kind(), wanted.text());
        return Pager.of(
                found == 0 ? 0 : from,
                found == 0 ? 0 : from + Math.min(found, ROWS) - 1,
                total,
                wanted.page() == 1
                        ? null
                        : page.with("page", String.valueOf(wanted.page() - 1)).toString(),
                found > ROWS
                        ? page.with("page", String.valueOf(wanted.page() + 1)).toString()
                        : null);
    }
}
