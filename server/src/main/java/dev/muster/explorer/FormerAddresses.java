package dev.muster.explorer;

import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Resources were called objects up to 0.1. What was written down then leads to where they are now.
@Component
class FormerAddresses {
    private static final String FORMER = "/objects";

    private final Integrations integrations;

    FormerAddresses(Integrations integrations) {
        this.integrations = integrations;
    }

    @Controller
    @Does(Action.SEE)
    record OfPages(FormerAddresses former) {
        @GetMapping({"/t/{tenant}/integrations/{id}/objects", "/t/{tenant}/integrations/{id}/objects/**"})
        ResponseEntity<Void> moved(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
            return former.moved(access, request, id);
        }
    }

    @RestController
    @Does(Action.SEE)
    record OfCalls(FormerAddresses former) {
        @GetMapping({
            "/api/v1/tenants/{tenant}/integrations/{id}/objects",
            "/api/v1/tenants/{tenant}/integrations/{id}/objects/**"
        })
        ResponseEntity<Void> moved(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
            return former.moved(access, request, id);
        }
    }

    /// Only for those who may see the integration: to all others it is not there.
    private ResponseEntity<Void> moved(TenantAccess access, HttpServletRequest request, UUID id) {
        integrations.get(access.id(), new IntegrationId(id));
        String path = request.getRequestURI();
        int former = path.indexOf(FORMER);
        String now = path.substring(0, former) + "/resources" + path.substring(former + FORMER.length());
        String query = request.getQueryString();
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(URI.create(query == null ? now : now + "?" + query))
                .build();
    }
}
