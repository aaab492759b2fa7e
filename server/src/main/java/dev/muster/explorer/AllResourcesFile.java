package dev.muster.explorer;

import dev.muster.api.Slice;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.AllResources.Listed;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Moment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Teams, or on-call and services, of all applications as a file.
@Controller
@Does(Action.SEE)
class AllResourcesFile implements FileList {
    /// The moment that the file is about.
    static final String AS_OF = "Muster-As-Of";

    private static final int ROWS = 2000;
    private static final List<String> COLUMNS =
            List.of("integration", "application", "type", "id", "name", "grants", "absent", "deleted");

    private final PeopleLedger people;
    private final AllResources resources;
    private final AllResourceTypes types;
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final FileAnswers files;

    AllResourcesFile(
            PeopleLedger people,
            AllResources resources,
            AllResourceTypes types,
            Catalogue catalogue,
            UnreadData unread,
            FileAnswers files) {
        this.people = people;
        this.resources = resources;
        this.types = types;
        this.catalogue = catalogue;
        this.unread = unread;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/teams" + FileFormat.ENDING)
    @CostlyQuestion
    void teams(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @RequestParam MultiValueMap<String, String> sent)
            throws IOException {
        files.send(access, request, answer, this, asked(ResourceArea.TEAMS, sent));
    }

    @GetMapping("/t/{tenant}/on-call" + FileFormat.ENDING)
    @CostlyQuestion
    void onCall(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @RequestParam MultiValueMap<String, String> sent)
            throws IOException {
        files.send(access, request, answer, this, asked(ResourceArea.ON_CALL, sent));
    }

    private static Asked asked(ResourceArea area, MultiValueMap<String, String> sent) {
        Map<String, List<String>> asked = new HashMap<>(sent);
        asked.put(AllResourcesFilter.AREA, List.of(area.id()));
        return new Asked(asked);
    }

    @Override
    public String id() {
        return "all-resources";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        AllResourcesFilter filter = AllResourcesFilter.of(asked.sent());
        PeopleWalk walk = filter.walk(asked.value(AsOf.FIELD), "");
        return people.read(
                access,
                walk.asOf(),
                state -> ListFile.of(
                        head(access, state, asked, filter),
                        slice(state, filter, walk),
                        after -> {
                            PeopleWalk next = filter.walk("", after.text());
                            return people.read(access, next.asOf(), then -> slice(then, filter, next));
                        },
                        listed -> Stream.of(cells(listed))));
    }

    private Slice<Listed> slice(PeopleState state, AllResourcesFilter filter, PeopleWalk walk) {
        return resources.slice(state, chosen(state, filter), filter.search(), filter.order(), walk, ROWS);
    }

    private List<String> chosen(PeopleState state, AllResourcesFilter filter) {
        return AllResources.keys(filter.chosen(types.of(filter.area(), state)));
    }

    private FileHead head(TenantAccess access, PeopleState state, Asked asked, AllResourcesFilter filter) {
        ResourceArea area = filter.area();
        return new FileHead(
                "%s-%s-%s"
                        .formatted(
                                access.tenant().slug(),
                                area == null ? "resources" : area.id(),
                                LocalDate.ofInstant(state.at(), ZoneOffset.UTC)),
                COLUMNS,
                area == null ? "Resources" : area.nav().title(),
                "all applications",
                "As of %s UTC".formatted(Moment.utc(state.at()).second()),
                asked.words(List.of(AllResourcesFilter.AREA, "sort", AsOf.FIELD)),
                state.applications().stream()
                        .map(revision -> RevisionFile.source(
                                revision, unread.sentences(revision, catalogue.describe(revision.integration()))))
                        .toList(),
                resources.count(state, chosen(state, filter), filter.search()),
                asked.with(AsOf.FIELD, state.at().toString()),
                Map.of(AS_OF, state.at().toString()));
    }

    private static List<? extends @Nullable Object> cells(Listed listed) {
        return Arrays.asList(
                listed.integration().name(),
                listed.integration().application(),
                listed.key().type(),
                listed.key().id(),
                listed.name(),
                listed.grants(),
                listed.stub().is() ? "yes" : "no",
                listed.stub().deleted());
    }
}
