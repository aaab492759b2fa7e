package dev.muster.changes;

import dev.muster.api.Cursor;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Named;
import dev.muster.explorer.CsvAnswer;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightChange;
import dev.muster.rights.RightChanges;
import dev.muster.rights.RightChanges.Compared;
import dev.muster.rights.RightChanges.Ends;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What accounts can do at one revision and could not at another, as CSV for spreadsheets. A few accounts are worked
/// out at a time, so that memory does not grow with the file, and all of them at the same two revisions.
@Controller
class RightChangesCsv {
    private static final List<String> COLUMNS = List.of(
            "account_type",
            "account_id",
            "account",
            "resource_type",
            "resource_id",
            "resource",
            "gained",
            "lost",
            "not_known_any_more",
            "known_now_held",
            "known_now_not_held");

    private final KnownResources known;
    private final RightChanges rights;

    RightChangesCsv(KnownResources known, RightChanges rights) {
        this.known = known;
        this.rights = rights;
    }

    private record Read(Ends ends, Compared compared) {}

    @GetMapping(path = "/t/{tenant}/integrations/{id}/changes.csv", params = "what=rights")
    @Does(Action.SEE)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String account)
            throws IOException {
        var filter = ChangeFilter.ofRights(from, to, kind);
        String asked = ChangeFilter.account(account);
        Read first = first(access, id, filter, asked);
        Difference difference = first.ends().difference();
        try (var csv = DifferenceFile.download(answer, access, "rights", difference, COLUMNS)) {
            write(csv, first.compared());
            Cursor next = first.compared().next();
            while (next != null) {
                Compared page = further(access, id, first.ends(), filter, asked, next);
                write(csv, page);
                next = page.next();
            }
        }
    }

    private Read first(TenantAccess access, UUID id, ChangeFilter filter, String account) {
        AsOf to = AsOf.parse(Difference.TO, filter.to());
        return known.compare(access, id, filter.begin(), to, (current, difference) -> {
            var ends = new Ends(difference, known.rules(difference.earlier()), known.rules(difference.later()));
            return new Read(ends, page(ends, filter, account, null));
        });
    }

    /// Asks for both revisions again, so that no file goes on about what is deleted meanwhile.
    private Compared further(
            TenantAccess access, UUID id, Ends ends, ChangeFilter filter, String account, Cursor after) {
        Difference opened = ends.difference();
        return known.compare(
                access,
                id,
                new AsOf.Number(opened.earlier().number()),
                new AsOf.Number(opened.later().number()),
                (current, difference) -> page(ends, filter, account, after));
    }

    private Compared page(Ends ends, ChangeFilter filter, String account, @Nullable Cursor after) {
        return rights.page(ends, filter.wanted().way(), account, after, CsvAnswer.ROWS);
    }

    private static void write(SpreadsheetCsv csv, Compared page) {
        page.rows().forEach(change -> csv.row(cells(change)));
    }

    private static List<String> cells(RightChange change) {
        return Stream.of(
                        named(change.account()),
                        named(change.resource()),
                        Stream.of(
                                        change.gained(),
                                        change.lost(),
                                        change.unsure(),
                                        change.nowHeld(),
                                        change.nowNotHeld())
                                .map(RightChangesCsv::titles))
                .flatMap(cells -> cells)
                .toList();
    }

    private static Stream<String> named(Named named) {
        return Stream.of(named.key().type(), named.key().id(), named.name());
    }

    private static String titles(List<Right> rights) {
        return rights.stream().map(Right::title).collect(Collectors.joining("; "));
    }
}
