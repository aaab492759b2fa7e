package dev.muster.token;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.tenant.AdministratorStepsDown;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.OwnerStepsDown;
import dev.muster.tenant.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps an Administrator answering for each service token: when a member leaves, or is no Administrator any more,
/// their service tokens pass to the Administrator who did that, or else to another one. In the transaction of the
/// change.
@Component
class ServiceTokens {
    private final ApiTokenStore store;
    private final Members members;
    private final AuditTrail audit;

    ServiceTokens(ApiTokenStore store, Members members, AuditTrail audit) {
        this.store = store;
        this.members = members;
        this.audit = audit;
    }

    @EventListener
    void handOver(OwnerStepsDown leaving) {
        handOver(leaving.tenant(), leaving.actor(), leaving.member());
    }

    /// A service may have the role of an Administrator, whom nobody else can stand in for.
    @EventListener
    void handOver(AdministratorStepsDown leaving) {
        handOver(leaving.tenant(), leaving.actor(), leaving.member());
    }

    private void handOver(TenantId tenant, Actor actor, Member leaver) {
        successor(tenant, actor, leaver).ifPresent(successor -> {
            List<String> names = store.handOver(tenant, leaver.user(), successor.user());
            names.forEach(name -> audit.record(
                    tenant,
                    actor,
                    "token.handed_over",
                    name,
                    Map.of("before", leaver.name(), "after", successor.name())));
        });
    }

    /// There is one: no tenant is left without an Administrator.
    private Optional<Member> successor(TenantId tenant, Actor actor, Member leaver) {
        Comparator<Member> actorFirst =
                Comparator.comparing(member -> !member.user().value().equals(actor.id()));
        return members.of(tenant).stream()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .filter(member -> !member.user().equals(leaver.user()))
                .min(actorFirst);
    }
}
