package dev.muster.saved;

import dev.muster.tenant.TenantAccess;

/// A saved filter in the list of them (`saved/list`). POST to `/t/{tenant}/filters/{id}` with `name` and `shared`
/// changes it, to `/{id}/remove` removes it; POST to `/t/{tenant}/filters` with `list`, `query`, `name` and `shared`
/// saves one.
///
/// @param words      what narrows the list
/// @param list       as pages name it
/// @param by         who saved it; empty when it was whoever looks
/// @param href       where the list is
/// @param changeable whether whoever looks may change and remove it
public record SavedRow(
        String id, String name, String words, String list, String by, boolean shared, String href, boolean changeable) {

    static SavedRow of(TenantAccess access, SavedFilter filter, SavedFilters filters) {
        return new SavedRow(
                filter.id().toString(),
                filter.name(),
                filter.words(),
                filters.title(filter),
                filter.maker().equals(access.user()) ? "" : filter.makerName(),
                filter.shared(),
                filters.address(access, filter).toString(),
                filters.mayChange(access, filter));
    }
}
