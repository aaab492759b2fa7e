package dev.muster.changes;

import dev.muster.api.Slice;
import dev.muster.changes.AllChangesPage.Compared;
import dev.muster.changes.AllChangesPage.Edge;
import dev.muster.changes.AllChangesPage.Kept;
import dev.muster.changes.ChangesPage.What;
import dev.muster.changes.Comparison.Choice;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleWalk;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pager;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Explore > Changes: what differs between two days in all applications of a tenant, and who did it.
@Controller
@Does(Action.SEE)
public class AllChangesPages {
    private static final String AFTER = "after";
    /// Days before the last one that usual lengths begin with.
    private static final Map<String, Integer> LENGTHS = lengths();

    private final AllChanges changes;
    private final Lacks lacks;
    private final ChangeRows rows;
    private final Catalogue catalogue;
    private final IntegrationHeads heads;
    private final Pages pages;
    private final Clock clock;

    AllChangesPages(
            AllChanges changes,
            Lacks lacks,
            ChangeRows rows,
            Catalogue catalogue,
            IntegrationHeads heads,
            Pages pages,
            Clock clock) {
        this.changes = changes;
        this.lacks = lacks;
        this.rows = rows;
        this.catalogue = catalogue;
        this.heads = heads;
        this.pages = pages;
        this.clock = clock;
    }

    private static Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        lengths.put("1 day", 1);
        lengths.put("7 days", 7);
        lengths.put("30 days", 30);
        lengths.put("90 days", 90);
        return lengths;
    }

    /// Where changes of access in the last week are listed.
    public static Address lastWeek(TenantAccess access) {
        return whole(access).with(Narrowing.WHAT.field(), What.ACCESS.value());
    }

    /// Where changes of access from a moment on are listed.
    ///
    /// @param to none for now
    public static Address between(TenantAccess access, Instant from, @Nullable Instant to) {
        return whole(access)
                .with(Difference.FROM, from.toString())
                .with(Difference.TO, to == null ? "" : to.toString())
                .with(Narrowing.WHAT.field(), What.ACCESS.value());
    }

    static Address whole(TenantAccess access) {
        return Address.of("/t/%s/changes".formatted(access.tenant().slug()));
    }

    @GetMapping("/t/{tenant}/changes")
    @CostlyQuestion
    ModelAndView list(
            TenantAccess access, HttpServletRequest request, @RequestParam MultiValueMap<String, String> sent) {
        MultiValueMap<String, String> asked = LaterEnd.in(sent);
        AllChangesFilter filter = AllChangesFilter.parse(asked).ofAccessUnlessSaid();
        PeopleWalk walk = filter.walk(asked.getFirst(AFTER), Changes.COLUMNS);
        return new ModelAndView(
                "changes/all",
                Map.of(
                        "page",
                        pages.of(
                                access,
                                request,
                                Nav.CHANGES.title(),
                                Nav.CHANGES,
                                List.of(Crumb.of("Explore"), Crumb.of(Nav.CHANGES.title()))),
                        "view",
                        changes.read(access, filter, walk, span -> view(access, span, walk))));
    }

    private AllChangesPage view(TenantAccess access, Span span, PeopleWalk walk) {
        Slice<Change> page = changes.slice(span, walk, Pager.ROWS);
        AllChangesFilter filter = span.filter();
        Address whole = whole(access);
        What what = What.of(filter.kind());
        Address list = filter.in(whole);
        var words = new AllChangesWords(span, catalogue, whole);
        return new AllChangesPage(
                whole,
                filter.to().isEmpty() ? null : Moment.utc(span.state().at()),
                filter.between(filter.from(), "").in(whole).toString(),
                kept(Map.of(Difference.FROM, filter.from(), Difference.TO, filter.to())),
                kept(Map.of(
                        Narrowing.WHAT.field(), filter.value(Narrowing.WHAT),
                        Narrowing.KIND.field(), filter.value(Narrowing.KIND))),
                edge(span.begin()),
                edge(filter.to()),
                spans(span, whole),
                span.differences().stream()
                        .map(difference -> compared(span, difference))
                        .toList(),
                what,
                whats(filter, what, whole),
                ways(span, what, whole),
                filter.search().value(),
                words.tokens(),
                words.fields(what),
                rows.groups(access, page.rows(), span::difference),
                ChangesPages.pager(Changes.before(walk.after()), page, span.rows(), list),
                new Address(list.path() + ".csv", list.query()).toString(),
                whole.with(Difference.FROM, filter.from())
                        .with(Difference.TO, filter.to())
                        .with(Narrowing.WHAT.field(), filter.value(Narrowing.WHAT))
                        .toString());
    }

    private static List<Kept> kept(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> new Kept(value.getKey(), value.getValue()))
                .sorted(Comparator.comparing(Kept::field))
                .toList();
    }

    private static Edge edge(String value) {
        return new Edge(value, value.isEmpty() ? "now" : value.contains("T") ? "that moment" : "as it ended");
    }

    private List<Choice> spans(Span span, Address whole) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return LENGTHS.entrySet().stream()
                .map(length -> {
                    String day = today.minusDays(length.getValue()).toString();
                    return new Choice(
                            length.getKey(),
                            null,
                            span.filter().between(day, "").in(whole).toString(),
                            span.filter().to().isEmpty() && day.equals(span.begin()));
                })
                .toList();
    }

    private Compared compared(Span span, Difference difference) {
        Revision earlier = difference.earlier();
        Revision later = difference.later();
        Integration integration = later.integration();
        return new Compared(
                integration.name(),
                earlier.number(),
                moment(earlier),
                later.number(),
                moment(later),
                span.isFirst(difference),
                lacks.of(difference));
    }

    private Moment moment(Revision revision) {
        return heads.moment(revision.integration(), revision.published());
    }

    private static List<Choice> whats(AllChangesFilter filter, What chosen, Address whole) {
        AllChangesFilter bare = Narrowing.OF_ACCESS.stream()
                .reduce(filter, (narrow, narrowing) -> narrow.with(narrowing, ""), (one, other) -> other);
        return Stream.of(What.values())
                .map(what -> new Choice(
                        what.title(),
                        null,
                        (what == What.ACCESS ? filter : bare)
                                .with(Narrowing.WHAT, what.value())
                                .in(whole)
                                .toString(),
                        what == chosen))
                .toList();
    }

    private static List<Choice> ways(Span span, What what, Address whole) {
        AllChangesFilter filter = span.filter();
        Stream<Choice> each = Stream.of(Way.values())
                .map(way -> new Choice(
                        what.word(way),
                        span.count().of(way),
                        filter.with(Narrowing.KIND, way.id()).in(whole).toString(),
                        way == filter.way()));
        var all = new Choice(
                "All",
                span.count().of(null),
                filter.with(Narrowing.KIND, "").in(whole).toString(),
                filter.way() == null);
        return Stream.concat(Stream.of(all), each).toList();
    }
}
