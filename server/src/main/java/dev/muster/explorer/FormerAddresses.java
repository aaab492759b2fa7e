package dev.muster.explorer;

import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.tenant.TenantAccess;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Resources were called objects up to 0.1. What was written down then leads to where they are now.
@Controller
class FormerAddresses {
    private static final String FORMER = "/objects";

    private final Integrations integrations;

    FormerAddresses(Integrations integrations) {
        this.integrations = integrations;
    }

    @GetMapping({
        "/t/{tenant}/integrations/{id}/objects",
        "/t/{tenant}/integrations/{id}/objects/**",
        "/api/v1/tenants/{tenant}/integrations/{id}/objects",
        "/api/v1/tenants/{tenant}/integrations/{id}/objects/**"
    })
    View moved(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        integrations.get(access.id(), new IntegrationId(id));
        String path = request.getRequestURI();
        int former = path.indexOf(FORMER);
        String now = path.substring(0, former) + "/resources" + path.substring(former + FORMER.length());
        String query = request.getQueryString();
        var redirect = new RedirectView(query == null ? now : now + "?" + query);
        redirect.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }
}
