package dev.muster.people;

import dev.muster.api.Slice;
import dev.muster.people.Persons.Person;
import dev.muster.people.Persons.Who;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Everybody with an account, over all applications of a tenant.
@Controller
@Does(Action.SEE)
public class PersonsPages {
    private static final int ROWS = 50;

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
        return Address.of("/t/%s/people/with-accounts".formatted(access.tenant().slug()))
                .with("who", who == Who.EVERYBODY ? "" : who.path());
    }

    @GetMapping("/t/{tenant}/people/with-accounts")
    @CostlyQuestion
    ModelAndView list(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        Who asked = who(who);
        PeopleWalk walk = walk(asked, asOf, after);
        PersonsPage view = people.read(access, walk.asOf(), state -> view(access, state, asked, asOf, walk));
        var crumbs = List.of(
                Crumb.of("Explore"),
                new Crumb(
                        Nav.PEOPLE.title(),
                        "/t/%s/people".formatted(access.tenant().slug())),
                Crumb.of(asked.title()));
        return new ModelAndView(
                "people/persons",
                Map.of("page", pages.of(access, request, asked.title(), Nav.PEOPLE, crumbs), "view", view));
    }

    /// @throws InvalidInput about `who`
    static Who who(String text) {
        return Arrays.stream(Who.values())
                .filter(one -> one.path().equals(text.isEmpty() ? Who.EVERYBODY.path() : text))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        "who",
                        "There are no people called %s here. Ask for %s."
                                .formatted(
                                        text,
                                        Arrays.stream(Who.values())
                                                .map(Who::path)
                                                .collect(Collectors.joining(", "))))));
    }

    /// @throws InvalidInput about `asOf` or `after`
    static PeopleWalk walk(Who who, String asOf, String after) {
        return PeopleWalk.parse(asOf, after, Persons.COLUMNS, "with-accounts " + who.path());
    }

    private PersonsPage view(TenantAccess access, PeopleState state, Who who, String asOf, PeopleWalk walk) {
        Slice<Person> slice = persons.slice(state, who, walk, ROWS);
        var words = new PeopleRows(access, clock.instant(), ZoneOffset.UTC);
        return new PersonsPage(
                who,
                persons.count(state),
                asOf,
                asOf.isEmpty() ? null : new Moment(state.at(), ZoneOffset.UTC, clock.instant()),
                slice.rows().stream().map(words::person).toList(),
                slice.next() == null
                        ? null
                        : address(access, who)
                                .with("asOf", asOf)
                                .with("after", slice.next().text())
                                .toString());
    }
}
