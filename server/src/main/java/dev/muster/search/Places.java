package dev.muster.search;

import dev.muster.integration.Integration;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.people.PeopleLists;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.Persons.Who;
import dev.muster.people.PersonsPages;
import dev.muster.question.Question;
import dev.muster.question.Questions;
import dev.muster.saved.SavedFilters;
import dev.muster.setup.Addresses;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Icon;
import dev.muster.web.Nav;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The pages of a tenant and its ready questions, by part of their title.
@Component
class Places {
    private final Integrations integrations;
    private final SavedFilters saved;

    Places(Integrations integrations, SavedFilters saved) {
        this.integrations = integrations;
        this.saved = saved;
    }

    /// @param hint what kind of page it is; empty where the title says it
    record Place(Icon icon, String title, String hint, String href) {
        boolean has(String text) {
            return title.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        }
    }

    /// Pages whose title has a text, in the order of the navigation.
    List<Place> pages(TenantAccess access, String text) {
        return Stream.of(navigation(access), integrations(access), lists(access))
                .flatMap(places -> places)
                .filter(place -> place.has(text))
                .toList();
    }

    private static Stream<Place> navigation(TenantAccess access) {
        return Stream.concat(
                Arrays.stream(Nav.values())
                        .filter(entry -> entry.isFor(access.role()))
                        .map(entry -> new Place(
                                entry.icon(),
                                entry.title(),
                                "",
                                "/t/%s%s".formatted(access.tenant().slug(), entry.path()))),
                Stream.of(new Place(
                        Icon.SEARCH,
                        Questions.TITLE,
                        "",
                        Questions.address(access).toString())));
    }

    private Stream<Place> integrations(TenantAccess access) {
        return integrations.of(access.id()).stream()
                .map(Current::integration)
                .map(integration -> place(access, integration));
    }

    private static Place place(TenantAccess access, Integration integration) {
        return new Place(
                Icon.PLUG_CONNECTED,
                integration.name(),
                "Integration",
                Addresses.of(access, integration).integration());
    }

    private static Stream<Place> lists(TenantAccess access) {
        return Stream.concat(
                Arrays.stream(Who.values())
                        .map(who -> new Place(
                                Icon.USERS_GROUP,
                                who.title(),
                                "People",
                                PersonsPages.address(access, who).toString())),
                Arrays.stream(PeopleList.values())
                        .map(list -> new Place(
                                Icon.USERS_GROUP,
                                list.title(),
                                "People",
                                PeopleLists.address(access, list).toString())));
    }

    /// Saved filters, then ready questions, that have a text in their name or in what is asked.
    List<Place> questions(TenantAccess access, String text) {
        return Stream.concat(saved(access), ready(access))
                .filter(place -> place.has(text))
                .toList();
    }

    private Stream<Place> saved(TenantAccess access) {
        return saved.rows(access).stream()
                .map(filter ->
                        new Place(Icon.SEARCH, filter.name(), "Saved filter of " + filter.list(), filter.href()));
    }

    private static Stream<Place> ready(TenantAccess access) {
        return Arrays.stream(Question.values())
                .map(question -> new Place(
                        Icon.SEARCH,
                        question.sentence(),
                        question.worry().title(),
                        Questions.address(access).toString() + "#" + question.id()));
    }
}
