package dev.muster.explorer;

import dev.muster.api.Keyset;
import dev.muster.api.Parameters;
import dev.muster.connector.Description;
import dev.muster.connector.ResourceType;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which resources of an integration are asked for.
///
/// @param type  type of the resources; empty for all
/// @param owner id of the group that owns them; empty for all
public record ResourceFilter(SearchText search, String type, String owner) {
    private static final int LONGEST = 200;

    public ResourceFilter {
        type = sane("type", type);
        owner = sane("owner", owner);
    }

    /// A type that nobody knows and nothing has is a mistake, and no empty list.
    ///
    /// @param found the types that there are resources of
    /// @throws InvalidInput about `type`
    public void requireKnown(Description application, Stream<String> found) {
        List<String> known = Stream.concat(application.resourceTypes().stream().map(ResourceType::type), found)
                .toList();
        if (!type.isEmpty() && !known.contains(type)) {
            throw new InvalidInput(Map.of("type", Parameters.unknown("type", type, known)));
        }
    }

    /// A walk through the resources that it lets through.
    ///
    /// @param asOf  as [AsOf#parse] takes it
    /// @param after what a stretch before gave as next; empty at the beginning
    Walk walk(String asOf, String after) {
        return Walk.parse(asOf, after, ResourceList.ORDER + Keyset.COUNT, "resources", search.value(), type, owner);
    }

    private static String sane(String field, String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new InvalidInput(Map.of(field, "There is no such %s. Choose one from the list".formatted(field)));
        }
        return text.strip();
    }
}
