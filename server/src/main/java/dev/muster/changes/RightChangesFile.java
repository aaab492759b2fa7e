package dev.muster.changes;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Named;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile;
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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What accounts can do at one revision and could not at another, as a file. A few accounts are worked out at a
/// time, so that memory does not grow with the file, and all of them at the same two revisions.
@Controller
class RightChangesFile implements FileList {
    private static final String ACCOUNT = "account_id";
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
    private final DifferenceFile head;
    private final FileAnswers files;

    RightChangesFile(KnownResources known, RightChanges rights, DifferenceFile head, FileAnswers files) {
        this.known = known;
        this.rights = rights;
        this.head = head;
        this.files = files;
    }

    @GetMapping(path = "/t/{tenant}/integrations/{id}/changes" + FileFormat.ENDING, params = "what=rights")
    @Does(Action.SEE)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String account)
            throws IOException {
        var asked = Asked.of(Map.of(
                DifferenceFile.INTEGRATION,
                id.toString(),
                Difference.FROM,
                from,
                Difference.TO,
                to,
                "kind",
                kind,
                ACCOUNT,
                account));
        files.send(access, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "changes-of-rights";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        UUID id = asked.only(DifferenceFile.INTEGRATION, Difference.FROM, Difference.TO, "kind", ACCOUNT)
                .id(DifferenceFile.INTEGRATION);
        var filter =
                ChangeFilter.ofRights(asked.value(Difference.FROM), asked.value(Difference.TO), asked.value("kind"));
        String account = ChangeFilter.account(asked.value(ACCOUNT));
        AsOf to = AsOf.parse(Difference.TO, filter.to());
        return known.compare(access, id, filter.begin(), to, (current, difference) -> {
            var ends = new Ends(difference, known.rules(difference.earlier()), known.rules(difference.later()));
            return ListFile.of(
                    head.head(access, asked, "rights", "Changes of rights", difference, COLUMNS, null),
                    page(ends, filter, account, null),
                    after -> further(access, id, ends, filter, account, after),
                    change -> Stream.of(cells(change)));
        });
    }

    /// Asks for both revisions again, so that no file goes on about what is deleted meanwhile.
    private Slice<RightChange> further(
            TenantAccess access, UUID id, Ends ends, ChangeFilter filter, String account, Cursor after) {
        Difference opened = ends.difference();
        return known.compare(
                access,
                id,
                new AsOf.Number(opened.earlier().number()),
                new AsOf.Number(opened.later().number()),
                (current, difference) -> page(ends, filter, account, after));
    }

    private Slice<RightChange> page(Ends ends, ChangeFilter filter, String account, @Nullable Cursor after) {
        Compared page = rights.page(ends, filter.wanted().way(), account, after, RevisionFile.ROWS);
        return new Slice<>(page.rows(), page.next());
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
                                .map(RightChangesFile::titles))
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
