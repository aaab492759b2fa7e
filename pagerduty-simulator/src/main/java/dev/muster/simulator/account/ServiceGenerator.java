package dev.muster.simulator.account;

import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedService;
import java.util.List;
import java.util.Random;

/// Fills an account that has its policies with services, each guarded by one of them, and with business
/// services.
final class ServiceGenerator {

    private static final List<String> KINDS = List.of(
            "API",
            "Worker",
            "Database",
            "Cache",
            "Gateway",
            "Queue",
            "Web Front End",
            "Scheduler",
            "Ingest",
            "Reports");
    private static final List<String> BUSINESS_KINDS = List.of("Experience", "Operations", "Journey", "Revenue");
    private static final List<String> STATES = List.of("warning", "critical", "maintenance", "disabled");

    private final OnCallSetup setup;
    private final Random random;
    private final Ids ids;
    private final Owners owners;

    ServiceGenerator(SimulatedAccount account, Random random) {
        this.setup = account.onCallSetup();
        this.random = random;
        this.ids = new Ids(random);
        this.owners = new Owners(account, random);
    }

    void fill(int services, int businessServices) {
        List<SimulatedPolicy> policies = setup.policies();
        for (int i = 0; i < services; i++) {
            setup.add(service(owners.oneOf(policies)));
        }
        for (int i = 0; i < businessServices; i++) {
            setup.add(businessService());
        }
    }

    private SimulatedService service(SimulatedPolicy policy) {
        var owner = owners.next();
        String name = owners.name(owner, KINDS);
        return new SimulatedService(
                ids.next(),
                name,
                random.nextInt(3) == 0 ? null : "%s, as customers meet it".formatted(name),
                random.nextInt(8) == 0 ? owners.oneOf(STATES) : "active",
                policy.id(),
                owner.teamIds());
    }

    private SimulatedBusinessService businessService() {
        var owner = owners.next();
        return new SimulatedBusinessService(
                ids.next(),
                owners.name(owner, BUSINESS_KINDS),
                random.nextInt(3) == 0 ? null : "What customers would miss first",
                random.nextInt(2) == 0 ? null : "Incident Desk",
                owner.teamIds().stream().findFirst().orElse(null));
    }
}
