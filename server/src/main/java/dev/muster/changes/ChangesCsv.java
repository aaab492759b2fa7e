package dev.muster.changes;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Changes;
import dev.muster.explorer.CsvAnswer;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Level;
import dev.muster.ledger.Revision;
import dev.muster.rights.KnownResources;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What changed between two revisions as CSV for spreadsheets. The first slice decides on the two, and all others are
/// of the same, whatever is published meanwhile.
@Controller
@Does(Action.SEE)
class ChangesCsv {
    static final List<String> COLUMNS = List.of(
            "revision",
            "seen_at",
            "what",
            "kind",
            "subject_type",
            "subject_id",
            "subject",
            "object_type",
            "object_id",
            "object",
            "relation",
            "before",
            "before_title",
            "after",
            "after_title",
            "at",
            "who",
            "how");

    private final KnownResources known;
    private final Catalogue catalogue;
    private final Changes changes;

    ChangesCsv(KnownResources known, Catalogue catalogue, Changes changes) {
        this.known = known;
        this.catalogue = catalogue;
        this.changes = changes;
    }

    /// @param missing what to say of a change without an entry in the application's audit records
    private record Read(Difference difference, Description application, Slice<Change> slice, String missing) {}

    @GetMapping("/t/{tenant}/integrations/{id}/changes.csv")
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String kind)
            throws IOException {
        var filter = new ChangeFilter(from, to, what, kind);
        Read read = read(access, id, filter, filter.begin(), AsOf.parse(Difference.TO, to), null);
        Revision earlier = read.difference().earlier();
        Revision later = read.difference().later();
        try (var csv = DifferenceFile.download(answer, access, "changes", read.difference(), COLUMNS)) {
            write(csv, read);
            for (Cursor next = read.slice().next();
                    next != null;
                    next = read.slice().next()) {
                read = read(
                        access, id, filter, new AsOf.Number(earlier.number()), new AsOf.Number(later.number()), next);
                write(csv, read);
            }
        }
    }

    private Read read(
            TenantAccess access, UUID id, ChangeFilter filter, @Nullable AsOf from, AsOf to, @Nullable Cursor after) {
        return known.compare(access, id, from, to, (current, difference) -> {
            Description application = catalogue.describe(current.integration());
            return new Read(
                    difference,
                    application,
                    changes.slice(difference, filter.wanted(), after, CsvAnswer.ROWS),
                    changes.areRecorded(difference) ? "not in " + new ChangeWords(application).trail() : "");
        });
    }

    private static void write(SpreadsheetCsv csv, Read read) {
        var words = new ChangeWords(read.application());
        read.slice()
                .rows()
                .forEach(change -> csv.row(cells(change, words, read.missing()).toList()));
    }

    static Stream<String> cells(Change change, ChangeWords words, String missing) {
        ByRecord record = change.record();
        return Stream.of(
                        Stream.of(
                                String.valueOf(change.revision()),
                                change.seenAt().toString(),
                                ChangeFilter.what(change.kind()),
                                change.way().id()),
                        named(change.subject()),
                        named(change.object()),
                        Stream.of(
                                change.relation(),
                                ChangeWords.line(change, change.before()),
                                title(words.level(change, change.before())),
                                ChangeWords.line(change, change.after()),
                                title(words.level(change, change.after())),
                                record == null ? "" : record.at().toString(),
                                record == null ? missing : ChangeWords.who(record),
                                ChangeWords.how(record)))
                .flatMap(cells -> cells);
    }

    private static Stream<String> named(@Nullable Named named) {
        return named == null
                ? Stream.of("", "", "")
                : Stream.of(named.key().type(), named.key().id(), named.name());
    }

    private static String title(@Nullable Level level) {
        return Optional.ofNullable(level).map(Level::title).orElse("");
    }
}
