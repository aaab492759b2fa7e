package dev.muster.resource;

import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.rights.ResourceAccess;
import java.util.Optional;

/// What the address of the page of a resource asks for.
///
/// @param type   of the resource
/// @param id     of the resource
/// @param view   what the page is to be about; empty when the address leaves it open
/// @param right  id of a right, `unknown`, `all` or nothing
/// @param level  the raw value of a level that holders are narrowed to; nothing for all
/// @param person id of the account whose way is shown; nothing for whoever is called first
/// @param asOf   as the address has it
/// @param after  where the page of a list begins, as the address has it
record Asked(
        String type,
        String id,
        Optional<ResourceTab> view,
        SearchText search,
        String right,
        String level,
        String person,
        String asOf,
        String after) {
    private static final String RIGHTS = "resource access";
    private static final String HOLDERS = "holders ";

    /// An address with a right, or from the middle of a list that does not say which, is about who can do what.
    Asked {
        if (view.isEmpty() && !(right.isBlank() && after.isBlank())) {
            view = Optional.of(ResourceTab.ABLE);
        }
        level = level.strip();
        person = person.strip();
    }

    /// The walk through the list of a tab.
    Walk walk(ResourceTab tab) {
        return tab.isOfHolders()
                ? Walk.parse(asOf, after, HolderList.COLUMNS, HOLDERS + tab.id(), type, id, search.value(), level)
                : Walk.parse(asOf, after, ResourceAccess.COLUMNS, RIGHTS, type, id, search.value(), right);
    }

    /// The walk that the address is in the middle of, or at the beginning of.
    Walk walk() {
        return walk(view.orElse(ResourceTab.ABLE));
    }

    HolderList.Wanted holders(ResourceTab tab) {
        return new HolderList.Wanted(search, level, tab == ResourceTab.DUTYLESS);
    }
}
