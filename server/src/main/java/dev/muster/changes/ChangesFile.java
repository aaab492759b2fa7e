package dev.muster.changes;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Changes;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Level;
import dev.muster.rights.KnownResources;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What changed between two revisions as a file. The first slice decides on the two, and all others are of the same,
/// whatever is published meanwhile.
@Controller
@Does(Action.SEE)
class ChangesFile implements FileList {
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
    private final DifferenceFile head;
    private final FileAnswers files;

    ChangesFile(KnownResources known, Catalogue catalogue, Changes changes, DifferenceFile head, FileAnswers files) {
        this.known = known;
        this.catalogue = catalogue;
        this.changes = changes;
        this.head = head;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/changes" + FileFormat.ENDING)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String kind)
            throws IOException {
        var asked = Asked.of(Map.of(
                DifferenceFile.INTEGRATION,
                id.toString(),
                Difference.FROM,
                from,
                Difference.TO,
                to,
                "what",
                what,
                "kind",
                kind));
        files.send(access, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "changes";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        UUID id = asked.only(DifferenceFile.INTEGRATION, Difference.FROM, Difference.TO, "what", "kind")
                .id(DifferenceFile.INTEGRATION);
        var filter = new ChangeFilter(
                asked.value(Difference.FROM), asked.value(Difference.TO), asked.value("what"), asked.value("kind"));
        return known.compare(
                access, id, filter.begin(), AsOf.parse(Difference.TO, filter.to()), (current, difference) -> {
                    Description application = catalogue.describe(current.integration());
                    var words = new ChangeWords(application);
                    String missing = changes.areRecorded(difference) ? "not in " + words.trail() : "";
                    return ListFile.of(
                            head.head(
                                    access, asked, "changes", "Changes", difference, COLUMNS, rows(difference, filter)),
                            changes.slice(difference, filter.wanted(), null, RevisionFile.ROWS),
                            after -> further(access, id, difference, filter, after),
                            change -> Stream.of(cells(change, words, missing).toList()));
                });
    }

    private long rows(Difference difference, ChangeFilter filter) {
        return changes.counts(difference).entrySet().stream()
                .filter(count -> filter.wanted().kind() == null
                        || count.getKey() == filter.wanted().kind())
                .mapToLong(count -> count.getValue().of(filter.wanted().way()))
                .sum();
    }

    private Slice<Change> further(TenantAccess access, UUID id, Difference opened, ChangeFilter filter, Cursor after) {
        return known.compare(
                access,
                id,
                new AsOf.Number(opened.earlier().number()),
                new AsOf.Number(opened.later().number()),
                (current, difference) -> changes.slice(difference, filter.wanted(), after, RevisionFile.ROWS));
    }

    static Stream<@Nullable Object> cells(Change change, ChangeWords words, String missing) {
        ByRecord record = change.record();
        return Stream.of(
                        Stream.of(
                                change.revision(),
                                change.seenAt(),
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
                                record == null ? "" : record.at(),
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
