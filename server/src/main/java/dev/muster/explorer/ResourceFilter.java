package dev.muster.explorer;

import dev.muster.api.Keyset;
import dev.muster.api.NameOrder;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import java.util.Map;

/// Which resources of an integration are asked for.
///
/// @param type  type of the resources; empty for all
/// @param owner id of the group that owns them; empty for all
public record ResourceFilter(SearchText search, String type, String owner, NameOrder order) {
    private static final int LONGEST = 200;

    public ResourceFilter {
        type = sane("type", type);
        owner = sane("owner", owner);
    }

    /// In the order of names.
    public ResourceFilter(SearchText search, String type, String owner) {
        this(search, type, owner, NameOrder.UP);
    }

    /// A walk through the resources that it lets through.
    ///
    /// @param asOf  as [AsOf#parse] takes it
    /// @param after what a stretch before gave as next; empty at the beginning
    Walk walk(String asOf, String after) {
        return Walk.parse(
                asOf,
                after,
                ResourceList.ORDER + Keyset.COUNT,
                "resources",
                search.value(),
                type,
                owner,
                order.asked());
    }

    private static String sane(String field, String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new InvalidInput(Map.of(field, "There is no such %s. Choose one from the list".formatted(field)));
        }
        return text.strip();
    }
}
