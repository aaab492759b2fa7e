package dev.muster.access;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Moment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All access that a filter lets through, as a file. Read slice by slice, all of one moment, which the file and a
/// header name.
@Controller
class GrantsFile implements FileList {
    /// The moment that the file is about.
    static final String AS_OF = "Muster-As-Of";

    private static final int ROWS = 5000;
    private static final List<String> COLUMNS = List.of(
            "integration",
            "application",
            "account_id",
            "account",
            "email",
            "state",
            "kind",
            "level",
            "level_title",
            "privileged",
            "resource_type",
            "resource_id",
            "resource",
            "through",
            "since",
            "since_revision",
            "feed",
            "record_id");

    private final PeopleLedger people;
    private final Scopes scopes;
    private final Grants grants;
    private final GrantSlices slices;
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final FileAnswers files;

    GrantsFile(
            PeopleLedger people,
            Scopes scopes,
            Grants grants,
            GrantSlices slices,
            Catalogue catalogue,
            UnreadData unread,
            FileAnswers files) {
        this.people = people;
        this.scopes = scopes;
        this.grants = grants;
        this.slices = slices;
        this.catalogue = catalogue;
        this.unread = unread;
        this.files = files;
    }

    @GetMapping("/t/{tenant}/access" + FileFormat.ENDING)
    @Does(Action.SEE)
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
        return "grants";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        AccessFilter filter = AccessFilter.parse(asked.sent());
        GrantOrder order = GrantOrder.parse(asked.value("sort"));
        PeopleWalk walk = Grants.walk(filter, order, asked.value("asOf"), "");
        return people.read(access, walk.asOf(), state -> {
            CountedScope found = grants.counted(scopes.of(state, filter));
            return ListFile.of(
                    head(access, asked, found),
                    slices.slice(found, order, walk, ROWS),
                    after -> further(access, found, order, after),
                    grant -> Stream.of(cells(grant)));
        });
    }

    /// Of the same state, and so of the same count.
    private Slice<Grant> further(TenantAccess access, CountedScope found, GrantOrder order, Cursor after) {
        AccessFilter filter = found.scope().filter();
        PeopleWalk walk = Grants.walk(filter, order, "", after.text());
        return people.read(
                access,
                walk.asOf(),
                state -> slices.slice(new CountedScope(scopes.of(state, filter), found.counted()), order, walk, ROWS));
    }

    private FileHead head(TenantAccess access, Asked asked, CountedScope found) {
        Scope scope = found.scope();
        PeopleState state = scope.all();
        return new FileHead(
                name(access, scope),
                COLUMNS,
                "Access",
                of(scope),
                "As of %s UTC".formatted(Moment.utc(state.at()).second()),
                filter(scope),
                scope.state().applications().stream()
                        .map(revision -> RevisionFile.source(
                                revision, unread.sentences(revision, catalogue.describe(revision.integration()))))
                        .toList(),
                rows(found.counted()),
                asked.with("after", "").with("asOf", state.at().toString()),
                Map.of(AS_OF, state.at().toString()));
    }

    /// Nobody has counted them where there are more than that.
    private static @Nullable Long rows(Counted counted) {
        return counted.more() ? null : Long.valueOf(counted.grants());
    }

    private static String of(Scope scope) {
        return scope.filter().has(Criterion.INTEGRATION)
                ? scope.integrations().getFirst().name()
                : "all applications";
    }

    private static String filter(Scope scope) {
        Stream<String> values = new AccessWords(scope, Address.of("/"))
                .tokens().stream()
                        .filter(token -> !token.field().equals(Criterion.INTEGRATION.field()))
                        .map(token -> "%s %s %s"
                                .formatted(token.title(), token.is(), token.text())
                                .replace("  ", " "));
        String search = scope.filter().search().value();
        return Stream.concat(values, search.isEmpty() ? Stream.empty() : Stream.of("search is " + search))
                .collect(Collectors.joining("; "));
    }

    /// `acme-access-2026-11-26`, and of one integration `acme-payments-grants-r41-2026-11-26`.
    private static String name(TenantAccess access, Scope scope) {
        if (scope.filter().has(Criterion.INTEGRATION)) {
            Revision revision = scope.state().applications().getFirst();
            return RevisionFile.name(access, revision, "grants");
        }
        return "%s-access-%s"
                .formatted(
                        access.tenant().slug(), LocalDate.ofInstant(scope.all().at(), ZoneOffset.UTC));
    }

    private static List<? extends @Nullable Object> cells(Grant grant) {
        Grant.Holder holder = grant.holder();
        return Arrays.asList(
                grant.integration().name(),
                grant.integration().application(),
                holder.account().id(),
                holder.name(),
                holder.email(),
                holder.state(),
                holder.kind(),
                grant.level().value(),
                grant.level().title(),
                grant.level().privileged() ? "yes" : "no",
                grant.resource().type(),
                grant.resource().id(),
                grant.resourceName(),
                grant.through(),
                grant.told().atFirstLook() ? null : grant.told().at(),
                grant.told().revision(),
                grant.told().feed(),
                grant.told().record());
    }
}
