package dev.muster.simulator.objects;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An extension: another product that services of the account talk to.
///
/// @param endpointUrl where it sends to; none for products that keep it to themselves
/// @param schema      what kind of extension it is
/// @param services    whose incidents it hears of
/// @param config      settings of the product, tokens among them
public record SimulatedExtension(
        String id,
        String name,
        @Nullable String endpointUrl,
        SimulatedReference schema,
        List<SimulatedReference> services,
        boolean temporarilyDisabled,
        Map<String, String> config) {

    public SimulatedExtension {
        services = List.copyOf(services);
        config = Map.copyOf(config);
    }

    /// A generic webhook of one service, whose settings hold a token.
    public static SimulatedExtension ofService(String id, String name, String endpointUrl, String serviceId) {
        return new SimulatedExtension(
                id,
                name,
                endpointUrl,
                new SimulatedReference("extension_schema_reference", "PJFWPEP", "Generic Webhook"),
                List.of(SimulatedReference.to("service_reference", serviceId)),
                false,
                Map.of("access_token", Canary.MARK + id));
    }
}
