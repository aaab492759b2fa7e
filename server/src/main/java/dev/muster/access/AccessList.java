package dev.muster.access;

import dev.muster.saved.FilteredList;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Nav;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The table of access, whose filters can be kept.
@Component
class AccessList implements FilteredList {
    @Override
    public String id() {
        return "access";
    }

    @Override
    public String title() {
        return Nav.ACCESS.title();
    }

    @Override
    public Address whole(TenantAccess access) {
        return AccessPages.whole(access);
    }

    @Override
    public void check(Map<String, List<String>> parameters) {
        AccessFilter.parse(parameters);
        GrantOrder.parse(AccessFilter.first(parameters, "sort"));
    }
}
