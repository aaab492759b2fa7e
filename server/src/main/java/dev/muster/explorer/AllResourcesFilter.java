package dev.muster.explorer;

import dev.muster.api.Limit;
import dev.muster.api.NameOrder;
import dev.muster.api.Parameters;
import dev.muster.explorer.AllResourceTypes.Typed;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleWalk;
import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What narrows the list of the resources of all applications, as an address or a call has it.
///
/// @param area what the navigation leads to; none for all resources
record AllResourcesFilter(@Nullable ResourceArea area, Parameters asked) {
    static final String AREA = "area";
    static final String SEARCH = "q";
    static final String INTEGRATION = "integration";
    static final String TYPE = "type";
    static final String AFTER = "after";
    static final String LIMIT = "limit";

    /// Of a page or a file about one area.
    ///
    /// @throws InvalidInput about parameters and values that nobody knows
    static AllResourcesFilter of(ResourceArea area, Map<String, List<String>> sent) {
        return new AllResourcesFilter(
                area, parse(sent, List.of(SEARCH, INTEGRATION, TYPE, NameOrder.FIELD, AsOf.FIELD, AFTER)));
    }

    /// Of a call.
    ///
    /// @throws InvalidInput about parameters and values that nobody knows
    static AllResourcesFilter of(Map<String, List<String>> sent) {
        Parameters asked =
                parse(sent, List.of(AREA, SEARCH, INTEGRATION, TYPE, NameOrder.FIELD, AsOf.FIELD, AFTER, LIMIT));
        return new AllResourcesFilter(area(asked.value(AREA)), asked);
    }

    private static Parameters parse(Map<String, List<String>> sent, List<String> known) {
        return Parameters.parse(sent, known, (name, value) -> name.equals(AFTER) ? null : Parameters.faultOf(value));
    }

    /// An area by its id; none where it is empty.
    ///
    /// @throws InvalidInput about `area`
    static @Nullable ResourceArea area(String id) {
        return id.isEmpty()
                ? null
                : Arrays.stream(ResourceArea.values())
                        .filter(area -> area.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInput(Map.of(
                                AREA,
                                Parameters.unknown(
                                        AREA,
                                        id,
                                        Arrays.stream(ResourceArea.values())
                                                .map(ResourceArea::id)
                                                .toList()))));
    }

    SearchText search() {
        return new SearchText(asked.value(SEARCH));
    }

    NameOrder order() {
        return NameOrder.parse(asked.value(NameOrder.FIELD));
    }

    int limit() {
        return Limit.parse(asked.values().get(LIMIT)).rows();
    }

    PeopleWalk walk() {
        return walk(asked.value(AsOf.FIELD), asked.value(AFTER));
    }

    /// The walk through the list that it lets through.
    PeopleWalk walk(String asOf, String after) {
        String question = "%s %s %s %s %s"
                .formatted(
                        area == null ? "" : area.id(),
                        order().asked(),
                        asked.value(SEARCH),
                        asked.value(INTEGRATION),
                        asked.value(TYPE));
        return PeopleWalk.parse(
                asOf, after, AllResources.COLUMNS, "resources " + Integer.toHexString(question.hashCode()));
    }

    /// Those types that it lets through.
    ///
    /// @param all what there is in its area
    /// @throws InvalidInput when it names an integration or a type that there is none of
    List<Typed> chosen(List<Typed> all) {
        require(all.stream().map(Typed::id), INTEGRATION);
        require(all.stream().map(Typed::type), TYPE);
        return all.stream().filter(this::lets).toList();
    }

    boolean lets(Typed type) {
        return (asked.value(INTEGRATION).isEmpty() || asked.value(INTEGRATION).equals(type.id()))
                && (asked.value(TYPE).isEmpty() || asked.value(TYPE).equals(type.type()));
    }

    private void require(Stream<String> known, String name) {
        List<String> all = known.toList();
        if (!asked.value(name).isEmpty() && !all.contains(asked.value(name))) {
            throw new InvalidInput(Map.of(name, Parameters.unknown(name, asked.value(name), all)));
        }
    }
}
