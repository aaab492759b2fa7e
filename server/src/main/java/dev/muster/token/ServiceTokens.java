package dev.muster.token;

import dev.muster.audit.AuditTrail;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.OwnerStepsDown;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps somebody answering for each service token: when a member leaves, or may not answer for anything any more,
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
        successor(leaving).ifPresent(successor -> {
            List<String> names =
                    store.handOver(leaving.tenant(), leaving.member().user(), successor.user());
            names.forEach(name -> audit.record(
                    leaving.tenant(),
                    leaving.actor(),
                    "token.handed_over",
                    name,
                    Map.of("before", leaving.member().name(), "after", successor.name())));
        });
    }

    /// There is one: no tenant is left without an Administrator.
    private Optional<Member> successor(OwnerStepsDown leaving) {
        Comparator<Member> actorFirst = Comparator.comparing(member -> !isActor(leaving, member.user()));
        return members.of(leaving.tenant()).stream()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .filter(member -> !member.user().equals(leaving.member().user()))
                .min(actorFirst);
    }

    private static boolean isActor(OwnerStepsDown leaving, UserId user) {
        return user.value().equals(leaving.actor().id());
    }
}
