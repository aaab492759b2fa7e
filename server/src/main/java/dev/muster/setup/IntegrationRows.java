package dev.muster.setup;

import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.setup.IntegrationsPage.Count;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The integrations of a tenant as its lists show them: first what waits for somebody, then the rest, each by name.
@Component
public class IntegrationRows {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Members members;

    IntegrationRows(Integrations integrations, IntegrationHeads heads, Members members) {
        this.integrations = integrations;
        this.heads = heads;
        this.members = members;
    }

    /// All of them.
    public List<Row> of(TenantAccess access) {
        Map<UserId, String> names =
                members.of(access.id()).stream().collect(Collectors.toMap(Member::user, Member::name));
        return integrations.of(access.id()).stream()
                .map(current -> row(access, current, names))
                .sorted(Comparator.comparingInt(IntegrationRows::urgency)
                        .thenComparing(row -> row.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private Row row(TenantAccess access, Current current, Map<UserId, String> names) {
        Integration integration = current.integration();
        IntegrationStatus status = current.status();
        boolean published = status.revision() != null;
        return new Row(
                integration.id().value().toString(),
                integration.name(),
                integration.description(),
                heads.standing(access, current),
                names.getOrDefault(integration.primaryOwner(), "A former member"),
                integration.secondaryOwners().size(),
                heads.momentOrNone(integration, status.lastGoodAt()),
                heads.momentOrNone(integration, status.nextRunAt()),
                published
                        ? new Count(status.counts().accounts(), status.change().accounts())
                        : null,
                published ? new Count(status.counts().grants(), status.change().grants()) : null,
                integration.isManagedBy(access));
    }

    /// What waits for a decision comes first, what broke next; what was never configured last, since nothing is
    /// wrong.
    private static int urgency(Row row) {
        return switch (row.standing().badge()) {
            case ON_HOLD -> 0;
            case NEEDS_ATTENTION -> 1;
            default -> !row.standing().configured() ? 4 : row.standing().oldCredential() ? 2 : 3;
        };
    }
}
