package dev.muster.witness;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Circumstances;
import dev.muster.audit.CleanText;
import dev.muster.audit.Outcome;
import dev.muster.database.TenantId;
import dev.muster.edge.MusterUrl;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Requests that were refused by role, by the scope of a token, or because the tenant is not theirs who asked. Safe for
/// many threads.
@Component
public class RefusedRequests {
    private static final String ASKED = RefusedRequests.class.getName();
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_REASON = 300;
    private static final String NO_MEMBER = "The tenant is not theirs.";

    private final AuditTrail audit;
    private final Refusals refusals;

    RefusedRequests(AuditTrail audit, Refusals refusals) {
        this.audit = audit;
        this.refusals = refusals;
    }

    /// Says of a request who asks what tenant, should it be refused.
    public void expect(TenantAccess access, HttpServletRequest request) {
        request.setAttribute(ASKED, access);
    }

    /// A member, or a token of one, may not do what they asked for.
    public void tell(NotAllowed act, HttpServletRequest request) {
        if (request.getAttribute(ASKED) instanceof TenantAccess access) {
            String who = access.actor().name() + " " + access.user().value();
            tell(access.id(), access.actor(), String.valueOf(act.getMessage()), who, request);
        }
    }

    /// Somebody who is signed in, or a token, is of another tenant. Their name is none of this one's business.
    public void tellNoMember(TenantId tenant, HttpServletRequest request) {
        tell(tenant, Actor.OUTSIDER, NO_MEMBER, String.valueOf(request.getRemoteAddr()), request);
    }

    private void tell(TenantId tenant, Actor actor, String why, String who, HttpServletRequest request) {
        String asked = request.getMethod() + " " + MusterUrl.within(request);
        refusals.tell(
                new Refusal(
                        actor,
                        "request.refused",
                        CleanText.cut(asked, LONGEST_SUBJECT),
                        Map.of("reason", CleanText.cut(why, LONGEST_REASON)),
                        new Circumstances(Outcome.REFUSED, audit.origin()),
                        tenant.value() + " " + who),
                () -> List.of(tenant));
    }
}
