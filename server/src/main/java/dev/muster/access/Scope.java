package dev.muster.access;

import dev.muster.explorer.TypeWords;
import dev.muster.integration.Integration;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An [AccessFilter] worked out for one state: what statements are asked with, and what a list looks like.
///
/// @param all       the whole state
/// @param state     of the integrations that can have any of it
/// @param held      the levels that are asked for
/// @param isByLevel whether others are held
/// @param total     all access there is, whatever the filter
/// @param named     levels that the search names
/// @param groups    types of resources that are groups, of every integration
/// @param sinces    the last revision before the day that is asked for, for each integration; 0 without a day
/// @param groupName of the group that is asked for; empty without one
record Scope(
        AccessFilter filter,
        PeopleState all,
        PeopleState state,
        List<Tally> held,
        boolean isByLevel,
        long total,
        List<Tally> named,
        List<GroupType> groups,
        List<Integer> sinces,
        String groupName) {
    private static final Set<Criterion> OF_LEVELS = Set.of(
            Criterion.LEVEL, Criterion.TITLE, Criterion.PRIVILEGED, Criterion.MEANING, Criterion.PART, Criterion.TYPE);

    Scope {
        held = List.copyOf(held);
        named = List.copyOf(named);
        groups = List.copyOf(groups);
        sinces = List.copyOf(sinces);
    }

    record GroupType(UUID integration, String type) {
        String key() {
            return integration + " " + type;
        }
    }

    /// Whether the levels alone say how much there is.
    boolean isCountedByLevel() {
        return !isSearched() && asksOfLevelsAlone();
    }

    /// Whether nothing is asked for, besides a search, but levels and where they are held.
    boolean asksOfLevelsAlone() {
        return filter.values().keySet().stream()
                .allMatch(criterion -> OF_LEVELS.contains(criterion)
                        || criterion == Criterion.INTEGRATION
                        || criterion == Criterion.APPLICATION);
    }

    /// Whether the integrations that are left have levels that are not asked for.
    private boolean leavesLevelsOut() {
        return isByLevel
                && (!groupName.isEmpty() || filter.values().keySet().stream().anyMatch(OF_LEVELS::contains));
    }

    /// Whether what people decide about accounts between two revisions changes what the filter lets through.
    boolean dependsOnDecisions() {
        return filter.has(Criterion.KIND) || filter.has(Criterion.PERSON) || filter.has(Criterion.EMAIL);
    }

    boolean isSearched() {
        return !filter.search().value().isEmpty();
    }

    long heldInAll() {
        return held.stream().mapToLong(Tally::grants).sum();
    }

    /// The same of one integration, by its place.
    Scope only(int integration) {
        UUID id = state.applications().get(integration).integration().id().value();
        return new Scope(
                filter,
                all,
                state.only(List.of(state.applications().get(integration))),
                held.stream()
                        .filter(level -> level.integration().id().value().equals(id))
                        .toList(),
                isByLevel,
                total,
                named.stream()
                        .filter(level -> level.integration().id().value().equals(id))
                        .toList(),
                groups.stream().filter(group -> group.integration().equals(id)).toList(),
                List.of(sinces.get(integration)),
                groupName);
    }

    /// What is asked of each integration: equal questions about one revision have one answer.
    Object question() {
        return List.of(filter, sinces);
    }

    /// The integrations that can have any of it.
    List<Integration> integrations() {
        return state.applications().stream().map(Revision::integration).toList();
    }

    /// A statement with all that it narrows filled in.
    JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        String group = filter.value(Criterion.GROUP);
        return state.statementWithAnyRoster(db, sql)
                .param("sinces", sinces.toArray(Integer[]::new))
                .param("pattern", filter.search().pattern())
                .param("levelAt", ids(held))
                .param("levelOn", each(held, Tally::type))
                .param("levelValues", each(held, Tally::value))
                .param(
                        "integrationNames",
                        integrations().stream()
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .param("levelTitles", each(held, level -> level.level().title()))
                .param("levelNouns", each(held, level -> TypeWords.noun(level.application(), level.type())))
                .param("namedAt", ids(named))
                .param("namedOn", each(named, Tally::type))
                .param("namedValues", each(named, Tally::value))
                .param("byLevel", leavesLevelsOut())
                .param("held", heldInAll())
                .param("levels", keys(held))
                .param("named", keys(named))
                .param("groupAt", groups.stream().map(GroupType::integration).toArray(UUID[]::new))
                .param("groupOn", groups.stream().map(GroupType::type).toArray(String[]::new))
                .param("groups", groups.stream().map(GroupType::key).toArray(String[]::new))
                .param(
                        "sinceLeast",
                        sinces.stream().min(Comparator.naturalOrder()).orElse(0))
                .param("group", group.equals(Criterion.NONE) ? "" : group)
                .param("groupless", group.equals(Criterion.NONE))
                .param("email", filter.value(Criterion.EMAIL))
                .param("state", filter.value(Criterion.STATE))
                .param("kind", filter.value(Criterion.KIND))
                .param("person", filter.value(Criterion.PERSON))
                .param("since", filter.value(Criterion.SINCE));
    }

    private static String[] keys(List<Tally> levels) {
        return levels.stream()
                .map(level -> "%s %s %s".formatted(level.integration().id().value(), level.type(), level.value()))
                .toArray(String[]::new);
    }

    private static UUID[] ids(List<Tally> levels) {
        return levels.stream().map(level -> level.integration().id().value()).toArray(UUID[]::new);
    }

    private static String[] each(List<Tally> levels, Function<Tally, String> text) {
        return levels.stream().map(text).toArray(String[]::new);
    }
}
