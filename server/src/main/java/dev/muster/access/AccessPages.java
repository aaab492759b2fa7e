package dev.muster.access;

import dev.muster.access.AccessPage.Option;
import dev.muster.api.Stretch;
import dev.muster.changes.AllChangesPages;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import dev.muster.web.Head;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pager;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Explore > Access: all access of a tenant in one table.
@Controller
@Does(Action.SEE)
public class AccessPages {
    /// What lists of changes are narrowed by, too.
    private static final List<Criterion> OF_CHANGES = List.of(
            Criterion.INTEGRATION,
            Criterion.APPLICATION,
            Criterion.LEVEL,
            Criterion.TITLE,
            Criterion.PRIVILEGED,
            Criterion.TYPE);

    private final PeopleLedger people;
    private final Scopes scopes;
    private final Grants grants;
    private final AccessRows rows;
    private final AccessColumns columns;
    private final Pages pages;
    private final Clock clock;

    AccessPages(
            PeopleLedger people,
            Scopes scopes,
            Grants grants,
            AccessRows rows,
            AccessColumns columns,
            Pages pages,
            Clock clock) {
        this.people = people;
        this.scopes = scopes;
        this.grants = grants;
        this.rows = rows;
        this.columns = columns;
        this.pages = pages;
        this.clock = clock;
    }

    /// Where what a filter lets through is listed.
    public static Address address(TenantAccess access, AccessFilter filter) {
        return filter.in(whole(access));
    }

    static Address whole(TenantAccess access) {
        return Address.of("/t/%s/access".formatted(access.tenant().slug()));
    }

    @GetMapping("/t/{tenant}/access")
    @CostlyQuestion
    ModelAndView list(
            TenantAccess access, HttpServletRequest request, @RequestParam MultiValueMap<String, String> asked) {
        AccessFilter filter = AccessFilter.parse(asked);
        GrantOrder order = GrantOrder.parse(AccessFilter.first(asked, "sort"));
        String asOf = AccessFilter.first(asked, "asOf");
        PeopleWalk walk = Grants.walk(filter, order, asOf, AccessFilter.first(asked, "after"));
        Optional<Set<Column>> picked = columns.of(request);
        AccessPage view = people.read(
                access,
                walk.asOf(),
                state -> view(access, grants.counted(scopes.of(state, filter)), order, asOf, walk, picked));
        return new ModelAndView(
                "access/access",
                Map.of(
                        "page",
                        pages.of(
                                access,
                                request,
                                Nav.ACCESS.title(),
                                Nav.ACCESS,
                                List.of(Crumb.of("Explore"), Crumb.of(Nav.ACCESS.title()))),
                        "view",
                        view));
    }

    private AccessPage view(
            TenantAccess access,
            CountedScope found,
            GrantOrder order,
            String asOf,
            PeopleWalk walk,
            Optional<Set<Column>> picked) {
        Scope scope = found.scope();
        boolean sortable = grants.isSortable(found);
        Stretch<Grant> page = grants.stretch(found, order, walk, Pager.ROWS);
        Address then = whole(access).with("asOf", asOf);
        String sort = order.equals(GrantOrder.PERSON) ? "" : order.value();
        var words = new AccessWords(scope, then.with("sort", sort));
        Address list = scope.filter().in(then);
        return new AccessPage(
                found.counted().words(),
                scope.total(),
                newest(scope.all()),
                asOf,
                asOf.isEmpty() ? null : new Moment(scope.all().at(), ZoneOffset.UTC, clock.instant()),
                scope.filter().in(whole(access)).with("sort", sort).toString(),
                scope.filter().search().value(),
                sort,
                then,
                new Address(list.path() + ".csv", list.with("sort", sort).query()).toString(),
                lastWeek(access, scope.filter(), asOf),
                words.tokens(),
                words.choices(),
                !scope.filter().has(Criterion.SINCE),
                picked.orElseGet(() -> AccessColumns.telling(scope)),
                picked.isPresent(),
                heads(list, order, sortable),
                sortable ? GrantOrder.all().map(AccessPages::option).toList() : List.of(),
                rows.of(access, scope.all(), page.rows()),
                pager(page, found.counted(), list.with("sort", sort)));
    }

    private static Pager pager(Stretch<Grant> page, Counted counted, Address list) {
        Pager pager = Pager.of(page, list);
        return counted.more() ? pager.ofMoreThan(page, counted.grants()) : pager;
    }

    private static String lastWeek(TenantAccess access, AccessFilter filter, String asOf) {
        Address changes = AllChangesPages.lastWeek(access)
                .with("to", asOf)
                .with("q", filter.search().value());
        for (Criterion criterion : OF_CHANGES) {
            changes = changes.with(criterion.field(), filter.value(criterion));
        }
        return changes.toString();
    }

    private @Nullable Moment newest(PeopleState state) {
        return state.applications().stream()
                .max(Comparator.comparing(Revision::published))
                .map(revision ->
                        new Moment(revision.published(), revision.integration().timeZone(), clock.instant()))
                .orElse(null);
    }

    /// A long list is sorted by person alone.
    private static Map<Column, Head> heads(Address list, GrantOrder order, boolean sortable) {
        return Arrays.stream(Column.values())
                .collect(Collectors.toMap(
                        column -> column,
                        column -> sortable || column == Column.PERSON
                                ? Head.of(column.title(), list, column.field(), order.value(), column == Column.PERSON)
                                : Head.unsorted(column.title())));
    }

    private static Option option(GrantOrder order) {
        return new Option(
                order.equals(GrantOrder.PERSON) ? "" : order.value(),
                order.down() ? order.by().title() + ", reversed" : order.by().title());
    }
}
