package dev.muster.people;

import dev.muster.api.Slice;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.people.PeoplePage.Numbers;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.PeoplePage.Told;
import dev.muster.problem.NoSuchThing;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// People > Who works here.
@Controller
@Does(Action.SEE)
@RequestMapping("/t/{tenant}/people")
class PeoplePages {
    private static final String TITLE = "Who works here";
    private static final int BEGINNING = 10;
    private final PeopleLedger people;
    private final Leavers leavers;
    private final UnmatchedAccounts unmatched;
    private final SameEmail sameEmail;
    private final Newcomers newcomers;
    private final RosterFiles files;
    private final Pages pages;
    private final Clock clock;

    PeoplePages(
            PeopleLedger people,
            Leavers leavers,
            UnmatchedAccounts unmatched,
            SameEmail sameEmail,
            Newcomers newcomers,
            RosterFiles files,
            Pages pages,
            Clock clock) {
        this.people = people;
        this.leavers = leavers;
        this.unmatched = unmatched;
        this.sameEmail = sameEmail;
        this.newcomers = newcomers;
        this.files = files;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    @CostlyQuestion
    ModelAndView all(TenantAccess access, HttpServletRequest request, @RequestParam(defaultValue = "") String asOf) {
        AsOf asked = AsOf.parseOfAll(AsOf.FIELD, asOf);
        var view = people.read(access, asked, state -> view(access, state, asOf, null, "", BEGINNING));
        return page(access, request, view, TITLE, Crumb.of(TITLE));
    }

    @GetMapping("/{list}")
    @CostlyQuestion
    ModelAndView one(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable String list,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        PeopleList asked = Arrays.stream(PeopleList.values())
                .filter(known -> known.path().equals(list))
                .findFirst()
                .orElseThrow(() -> new NoSuchThing(
                        "There is no list %s of people. Look at Who works here for those there are.".formatted(list)));
        AsOf then = walk(asked, asOf, after).asOf();
        var view = people.read(access, then, state -> view(access, state, asOf, asked, after, Pager.ROWS));
        return page(
                access,
                request,
                view,
                asked.title(),
                new Crumb(TITLE, address(access).toString()),
                Crumb.of(asked.title()));
    }

    private ModelAndView page(
            TenantAccess access, HttpServletRequest request, PeoplePage view, String title, Crumb... below) {
        var crumbs = new ArrayList<>(List.of(Crumb.of("Explore"), Crumb.of(Nav.PEOPLE.title())));
        crumbs.addAll(List.of(below));
        return new ModelAndView(
                "people/people", Map.of("page", pages.of(access, request, title, Nav.PEOPLE, crumbs), "view", view));
    }

    private PeoplePage view(
            TenantAccess access, PeopleState state, String asOf, @Nullable PeopleList only, String after, int rows) {
        var words = new PeopleRows(access, clock.instant(), ZoneOffset.UTC);
        boolean told = state.roster() != null;
        var left = part(only, PeopleList.LEAVERS, told, list -> leavers.slice(state, walk(list, "", after), rows));
        var alone = part(only, PeopleList.UNMATCHED, told, list -> unmatched.slice(state, walk(list, "", after), rows));
        var twins = part(only, PeopleList.TWINS, true, list -> sameEmail.twins(state, walk(list, "", after), rows));
        var back = part(
                only, PeopleList.SUCCESSORS, true, list -> sameEmail.successors(state, walk(list, "", after), rows));
        return new PeoplePage(
                told(access, state),
                !state.applications().isEmpty(),
                access.may(Action.DECIDE_ACCOUNTS) && asOf.isEmpty(),
                asOf,
                asOf.isEmpty() ? null : new Moment(state.at(), ZoneOffset.UTC, clock.instant()),
                only,
                only == null ? numbers(state) : null,
                left.rows().stream().map(words::leaver).toList(),
                alone.rows().stream().map(words::unmatched).toList(),
                twins.rows().stream().map(words::shared).toList(),
                back.rows().stream().map(words::shared).toList(),
                only == null ? null : next(access, only, asOf, left, alone, twins, back));
    }

    private static <T> Slice<T> part(
            @Nullable PeopleList only, PeopleList list, boolean known, Function<PeopleList, Slice<T>> rows) {
        return known && (only == null || only == list) ? rows.apply(list) : new Slice<>(List.of(), null);
    }

    private static @Nullable String next(TenantAccess access, PeopleList only, String asOf, Slice<?>... slices) {
        for (Slice<?> slice : slices) {
            if (slice.next() != null) {
                return address(access)
                        .below("/" + only.path())
                        .with("asOf", asOf)
                        .with("after", slice.next().text())
                        .toString();
            }
        }
        return null;
    }

    private static PeopleWalk walk(PeopleList list, String asOf, String after) {
        int columns = switch (list) {
            case LEAVERS -> Leavers.COLUMNS;
            case UNMATCHED -> UnmatchedAccounts.COLUMNS;
            case TWINS, SUCCESSORS -> SameEmail.COLUMNS;
        };
        return PeopleWalk.parse(asOf, after, columns, list.path());
    }

    private static Address address(TenantAccess access) {
        return Address.of("/t/%s/people".formatted(access.tenant().slug()));
    }

    private @Nullable Told told(TenantAccess access, PeopleState state) {
        Revision roster = state.roster();
        return roster == null
                ? null
                : new Told(
                        new Moment(roster.published(), roster.integration().timeZone(), clock.instant()),
                        newcomers.everybody(state),
                        files.broughtBy(roster.integration().key(access.id()), roster.run())
                                .orElse(""),
                        "/t/%s/integrations/%s"
                                .formatted(
                                        access.tenant().slug(),
                                        roster.integration().id().value()));
    }

    private Numbers numbers(PeopleState state) {
        long twins = sameEmail.twinsCount(state);
        long services = unmatched.services(state);
        if (state.roster() == null) {
            return new Numbers(0, 0, 0, 0, services, twins, 0, 0);
        }
        Leavers.Count left = leavers.count(state);
        Newcomers.Count joined = newcomers.count(state);
        return new Numbers(
                left.leavers(),
                left.privileged(),
                left.called(),
                unmatched.count(state),
                services,
                twins,
                joined.people(),
                joined.withoutAccount());
    }
}
