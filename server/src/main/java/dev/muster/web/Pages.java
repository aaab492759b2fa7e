package dev.muster.web;

import dev.muster.session.SignedIn;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Makes what every page inside a tenant needs. Page controllers put the result into their model as `page`.
@Component
public class Pages {
    private final Frames frames;
    private final Tenants tenants;
    private final ObjectProvider<AttentionCount> attention;

    Pages(Frames frames, Tenants tenants, ObjectProvider<AttentionCount> attention) {
        this.frames = frames;
        this.tenants = tenants;
        this.attention = attention;
    }

    /// @param title   of the page, first in the browser's title
    /// @param current entry of the navigation it belongs to; none on error pages
    /// @param crumbs  the path to the page, the page itself last
    public Page of(
            TenantAccess access, HttpServletRequest request, String title, @Nullable Nav current, List<Crumb> crumbs) {
        return new Page(
                frames.of(request),
                title,
                current,
                crumbs,
                access.tenant(),
                others(access),
                access.userName(),
                access.role(),
                attention(access),
                notice(request));
    }

    private List<Tenant> others(TenantAccess access) {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        if (asker != null && asker.getPrincipal() instanceof SignedIn user && user.only() != null) {
            return List.of();
        }
        return tenants.ofUser(access.user()).stream()
                .map(Membership::tenant)
                .filter(tenant -> !tenant.id().equals(access.id()))
                .toList();
    }

    private static @Nullable Notice notice(HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        return flash == null ? null : (Notice) flash.get(Notice.KEY);
    }

    /// Without the room of integrations nothing waits.
    private int attention(TenantAccess access) {
        AttentionCount count = attention.getIfAvailable();
        return count == null ? 0 : count.of(access.id());
    }
}
