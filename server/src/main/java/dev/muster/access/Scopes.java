package dev.muster.access;

import static java.util.stream.Collectors.toMap;

import dev.muster.access.Scope.GroupType;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.ResourceType.Part;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import dev.muster.problem.InvalidInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Works filters out for a state: which integrations, levels and revisions they mean. Runs in the caller's tenant
/// transaction.
@Component
class Scopes {
    /// The last revision before a day, and the first one at least: what was there when Muster first looked is older
    /// than anybody knows.
    private static final String SINCES = """
            select s.integration_id,
                   greatest(1, coalesce((
                       select max(v.number)
                         from revision v
                        where v.tenant_id = :tenant and v.integration_id = s.integration_id
                          and v.number <= s.number and v.published_at < s.began::timestamptz), 0)) as since
              from unnest(:integrations, :revisions, :begins) as s (integration_id, number, began)
            """;
    private static final String GROUP = """
            select r.name
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join unnest(:groupAt, :groupOn) as t (integration_id, type) on t.integration_id = s.integration_id
              join resource r
                on r.tenant_id = :tenant and r.integration_id = s.integration_id
               and r.type = t.type and r.external_id = :group
               and holds(r.from_revision, r.to_revision, s.number, :newest)
             order by r.integration_id, r.type
             limit 1
            """;

    private final Tallies tallies;
    private final Catalogue catalogue;
    private final JdbcClient db;

    Scopes(Tallies tallies, Catalogue catalogue, JdbcClient db) {
        this.tallies = tallies;
        this.catalogue = catalogue;
        this.db = db;
    }

    /// @throws InvalidInput about what the filter asks for and nobody has
    Scope of(PeopleState all, AccessFilter filter) {
        requireKnownPeople(all, filter);
        List<Tally> tallied = tallies.of(all);
        List<GroupType> groups = groups(all);
        PeopleState state = all.only(integrations(all, filter, groups));
        String groupName = groupName(state, filter, groups);
        List<Tally> held = tallied.stream()
                .filter(tally -> state.applications().stream()
                        .anyMatch(one -> one.integration()
                                .id()
                                .equals(tally.integration().id())))
                .filter(level(all, tallied, filter))
                .filter(tally -> groupName.isEmpty()
                        || groups.contains(
                                new GroupType(tally.integration().id().value(), tally.type())))
                .toList();
        String search = filter.search().value().toLowerCase(Locale.ROOT);
        return new Scope(
                filter,
                all,
                state,
                held,
                held.size() < tallied.size(),
                tallied.stream().mapToLong(Tally::grants).sum(),
                search.isEmpty()
                        ? List.of()
                        : held.stream().filter(tally -> isNamed(tally, search)).toList(),
                groups,
                sinces(state, filter.value(Criterion.SINCE)),
                groupName);
    }

    private static boolean isNamed(Tally tally, String search) {
        return Stream.of(tally.value(), tally.level().title())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search));
    }

    private static void requireKnownPeople(PeopleState all, AccessFilter filter) {
        if (filter.has(Criterion.PERSON) && all.roster() == null) {
            throw new InvalidInput(
                    Map.of(
                            Criterion.PERSON.field(),
                            "Nobody has told Muster who works here, so no person is known or unknown. Upload a roster under People, then ask again."));
        }
    }

    private List<GroupType> groups(PeopleState all) {
        return all.applications().stream()
                .flatMap(revision -> catalogue.describe(revision.integration()).types(Part.GROUP).stream()
                        .map(type -> new GroupType(revision.integration().id().value(), type)))
                .toList();
    }

    /// Accounts of an application without groups are in none because there is none to be in: they do not count.
    private List<Revision> integrations(PeopleState all, AccessFilter filter, List<GroupType> groups) {
        String application = filter.value(Criterion.APPLICATION);
        String integration = filter.value(Criterion.INTEGRATION);
        require(
                filter,
                Criterion.INTEGRATION,
                all.applications().stream()
                        .map(one -> one.integration().id().value().toString()));
        require(
                filter,
                Criterion.APPLICATION,
                all.applications().stream().map(one -> one.integration().application()));
        return all.applications().stream()
                .filter(one ->
                        application.isEmpty() || one.integration().application().equals(application))
                .filter(one -> integration.isEmpty()
                        || one.integration().id().value().toString().equals(integration))
                .filter(one -> !filter.value(Criterion.GROUP).equals(Criterion.NONE)
                        || groups.stream()
                                .anyMatch(group -> group.integration()
                                        .equals(one.integration().id().value())))
                .toList();
    }

    private Predicate<Tally> level(PeopleState all, List<Tally> tallied, AccessFilter filter) {
        require(filter, Criterion.LEVEL, known(all, tallied, Entitlement::value, Tally::value));
        require(
                filter,
                Criterion.TITLE,
                known(all, tallied, Entitlement::title, tally -> tally.level().title()));
        require(filter, Criterion.TYPE, known(all, tallied, Entitlement::resourceType, Tally::type));
        return tally -> matches(filter, Criterion.LEVEL, tally.value())
                && matches(filter, Criterion.TITLE, tally.level().title())
                && matches(filter, Criterion.TYPE, tally.type())
                && matches(filter, Criterion.PART, tally.part())
                && matches(filter, Criterion.PRIVILEGED, tally.level().privileged() ? "yes" : "no")
                && matches(filter, Criterion.MEANING, tally.isKnown() ? "known" : "unknown");
    }

    /// What connectors know and what is held, which need not be the same.
    private Stream<String> known(
            PeopleState all, List<Tally> tallied, Function<Entitlement, String> known, Function<Tally, String> held) {
        return Stream.concat(
                all.applications().stream()
                        .map(one -> catalogue.describe(one.integration()))
                        .map(Description::entitlements)
                        .flatMap(List::stream)
                        .map(known),
                tallied.stream().map(held));
    }

    private static boolean matches(AccessFilter filter, Criterion criterion, String value) {
        return !filter.has(criterion) || filter.value(criterion).equals(value);
    }

    private static void require(AccessFilter filter, Criterion criterion, Stream<String> known) {
        List<String> all = known.toList();
        if (filter.has(criterion) && !all.contains(filter.value(criterion))) {
            throw new InvalidInput(
                    Map.of(criterion.field(), AccessFilter.unknown(criterion, filter.value(criterion), all.stream())));
        }
    }

    private String groupName(PeopleState state, AccessFilter filter, List<GroupType> groups) {
        String group = filter.value(Criterion.GROUP);
        if (group.isEmpty() || group.equals(Criterion.NONE)) {
            return "";
        }
        return state.statement(db, GROUP)
                .param("groupAt", groups.stream().map(GroupType::integration).toArray(UUID[]::new))
                .param("groupOn", groups.stream().map(GroupType::type).toArray(String[]::new))
                .param("group", group)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        Criterion.GROUP.field(),
                        "There is no group %s here. Send the id of a team or group as the lists of resources show it, or none for access of accounts that are in no group."
                                .formatted(group))));
    }

    private List<Integer> sinces(PeopleState state, String since) {
        if (since.isEmpty()) {
            return state.applications().stream().map(one -> 0).toList();
        }
        LocalDate day = day(since);
        Map<UUID, Integer> found = state
                .statement(db, SINCES)
                .param(
                        "begins",
                        state.applications().stream()
                                .map(one -> day.atStartOfDay(one.integration().timeZone())
                                        .toOffsetDateTime()
                                        .toString())
                                .toArray(String[]::new))
                .query((row, index) -> Map.entry(row.getObject("integration_id", UUID.class), row.getInt("since")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return state.applications().stream()
                .map(one -> found.getOrDefault(one.integration().id().value(), 0))
                .toList();
    }

    private static LocalDate day(String since) {
        try {
            return LocalDate.parse(since);
        } catch (DateTimeException noDay) {
            throw new InvalidInput(Map.of(Criterion.SINCE.field(), "Send a day (2026-09-30)."));
        }
    }
}
