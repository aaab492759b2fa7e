package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.ResourceFilter;
import dev.muster.explorer.ResourceList;
import dev.muster.explorer.ResourceList.Listed;
import dev.muster.explorer.RevisionFile;
import dev.muster.explorer.RevisionFile.Read;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.rights.KnownResources;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebooks;
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
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The resources of an integration as a file, with who owns them and how much is held on each.
@Controller
class ResourcesFile implements FileList {
    private static final RevisionFile FILE = new RevisionFile("resources", "Resources");
    private static final List<String> COLUMNS = List.of("type", "id", "name", "owners", "grants", "deleted");

    private final KnownResources known;
    private final ResourceList resources;
    private final Rulebooks rulebooks;
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final FileAnswers files;

    ResourcesFile(
            KnownResources known,
            ResourceList resources,
            Rulebooks rulebooks,
            Catalogue catalogue,
            UnreadData unread,
            FileAnswers files) {
        this.known = known;
        this.resources = resources;
        this.rulebooks = rulebooks;
        this.catalogue = catalogue;
        this.unread = unread;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources" + FileFormat.ENDING)
    @Does(Action.SEE)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var asked =
                Asked.of(Map.of("integration", id.toString(), "q", q, "type", type, "owner", owner, AsOf.FIELD, asOf));
        files.send(access, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "resources";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        UUID id = asked.only("integration", "q", "type", "owner", AsOf.FIELD).id("integration");
        var filter = new ResourceFilter(new SearchText(asked.value("q")), asked.value("type"), asked.value("owner"));
        return FILE.<Row>open(
                access,
                asked,
                List.of(),
                (asOf, after) -> known.read(access, id, asOf, (current, revision) -> {
                    Description application = catalogue.describe(current.integration());
                    resources.requireKnownType(revision, application, filter);
                    Rulebook book = rulebooks.of(revision).orElse(null);
                    var rules = book == null ? null : book.rules();
                    return new Read<>(
                            revision,
                            COLUMNS,
                            after == null
                                    ? resources
                                            .stretch(revision, rules, filter, null, 1)
                                            .found()
                                    : null,
                            unread.sentences(revision, application),
                            resources
                                    .slice(revision, rules, filter, after, RevisionFile.ROWS)
                                    .map(listed -> new Row(listed, owners(listed, book))));
                }),
                ResourcesFile::cells);
    }

    /// @param owners names of the groups that it belongs to
    private record Row(Listed listed, String owners) {}

    private static String owners(Listed listed, @Nullable Rulebook book) {
        return book == null
                ? ""
                : listed.owners().stream()
                        .map(owner -> book.group(owner).name())
                        .collect(Collectors.joining("; "));
    }

    private static Stream<@Nullable Object> cells(Row row) {
        Listed listed = row.listed();
        return Stream.of(
                listed.key().type(),
                listed.key().id(),
                listed.name(),
                row.owners(),
                listed.grants(),
                listed.stub().deleted());
    }
}
