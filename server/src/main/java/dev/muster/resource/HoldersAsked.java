package dev.muster.resource;

import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import dev.muster.resource.HolderList.Wanted;
import java.util.Map;

/// What a call or a file about holders of a resource is asked with.
///
/// @param type   of the resource
/// @param id     of the resource
/// @param wanted which holders
record HoldersAsked(String type, String id, Wanted wanted) {
    static final String LEVEL = "level";
    /// `yes` for those alone who hold a seat and are called for nothing.
    static final String DUTYLESS = "dutyless";

    static final String YES = "yes";

    /// @throws InvalidInput about `dutyless`
    static HoldersAsked of(String type, String id, String search, String level, String dutyless) {
        if (!dutyless.isBlank() && !dutyless.strip().equals(YES)) {
            throw new InvalidInput(Map.of(DUTYLESS, "Send yes, or leave it out for all holders."));
        }
        return new HoldersAsked(
                type,
                id,
                new Wanted(
                        new SearchText(search), level.strip(), dutyless.strip().equals(YES)));
    }

    /// @throws InvalidInput about `asOf` or `after`
    Walk walk(String asOf, String after) {
        return Walk.parse(
                asOf,
                after,
                HolderList.COLUMNS,
                "holders",
                type,
                id,
                wanted.search().value(),
                wanted.level(),
                wanted.dutyless() ? YES : "");
    }
}
