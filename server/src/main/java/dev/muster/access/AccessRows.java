package dev.muster.access;

import dev.muster.access.AccessPage.Row;
import dev.muster.connector.Description;
import dev.muster.explorer.TypeWords;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleState;
import dev.muster.rights.Unread;
import dev.muster.rights.UnreadData;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Sources;
import dev.muster.tenant.TenantAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Puts grants into rows of the table of access. Runs in the caller's tenant transaction.
@Component
class AccessRows {
    private final Catalogue catalogue;
    private final UnreadData unread;
    private final IntegrationHeads heads;

    AccessRows(Catalogue catalogue, UnreadData unread, IntegrationHeads heads) {
        this.catalogue = catalogue;
        this.unread = unread;
        this.heads = heads;
    }

    List<Row> of(TenantAccess access, PeopleState state, List<Grant> grants) {
        Map<IntegrationId, Unread> known = new HashMap<>();
        return grants.stream()
                .map(grant -> {
                    Revision revision = revision(state, grant.integration());
                    Unread missing = known.computeIfAbsent(
                            grant.integration().id(),
                            id -> unread.of(revision, catalogue.describe(grant.integration())));
                    return row(access, revision, grant, missing);
                })
                .toList();
    }

    private static Revision revision(PeopleState state, Integration integration) {
        return state.applications().stream()
                .filter(revision -> revision.integration().id().equals(integration.id()))
                .findFirst()
                .orElseThrow();
    }

    private Row row(TenantAccess access, Revision revision, Grant grant, Unread missing) {
        Integration integration = grant.integration();
        Description application = catalogue.describe(integration);
        Addresses at = Addresses.of(access, integration, revision.asOf());
        Grant.Holder holder = grant.holder();
        return new Row(
                holder.name(),
                holder.email() == null ? "" : holder.email(),
                at.account(holder.account().id()).toString(),
                integration.name(),
                grant.level(),
                grant.through(),
                grant.resourceName(),
                at.resource(grant.resource()).toString(),
                TypeWords.noun(application, grant.resource().type()),
                TypeWords.icon(application, grant.resource().type()),
                holder.state(),
                holder.kind(),
                new Sources(application, revision, missing, heads, at)
                        .of(grant.told(), grant.resource(), holder.account()));
    }
}
