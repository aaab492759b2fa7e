package dev.muster.sso;

import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.witness.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a tenant's provider tells, from machine to machine, that it signed somebody out. The token it brings is all
/// the proof there is, so it needs neither a session nor the token of our forms.
@Controller
@Does(Action.ENTER)
class SignOutCalls {
    private static final String BEFORE = SignOnPages.PATH + "/";
    private static final String AFTER = "/signed-out";

    private final SignOuts signOuts;
    private final Tenants tenants;
    private final SignIns record;
    private final SecurityLog security;

    SignOutCalls(SignOuts signOuts, Tenants tenants, SignIns record, SecurityLog security) {
        this.signOuts = signOuts;
        this.tenants = tenants;
        this.record = record;
        this.security = security;
    }

    /// The path to enter at the provider of a tenant.
    static String path(Tenant tenant) {
        return BEFORE + tenant.slug() + AFTER;
    }

    /// One answer for all that is not believed, tenants that are not there among it.
    @PostMapping(BEFORE + "{slug}" + AFTER)
    ResponseEntity<String> signedOut(
            @PathVariable String slug,
            @RequestParam(name = "logout_token", defaultValue = "") String token,
            HttpServletRequest request) {
        Optional<Tenant> tenant = tenants.bySlug(slug);
        try {
            signOuts.take(tenant.orElseThrow(SignOn::gone), token);
            return ResponseEntity.ok().build();
        } catch (SignOnFault fault) {
            security.tell(SecurityEvent.SIGN_ON_REFUSED, request);
            tenant.ifPresent(known -> record.signOnRefused(known.id(), fault.sentence()));
            return ResponseEntity.badRequest()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"error\": \"invalid_request\"}");
        }
    }
}
