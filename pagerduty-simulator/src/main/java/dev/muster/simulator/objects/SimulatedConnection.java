package dev.muster.simulator.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow integration connection: what workflows may do in another product, on whose behalf.
///
/// @param id            a UUID
/// @param integrationId the product: `slack`
/// @param serviceUrl    its address, as it was typed in
/// @param scopes        what the connection may do there
/// @param teamIds       teams whose managers may use and edit it
/// @param appIds        apps of PagerDuty's that may use it
/// @param createdBy     none when the API does not tell
public record SimulatedConnection(
        String id,
        String integrationId,
        String name,
        String serviceUrl,
        List<String> scopes,
        List<String> teamIds,
        List<String> appIds,
        @Nullable SimulatedReference createdBy) {

    public SimulatedConnection {
        scopes = List.copyOf(scopes);
        teamIds = List.copyOf(teamIds);
        appIds = List.copyOf(appIds);
    }
}
