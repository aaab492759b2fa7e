package dev.muster.web;

import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every page inside a tenant needs besides its own content. [Pages] makes one.
///
/// @param frame     assets, forms, theme
/// @param title     of the page, first in the browser's title
/// @param current   entry of the navigation the page belongs to; none on error pages
/// @param crumbs    the path to the page, the page itself last
/// @param tenant    the tenant the page shows
/// @param others    the user's other tenants, by name
/// @param userName  `Ana Lima`
/// @param role      the user's role in the tenant
/// @param attention integrations that wait for somebody
/// @param notice    what the act before this page did; none otherwise
public record Page(
        Frame frame,
        String title,
        @Nullable Nav current,
        List<Crumb> crumbs,
        Tenant tenant,
        List<Tenant> others,
        String userName,
        Role role,
        int attention,
        @Nullable Notice notice) {

    public Page {
        crumbs = List.copyOf(crumbs);
        others = List.copyOf(others);
    }

    /// How long the user's session lasts, as the strictest of their tenants says.
    public AccessLimits limits() {
        return AccessLimits.strictest(others).and(tenant.limits());
    }

    /// An address in this tenant: `/integrations` gives `/t/acme/integrations`.
    public String at(String path) {
        return "/t/" + tenant.slug() + path;
    }

    /// Choosing a day to look at; none on pages that show how things are now.
    public @Nullable AsOfChoice asOf() {
        return AsOfChoice.on(frame.here()).orElse(null);
    }

    /// The call that answers what the page lists; none on pages that are no list of the API, and on error pages.
    public @Nullable ApiCall call() {
        return current == null ? null : ApiCall.on(frame.server(), frame.here()).orElse(null);
    }

    /// The same page at the address that also says what it chose by itself where its own says nothing.
    public Page choosing(String field, String value) {
        if (("&" + Address.of(frame.here()).query()).contains("&" + field + "=")) {
            return this;
        }
        var at = new Frame(
                frame.assets(),
                frame.csrf(),
                frame.nonce(),
                frame.theme(),
                frame.server(),
                Address.of(frame.here()).with(field, value).toString());
        return new Page(at, title, current, crumbs, tenant, others, userName, role, attention, notice);
    }

    /// The user's initials, at most two.
    public String initials() {
        return Initials.of(userName);
    }
}
