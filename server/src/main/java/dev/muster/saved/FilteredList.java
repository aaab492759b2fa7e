package dev.muster.saved;

import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import java.util.List;
import java.util.Map;

/// A list whose filters can be kept under a name. Safe for many threads.
public interface FilteredList {
    /// As calls and the table name it: `access`. Never changes.
    String id();

    /// As pages name it: `Access`.
    String title();

    /// Where the whole list is.
    Address whole(TenantAccess access);

    /// Looks whether the list can be asked so. What the data decides, as the id of an integration, is looked at when
    /// the filter is opened.
    ///
    /// @throws dev.muster.problem.InvalidInput about each parameter that the list does not take with that value
    void check(Map<String, List<String>> parameters);
}
