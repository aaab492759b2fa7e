package dev.muster.changes;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.difference.Change;
import dev.muster.difference.Changes;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.ledger.Difference;
import dev.muster.people.PeopleWalk;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Moment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What changed in all applications of a tenant between two days, as a file. Read slice by slice, all of the same two
/// states, which the file and its headers name.
@Controller
@Does(Action.SEE)
class AllChangesFile implements FileList {
    /// The day or the time that the file begins with.
    static final String FROM = "Muster-From";
    /// The moment that it ends with.
    static final String TO = "Muster-To";

    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of("integration", "application"), ChangesFile.COLUMNS.stream())
            .toList();

    private final AllChanges changes;
    private final Catalogue catalogue;
    private final DifferenceFile head;
    private final FileAnswers files;

    AllChangesFile(AllChanges changes, Catalogue catalogue, DifferenceFile head, FileAnswers files) {
        this.changes = changes;
        this.catalogue = catalogue;
        this.head = head;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/changes" + FileFormat.ENDING)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        files.send(access, request, answer, this, new Asked(asked));
    }

    @Override
    public String id() {
        return "all-changes";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        AllChangesFilter filter = AllChangesFilter.parse(asked.sent());
        PeopleWalk walk = filter.walk(null, Changes.COLUMNS);
        return changes.read(access, filter, walk, span -> {
            Map<IntegrationId, String> missing = missing(span);
            return ListFile.of(
                    head(access, asked, span),
                    changes.slice(span, walk, RevisionFile.ROWS),
                    after -> further(access, filter, after),
                    change -> Stream.of(cells(change, missing)));
        });
    }

    private Slice<Change> further(TenantAccess access, AllChangesFilter filter, Cursor after) {
        PeopleWalk walk = filter.walk(after.text(), Changes.COLUMNS);
        return changes.read(access, filter, walk, span -> changes.slice(span, walk, RevisionFile.ROWS));
    }

    private FileHead head(TenantAccess access, Asked asked, Span span) {
        Instant at = span.state().at();
        return new FileHead(
                name(access, span),
                COLUMNS,
                "Changes",
                "all applications",
                "From %s to %s UTC".formatted(span.begin(), Moment.utc(at).second()),
                asked.words(List.of(Difference.FROM, Difference.TO)),
                span.differences().stream()
                        .flatMap(difference -> head.sources(difference).stream())
                        .toList(),
                span.rows(),
                asked.with("after", "").with(Difference.FROM, span.begin()).with(Difference.TO, at.toString()),
                Map.of(FROM, span.begin(), TO, at.toString()));
    }

    private Map<IntegrationId, String> missing(Span span) {
        Map<IntegrationId, String> missing = new HashMap<>();
        span.differences().stream().filter(changes::areRecorded).forEach(difference -> {
            Integration integration = difference.later().integration();
            missing.put(integration.id(), "not in " + new ChangeWords(catalogue.describe(integration)).trail());
        });
        return missing;
    }

    /// `acme-changes-2026-11-16-2026-11-23`.
    private static String name(TenantAccess access, Span span) {
        return "%s-changes-%s-%s"
                .formatted(
                        access.tenant().slug(),
                        span.begin().substring(0, "2026-11-16".length()),
                        LocalDate.ofInstant(span.state().at(), ZoneOffset.UTC));
    }

    private List<? extends @Nullable Object> cells(Change change, Map<IntegrationId, String> missing) {
        Integration integration = change.integration();
        var words = new ChangeWords(catalogue.describe(integration));
        return Stream.concat(
                        Stream.of(integration.name(), integration.application()),
                        ChangesFile.cells(change, words, missing.getOrDefault(integration.id(), "")))
                .toList();
    }
}
