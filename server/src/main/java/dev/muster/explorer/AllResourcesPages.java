package dev.muster.explorer;

import dev.muster.api.NameOrder;
import dev.muster.api.Parameters;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.ResourceType;
import dev.muster.explorer.AllResourceTypes.Typed;
import dev.muster.explorer.AllResources.Listed;
import dev.muster.explorer.AllResourcesPage.Kept;
import dev.muster.explorer.AllResourcesPage.Kind;
import dev.muster.explorer.AllResourcesPage.Row;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.setup.Addresses;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import dev.muster.web.Head;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import dev.muster.web.Pages;
import dev.muster.web.Spelling;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Explore > Teams, and On-call and services: the resources of all applications by what they are.
@Controller
@Does(Action.SEE)
class AllResourcesPages {
    private static final int ROWS = 50;
    private static final String SEARCH = AllResourcesFilter.SEARCH;
    private static final String INTEGRATION = AllResourcesFilter.INTEGRATION;
    private static final String TYPE = AllResourcesFilter.TYPE;

    private final PeopleLedger people;
    private final AllResources resources;
    private final AllResourceTypes types;
    private final Catalogue catalogue;
    private final Pages pages;
    private final Clock clock;

    AllResourcesPages(
            PeopleLedger people,
            AllResources resources,
            AllResourceTypes types,
            Catalogue catalogue,
            Pages pages,
            Clock clock) {
        this.people = people;
        this.resources = resources;
        this.types = types;
        this.catalogue = catalogue;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/t/{tenant}/teams")
    ModelAndView teams(
            TenantAccess access, HttpServletRequest request, @RequestParam MultiValueMap<String, String> sent) {
        return list(access, request, ResourceArea.TEAMS, sent);
    }

    @GetMapping("/t/{tenant}/on-call")
    ModelAndView onCall(
            TenantAccess access, HttpServletRequest request, @RequestParam MultiValueMap<String, String> sent) {
        return list(access, request, ResourceArea.ON_CALL, sent);
    }

    private ModelAndView list(
            TenantAccess access, HttpServletRequest request, ResourceArea area, MultiValueMap<String, String> sent) {
        AllResourcesFilter filter = AllResourcesFilter.of(area, sent);
        PeopleWalk walk = filter.walk();
        String title = area.nav().title();
        return new ModelAndView(
                "explorer/everywhere",
                Map.of(
                        "page",
                        pages.of(access, request, title, area.nav(), List.of(Crumb.of("Explore"), Crumb.of(title))),
                        "view",
                        people.read(access, walk.asOf(), state -> view(access, area, state, filter))));
    }

    private AllResourcesPage view(
            TenantAccess access, ResourceArea area, PeopleState state, AllResourcesFilter filter) {
        Parameters asked = filter.asked();
        List<Typed> all = types.of(area, state);
        List<String> chosen = AllResources.keys(filter.chosen(all));
        Stretch<Listed> page = resources.stretch(state, chosen, filter.search(), filter.order(), filter.walk(), ROWS);
        Address bare = Address.of(
                "/t/%s%s".formatted(access.tenant().slug(), area.nav().path()));
        String asOf = asked.value(AsOf.FIELD);
        Address then = bare.with(AsOf.FIELD, asOf);
        return new AllResourcesPage(
                area.nav().title(),
                then,
                asOf,
                asOf.isEmpty() ? null : new Moment(state.at(), ZoneOffset.UTC, clock.instant()),
                narrowed(bare, asked).toString(),
                narrowed(bare.below(".csv"), asked).with(AsOf.FIELD, asOf).toString(),
                newest(state),
                filter.search().value(),
                kept(asked),
                page.found(),
                all.stream().mapToLong(Typed::count).sum(),
                all.stream().map(type -> kind(type, filter, then)).toList(),
                all.stream().map(Typed::id).distinct().count() > 1,
                Head.of(
                        "Name",
                        unsorted(then, asked),
                        NameOrder.COLUMN,
                        filter.order().asked(),
                        true),
                page.rows().stream().map(row -> row(access, state, row)).toList(),
                Pager.of(page, narrowed(then, asked)));
    }

    private static Address unsorted(Address list, Parameters asked) {
        return Stream.of(SEARCH, INTEGRATION, TYPE)
                .reduce(list, (address, name) -> address.with(name, asked.value(name)), (one, other) -> other);
    }

    private static Address narrowed(Address list, Parameters asked) {
        return unsorted(list, asked).with(NameOrder.FIELD, asked.value(NameOrder.FIELD));
    }

    private static List<Kept> kept(Parameters asked) {
        return Stream.of(INTEGRATION, TYPE, NameOrder.FIELD, AsOf.FIELD)
                .filter(name -> !asked.value(name).isEmpty())
                .map(name -> new Kept(name, asked.value(name)))
                .toList();
    }

    private static Kind kind(Typed type, AllResourcesFilter filter, Address then) {
        Parameters asked = filter.asked();
        boolean chosen = !asked.value(TYPE).isEmpty() && filter.lets(type);
        Address list = then.with(SEARCH, asked.value(SEARCH)).with(NameOrder.FIELD, asked.value(NameOrder.FIELD));
        return new Kind(
                type.revision().integration().name(),
                type.application()
                        .resourceType(type.type())
                        .map(ResourceType::plural)
                        .orElseGet(() -> Spelling.ofType(type.type())),
                TypeWords.icon(type.application(), type.type()),
                type.count(),
                (chosen ? list : list.with(INTEGRATION, type.id()).with(TYPE, type.type())).toString(),
                chosen);
    }

    private Row row(TenantAccess access, PeopleState state, Listed listed) {
        Integration integration = listed.integration();
        Description application = catalogue.describe(integration);
        return new Row(
                listed.name(),
                listed.key().id(),
                Addresses.of(access, integration, asOf(state, integration))
                        .resource(listed.key())
                        .toString(),
                TypeWords.noun(application, listed.key().type()),
                TypeWords.icon(application, listed.key().type()),
                integration.name(),
                listed.stub().is(),
                listed.grants());
    }

    private static String asOf(PeopleState state, Integration integration) {
        return state.applications().stream()
                .filter(revision -> revision.integration().id().equals(integration.id()))
                .map(Revision::asOf)
                .findFirst()
                .orElse("");
    }

    private @Nullable Moment newest(PeopleState state) {
        return state.applications().stream()
                .max(Comparator.comparing(Revision::published))
                .map(revision ->
                        new Moment(revision.published(), revision.integration().timeZone(), clock.instant()))
                .orElse(null);
    }
}
