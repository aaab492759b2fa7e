package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile;
import dev.muster.explorer.RevisionFile.Read;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Level;
import dev.muster.resource.HolderList.Holder;
import dev.muster.rights.KnownResources;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Who holds something on one resource, as a file.
@Controller
class HoldersFile implements FileList {
    private static final RevisionFile FILE = new RevisionFile("holders", "Holders of a resource");
    private static final String RESOURCE = "resource_id";
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "email",
            "state",
            "kind",
            "level",
            "level_title",
            "privileged",
            "base_levels",
            "last_used",
            "since",
            "since_revision",
            "feed",
            "record_id");

    private final KnownResources known;
    private final KnownHolders holders;
    private final UnreadData unread;
    private final FileAnswers files;

    HoldersFile(KnownResources known, KnownHolders holders, UnreadData unread, FileAnswers files) {
        this.known = known;
        this.holders = holders;
        this.unread = unread;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources/{type}/{resource}/holders" + FileFormat.ENDING)
    @Does(Action.SEE)
    @CostlyQuestion
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String dutyless,
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
                HoldersAsked.LEVEL,
                level,
                HoldersAsked.DUTYLESS,
                dutyless,
                AsOf.FIELD,
                asOf));
        files.send(access, request, answer, this, asked);
    }

    @Override
    public String id() {
        return "holders";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        UUID id = asked.only(
                        "integration", "type", RESOURCE, "q", HoldersAsked.LEVEL, HoldersAsked.DUTYLESS, AsOf.FIELD)
                .id("integration");
        var wanted = HoldersAsked.of(
                asked.text("type"),
                asked.text(RESOURCE),
                asked.value("q"),
                asked.value(HoldersAsked.LEVEL),
                asked.value(HoldersAsked.DUTYLESS));
        return FILE.<Row>open(
                access,
                asked,
                List.of(),
                (asOf, after) -> known.read(access, id, asOf, (current, revision) -> {
                    Description application = holders.application(revision);
                    return new Read<>(
                            revision,
                            COLUMNS,
                            after == null ? holders.count(revision, wanted) : null,
                            unread.sentences(revision, application),
                            holders.slice(revision, wanted, after, RevisionFile.ROWS)
                                    .map(holder -> new Row(application, wanted.type(), holder)));
                }),
                Row::cells);
    }

    /// A row with what its levels are called by.
    private record Row(Description application, String type, Holder holder) {
        Stream<@Nullable Object> cells() {
            Level level = Level.of(application, type, holder.value());
            return Stream.of(
                    holder.account().id(),
                    holder.name(),
                    holder.email(),
                    holder.state(),
                    holder.kind(),
                    level.value(),
                    level.title(),
                    level.privileged() ? "yes" : "no",
                    String.join("; ", application.strongestFirst(application.whole(), holder.base())),
                    holder.lastUsed(),
                    holder.told().atFirstLook() ? null : holder.told().at(),
                    holder.told().revision(),
                    holder.told().feed(),
                    holder.told().record());
        }
    }
}
