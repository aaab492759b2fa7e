package dev.muster.changes;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.difference.Change;
import dev.muster.difference.Changes;
import dev.muster.explorer.CsvAnswer;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.people.PeopleWalk;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
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

/// What changed in all applications of a tenant between two days, as CSV for spreadsheets. Read slice by slice, all of
/// the same two states, which the file and its headers name.
@Controller
@Does(Action.SEE)
class AllChangesCsv {
    /// The day or the time that the file begins with.
    static final String FROM = "Muster-From";
    /// The moment that it ends with.
    static final String TO = "Muster-To";

    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of("integration", "application"), ChangesCsv.COLUMNS.stream())
            .toList();

    private final AllChanges changes;
    private final Catalogue catalogue;

    AllChangesCsv(AllChanges changes, Catalogue catalogue) {
        this.changes = changes;
        this.catalogue = catalogue;
    }

    /// @param missing what to say of a change without an entry in its application's audit records
    private record Read(String from, Instant to, Slice<Change> slice, Map<IntegrationId, String> missing) {}

    @GetMapping("/t/{tenant}/changes.csv")
    @CostlyQuestion
    void download(TenantAccess access, HttpServletResponse answer, @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        AllChangesFilter filter = AllChangesFilter.parse(asked);
        Read read = read(access, filter, null);
        answer.setHeader(FROM, read.from());
        answer.setHeader(TO, read.to().toString());
        try (var csv = SpreadsheetCsv.download(answer, name(access, read), COLUMNS)) {
            write(csv, read);
            Cursor next = read.slice().next();
            while (next != null) {
                read = read(access, filter, next.text());
                write(csv, read);
                next = read.slice().next();
            }
        }
    }

    private Read read(TenantAccess access, AllChangesFilter filter, @Nullable String after) {
        PeopleWalk walk = filter.walk(after, Changes.COLUMNS);
        return changes.read(
                access,
                filter,
                walk,
                span -> new Read(
                        span.begin(), span.state().at(), changes.slice(span, walk, CsvAnswer.ROWS), missing(span)));
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
    private static String name(TenantAccess access, Read read) {
        return "%s-changes-%s-%s"
                .formatted(
                        access.tenant().slug(),
                        read.from().substring(0, "2026-11-16".length()),
                        LocalDate.ofInstant(read.to(), ZoneOffset.UTC));
    }

    private void write(SpreadsheetCsv csv, Read read) {
        read.slice().rows().forEach(change -> {
            Integration integration = change.integration();
            var words = new ChangeWords(catalogue.describe(integration));
            csv.row(Stream.concat(
                            Stream.of(integration.name(), integration.application()),
                            ChangesCsv.cells(change, words, read.missing().getOrDefault(integration.id(), "")))
                    .toList());
        });
    }
}
