package dev.muster.access;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.people.PeopleLedger;
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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All access that a filter lets through, as CSV for spreadsheets. Read slice by slice, all of one moment, which the
/// file and a header name.
@Controller
class GrantsCsv {
    /// The moment that the file is about.
    static final String AS_OF = "Muster-As-Of";

    private static final int ROWS = 2000;
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

    GrantsCsv(PeopleLedger people, Scopes scopes, Grants grants) {
        this.people = people;
        this.scopes = scopes;
        this.grants = grants;
    }

    private record Read(Instant at, Slice<Grant> slice) {}

    @GetMapping("/t/{tenant}/access.csv")
    @Does(Action.SEE)
    @CostlyQuestion
    void download(TenantAccess access, HttpServletResponse answer, @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        AccessFilter filter = AccessFilter.parse(asked);
        GrantOrder order = GrantOrder.parse(AccessFilter.first(asked, "sort"));
        Read read = read(access, filter, order, AccessFilter.first(asked, "asOf"), "");
        answer.setHeader(AS_OF, read.at().toString());
        try (var csv = SpreadsheetCsv.download(answer, name(access, read.at()), COLUMNS)) {
            write(csv, read.slice());
            Cursor next = read.slice().next();
            while (next != null) {
                Slice<Grant> slice =
                        read(access, filter, order, "", next.text()).slice();
                write(csv, slice);
                next = slice.next();
            }
        }
    }

    private Read read(TenantAccess access, AccessFilter filter, GrantOrder order, String asOf, String after) {
        PeopleWalk walk = Grants.walk(filter, order, asOf, after);
        return people.read(
                access,
                walk.asOf(),
                state -> new Read(state.at(), grants.slice(scopes.of(state, filter), order, walk, ROWS)));
    }

    /// `acme-access-2026-11-26`.
    private static String name(TenantAccess access, Instant at) {
        return "%s-access-%s".formatted(access.tenant().slug(), LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private static void write(SpreadsheetCsv csv, Slice<Grant> slice) {
        slice.rows().forEach(grant -> csv.row(cells(grant)));
    }

    private static List<? extends @Nullable String> cells(Grant grant) {
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
                grant.seenFirst() ? "" : grant.since().toString(),
                String.valueOf(grant.sinceRevision()),
                grant.feed(),
                grant.recordId());
    }
}
