package dev.muster.people;

import dev.muster.api.Slice;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.people.Persons.Person;
import dev.muster.people.Persons.Who;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Everybody with an account, over all applications of a tenant.
@Controller
@Does(Action.SEE)
public class PersonsPages {
    private final PeopleLedger people;
    private final Persons persons;
    private final Pages pages;
    private final Clock clock;

    PersonsPages(PeopleLedger people, Persons persons, Pages pages, Clock clock) {
        this.people = people;
        this.persons = persons;
        this.pages = pages;
        this.clock = clock;
    }

    /// Where they are listed.
    public static Address address(TenantAccess access, Who who) {
        return new PersonFilter(who, new SearchText(""), false).in(whole(access));
    }

    static Address whole(TenantAccess access) {
        return Address.of("/t/%s/people/with-accounts".formatted(access.tenant().slug()));
    }

    @GetMapping("/t/{tenant}/people/with-accounts")
    @CostlyQuestion
    ModelAndView list(
            TenantAccess access, HttpServletRequest request, @RequestParam MultiValueMap<String, String> sent) {
        PersonFilter filter = PersonFilter.parse(sent);
        String asOf = first(sent, AsOf.FIELD);
        PeopleWalk walk = filter.walk(asOf, first(sent, "after"));
        PersonsPage view = people.read(access, walk.asOf(), state -> view(access, state, filter, asOf, walk));
        String title = filter.who().title();
        var crumbs = List.of(
                Crumb.of("Explore"),
                new Crumb(
                        Nav.PEOPLE.title(),
                        "/t/%s/people".formatted(access.tenant().slug())),
                Crumb.of(title));
        return new ModelAndView(
                "people/persons", Map.of("page", pages.of(access, request, title, Nav.PEOPLE, crumbs), "view", view));
    }

    private static String first(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value;
    }

    private PersonsPage view(
            TenantAccess access, PeopleState state, PersonFilter filter, String asOf, PeopleWalk walk) {
        Slice<Person> slice = persons.slice(state, filter, walk, Pager.ROWS);
        var words = new PeopleRows(access, clock.instant(), ZoneOffset.UTC);
        Address then = whole(access).with(AsOf.FIELD, asOf);
        Address list = filter.in(then);
        return new PersonsPage(
                filter.who(),
                persons.count(state, filter.search()),
                filter.search().value(),
                filter.sort(),
                asOf,
                asOf.isEmpty() ? null : new Moment(state.at(), ZoneOffset.UTC, clock.instant()),
                filter.in(whole(access)),
                then,
                parts(filter, then),
                Head.of("Person", filter.unsorted(then), PersonFilter.NAME, filter.sort(), true),
                slice.rows().stream().map(words::person).toList(),
                list.toString(),
                slice.next() == null
                        ? null
                        : list.with("after", slice.next().text()).toString());
    }

    private static Map<Who, String> parts(PersonFilter filter, Address then) {
        return Arrays.stream(Who.values())
                .collect(Collectors.toMap(
                        who -> who, who -> filter.of(who).in(then).toString()));
    }
}
