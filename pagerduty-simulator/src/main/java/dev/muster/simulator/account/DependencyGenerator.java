package dev.muster.simulator.account;

import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedBusinessService;
import dev.muster.simulator.objects.SimulatedDependency;
import dev.muster.simulator.objects.SimulatedDependency.End;
import dev.muster.simulator.objects.SimulatedService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Lets each business service of an account rest on one to three of its services, of its own team where that has
/// any. Of every three, the second rests on the first besides, and the third on the second.
final class DependencyGenerator {
    private static final int CHAIN = 3;
    private static final int MOST = 3;

    private final OnCallSetup setup;
    private final Random random;
    private final List<End> services = new ArrayList<>();
    private final Map<String, List<End>> servicesOfTeams = new HashMap<>();

    DependencyGenerator(SimulatedAccount account, Random random) {
        this.setup = account.onCallSetup();
        this.random = random;
        setup.services().forEach(this::know);
    }

    private void know(SimulatedService service) {
        End end = End.service(service.id());
        services.add(end);
        service.teamIds()
                .forEach(team -> servicesOfTeams
                        .computeIfAbsent(team, id -> new ArrayList<>())
                        .add(end));
    }

    void fill() {
        List<SimulatedBusinessService> all = setup.businessServices();
        for (int i = 0; i < all.size(); i++) {
            End business = End.businessService(all.get(i).id());
            supporting(all.get(i)).forEach(service -> setup.add(new SimulatedDependency(service, business)));
            if (i % CHAIN > 0) {
                End before = End.businessService(all.get(i - 1).id());
                setup.add(new SimulatedDependency(before, business));
            }
        }
    }

    private List<End> supporting(SimulatedBusinessService business) {
        List<End> own = business.teamIds().stream()
                .flatMap(team -> servicesOfTeams.getOrDefault(team, List.of()).stream())
                .toList();
        List<End> choice = own.isEmpty() ? services : own;
        List<End> supporting = new ArrayList<>();
        for (int left = 1 + random.nextInt(MOST); left > 0 && !choice.isEmpty(); left--) {
            supporting.add(choice.get(random.nextInt(choice.size())));
        }
        return supporting;
    }
}
