package dev.muster.people;

import dev.muster.saved.FilteredList;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Nav;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The list of everybody with an account, whose filters can be kept.
@Component
class PersonsList implements FilteredList {
    /// Names the list.
    static final String ID = "people";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return Nav.PEOPLE.title();
    }

    @Override
    public Address whole(TenantAccess access) {
        return PersonsPages.whole(access);
    }

    @Override
    public void check(Map<String, List<String>> parameters) {
        PersonFilter.parse(parameters);
    }
}
