package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Description;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile.Read;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.rights.AccountClasses;
import dev.muster.rights.KnownResources;
import dev.muster.rights.ResourceAccess;
import dev.muster.rights.ResourceAccess.ByAccount;
import dev.muster.rights.ResourceAccess.Wanted;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Who can do what with one resource, as a file.
@Controller
@Does(Action.SEE)
class ResourceAccessFile implements FileList {
    private static final RevisionFile FILE = new RevisionFile("access-on-resource", "Rights on a resource");
    private static final String RESOURCE = "resource_id";
    private static final List<String> LEADING = List.of("id", "name", "email", "state", "kind", "role", "role_title");

    private final KnownResources known;
    private final ResourceAccess access;
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final FileAnswers files;

    ResourceAccessFile(
            KnownResources known, ResourceAccess access, Catalogue catalogue, UnreadData unread, FileAnswers files) {
        this.known = known;
        this.access = access;
        this.catalogue = catalogue;
        this.unread = unread;
        this.files = files;
    }

    /// A row with what it was decided by.
    private record Decided(Rulebook book, Description application, Kind kind, ByAccount row) {
        Stream<@Nullable String> cells() {
            String whole = book.rules().whole().type();
            List<String> levels = application.strongestFirst(whole, row.levels());
            return Stream.of(
                            Stream.of(
                                    row.account().id(),
                                    row.name(),
                                    Objects.requireNonNullElse(row.email(), ""),
                                    row.state(),
                                    row.kind(),
                                    String.join("; ", levels),
                                    levels.stream()
                                            .map(level -> application.title(whole, level))
                                            .collect(Collectors.joining("; "))),
                            RevisionFile.rights(book.rights(), kind, row.decision()),
                            RevisionFile.grounds(row.decision()))
                    .flatMap(cells -> cells);
        }
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources/{type}/{resource}/access" + FileFormat.ENDING)
    @CostlyQuestion
    void download(
            TenantAccess caller,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var asked = Asked.of(Map.of(
                "integration",
                id.toString(),
                "type",
                type,
                RESOURCE,
                resource,
                "q",
                q,
                "right",
                right,
                AsOf.FIELD,
                asOf));
        files.send(caller, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "resource-rights";
    }

    @Override
    public ListFile open(TenantAccess caller, Asked asked) {
        UUID id = asked.only("integration", "type", RESOURCE, "q", "right", AsOf.FIELD)
                .id("integration");
        String type = asked.text("type");
        String resource = asked.text(RESOURCE);
        var wanted = new Wanted(new SearchText(asked.value("q")), new RightFilter(asked.value("right")));
        return FILE.<Decided>open(
                caller,
                asked,
                List.of(),
                (asOf, after) -> read(caller, id, type, resource, wanted, asOf, after),
                Decided::cells);
    }

    private Read<Decided> read(
            TenantAccess caller,
            UUID id,
            String type,
            String resource,
            Wanted wanted,
            AsOf asOf,
            @Nullable Cursor after) {
        return known.read(caller, id, asOf, (current, revision) -> {
            Rulebook book = known.rules(revision);
            wanted.right().among(book);
            var found = known.decided(revision, book, type, resource);
            var kind = book.kind(type).orElseThrow();
            var application = catalogue.describe(current.integration());
            AccountClasses classes = access.classes(revision, book, found);
            return new Read<>(
                    revision,
                    RevisionFile.columns(LEADING, book.rights()),
                    after == null
                            ? access.stretch(revision, book, classes, wanted, null, 1)
                                    .found()
                            : null,
                    unread.sentences(revision, application),
                    access.slice(revision, book, classes, wanted, after, RevisionFile.ROWS)
                            .map(row -> new Decided(book, application, kind, row)));
        });
    }
}
