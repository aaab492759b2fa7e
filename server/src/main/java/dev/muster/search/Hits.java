package dev.muster.search;

import dev.muster.access.AccessFilter;
import dev.muster.access.AccessPages;
import dev.muster.access.Criterion;
import dev.muster.connector.Description;
import dev.muster.explorer.TypeWords;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.search.FoundAccounts.Found;
import dev.muster.search.Places.Place;
import dev.muster.search.SearchPage.Group;
import dev.muster.search.SearchPage.Hit;
import dev.muster.search.SearchPage.Marked;
import dev.muster.setup.Addresses;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Searches everything that a tenant has for a text, and gives a few of each kind, in one order.
@Component
class Hits {
    private static final int FEW = 5;
    /// Enough accounts that a few people are among them, who may have several each.
    private static final int ACCOUNTS = 20;

    private final PeopleLedger people;
    private final FoundAccounts accounts;
    private final FoundResources resources;
    private final Places places;
    private final Catalogue catalogue;

    Hits(PeopleLedger people, FoundAccounts accounts, FoundResources resources, Places places, Catalogue catalogue) {
        this.people = people;
        this.accounts = accounts;
        this.resources = resources;
        this.places = places;
        this.catalogue = catalogue;
    }

    /// Pages alone while nothing is searched for.
    SearchPage of(TenantAccess access, SearchText text) {
        List<Group> groups = new ArrayList<>();
        if (!text.value().isEmpty()) {
            groups.addAll(people.read(access, new AsOf.Newest(), state -> things(access, state, text)));
        }
        groups.add(group("Pages", places.pages(access, text.value()), text));
        groups.add(
                group("Questions", text.value().isEmpty() ? List.of() : places.questions(access, text.value()), text));
        return new SearchPage(
                text.value(),
                groups.stream().filter(group -> !group.hits().isEmpty()).toList(),
                AccessPages.address(access, new AccessFilter(text, Map.of())).toString());
    }

    private List<Group> things(TenantAccess access, PeopleState state, SearchText text) {
        List<Found> found = accounts.first(state, text, ACCOUNTS);
        return List.of(
                resources("Teams and groups", access, state, text, true),
                resources("On-call, services and others", access, state, text, false),
                new Group("People", persons(access, found, text)),
                new Group(
                        "Accounts",
                        found.stream()
                                .limit(FEW)
                                .map(account -> account(access, account, text))
                                .toList()));
    }

    private Group resources(String title, TenantAccess access, PeopleState state, SearchText text, boolean groups) {
        return new Group(
                title,
                resources.first(state, text, groups, FEW).stream()
                        .map(resource -> resource(access, resource, text))
                        .toList());
    }

    private Hit resource(TenantAccess access, FoundResources.Found resource, SearchText text) {
        Description application = catalogue.describe(resource.integration());
        return new Hit(
                TypeWords.icon(application, resource.key().type()),
                Marked.of(resource.name(), text.value()),
                Marked.plain("%s, %s"
                        .formatted(
                                TypeWords.noun(application, resource.key().type()),
                                resource.integration().name())),
                Addresses.of(access, resource.integration())
                        .resource(resource.key())
                        .toString());
    }

    /// Each once, by e-mail, and what they hold everywhere behind it.
    private static List<Hit> persons(TenantAccess access, List<Found> found, SearchText text) {
        Map<String, Found> persons = new LinkedHashMap<>();
        found.stream()
                .filter(account -> !account.machine() && account.person() != null)
                .forEach(account -> persons.putIfAbsent(String.valueOf(account.person()), account));
        return persons.entrySet().stream()
                .limit(FEW)
                .map(person -> new Hit(
                        Icon.USERS,
                        Marked.of(person.getValue().name(), text.value()),
                        Marked.of(person.getKey(), text.value()),
                        access(access, person.getKey()).toString()))
                .toList();
    }

    private static Address access(TenantAccess access, String email) {
        return AccessPages.address(access, AccessFilter.EVERYTHING.with(Criterion.EMAIL, email));
    }

    private static Hit account(TenantAccess access, Found account, SearchText text) {
        Marked name = Marked.of(account.name(), text.value());
        String told = account.email() == null ? account.id() : account.email();
        String id = Marked.of(told, text.value()).isFound() ? told : account.id();
        return new Hit(
                account.machine() ? Icon.ROBOT : Icon.KEY,
                name,
                name.isFound() ? Marked.plain(account.integration().name()) : Marked.of(id, text.value()),
                Addresses.of(access, account.integration())
                        .account(account.id())
                        .toString());
    }

    private static Group group(String title, List<Place> found, SearchText text) {
        return new Group(
                title,
                found.stream()
                        .limit(FEW)
                        .map(place -> new Hit(
                                place.icon(),
                                Marked.of(place.title(), text.value()),
                                Marked.plain(place.hint()),
                                place.href()))
                        .toList());
    }
}
