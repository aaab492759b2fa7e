package dev.muster.changes;

import dev.muster.saved.FilteredList;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Nav;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Changes in all applications, whose filters can be kept. One without days is about the last week whenever it is
/// opened.
@Component
class AllChangesList implements FilteredList {
    @Override
    public String id() {
        return "changes";
    }

    @Override
    public String title() {
        return Nav.CHANGES.title();
    }

    @Override
    public Address whole(TenantAccess access) {
        return AllChangesPages.whole(access);
    }

    @Override
    public void check(Map<String, List<String>> parameters) {
        AllChangesFilter.parse(parameters);
    }
}
