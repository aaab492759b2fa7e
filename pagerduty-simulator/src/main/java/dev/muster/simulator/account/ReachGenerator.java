package dev.muster.simulator.account;

import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.objects.SimulatedConnection;
import dev.muster.simulator.objects.SimulatedExtension;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedTrigger;
import dev.muster.simulator.objects.SimulatedWebhook;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Gives an account that has its people, teams and services the webhooks, extensions, connections, triggers, labels
/// and tokens such an account would have. Has a seeded source of its own, so it changes nothing of what was
/// generated before.
final class ReachGenerator {

    private static final long OWN = 0x4EAC;
    private static final int TEAMS_PER_WEBHOOK = 3;
    private static final int SERVICES_PER_WEBHOOK = 10;
    private static final int SERVICES_PER_EXTENSION = 4;
    private static final int TEAMS_PER_CONNECTION = 10;
    private static final int TEAMS_PER_TRIGGER = 8;
    private static final String HEX = "0123456789abcdef";
    private static final List<String> EVENTS = List.of(
            "incident.triggered",
            "incident.acknowledged",
            "incident.reassigned",
            "incident.resolved",
            "service.updated");
    private static final List<String> PRODUCTS = List.of("slack", "jira", "http-api", "zoom", "servicenow");
    private static final List<String> WORKFLOWS =
            List.of("Major incident", "Data breach", "Status update", "Vendor outage", "Postmortem follow-up");
    private static final List<String> TRIGGERS = List.of("manual", "conditional", "incident_type");

    private final SimulatedAccount account;
    private final List<SimulatedService> services;
    private final long seed;
    private final Random random;
    private final Ids ids;

    ReachGenerator(SimulatedAccount account, long seed) {
        this.account = account;
        this.services = account.onCallSetup().services();
        this.seed = seed;
        this.random = new Random(seed ^ OWN);
        this.ids = new Ids(random);
    }

    /// An account without people has no reach.
    void fill() {
        if (account.users().isEmpty()) {
            return;
        }
        webhooks();
        extensions();
        int teams = account.teams().size();
        for (int i = 0; i < 2 + teams / TEAMS_PER_CONNECTION; i++) {
            account.reach().add(connection(i));
        }
        for (int i = 0; i < 3 + teams / TEAMS_PER_TRIGGER; i++) {
            account.reach().add(trigger(i));
        }
        new TagGenerator(account, seed).fill();
        account.reach().delegations().generate(seed);
    }

    /// Two of the account, one of every third team and every tenth service.
    private void webhooks() {
        account.reach().add(webhook("account_reference", null));
        account.reach().add(webhook("account_reference", null));
        for (int i = 0; i < account.teams().size(); i += TEAMS_PER_WEBHOOK) {
            account.reach().add(webhook("team_reference", account.teams().get(i).id()));
        }
        for (int i = 0; i < services.size(); i += SERVICES_PER_WEBHOOK) {
            account.reach().add(webhook("service_reference", services.get(i).id()));
        }
    }

    private void extensions() {
        for (int i = 0; i < services.size(); i += SERVICES_PER_EXTENSION) {
            String id = ids.next();
            var service = services.get(i);
            account.reach().add(SimulatedExtension.ofService(id, "Chat of " + service.name(), url(id), service.id()));
        }
    }

    private SimulatedWebhook webhook(String about, @Nullable String aboutId) {
        String id = ids.next();
        return new SimulatedWebhook(
                id,
                random.nextBoolean() ? "Feeds the incident dashboard" : null,
                random.nextInt(8) > 0,
                url(id),
                random.nextInt(3) > 0 ? Ids.random(random, HEX, 32, Canary.MARK) : null,
                List.of(new SimulatedWebhook.Header("X-Api-Key", Ids.random(random, HEX, 24, Canary.MARK))),
                EVENTS.subList(0, 1 + random.nextInt(EVENTS.size())),
                about,
                aboutId);
    }

    /// Some addresses hold what they should not.
    private String url(String id) {
        return switch (random.nextInt(4)) {
            case 0 -> "https://hooks.acme.example/pagerduty/%s?token=%s".formatted(id, Canary.MARK);
            case 1 -> "https://robot:%s@hooks.acme.example/%s".formatted(Canary.MARK, id);
            case 2 -> "https://hooks.acme.example/%s#%s".formatted(id, Canary.MARK);
            default -> "https://hooks.acme.example/" + id;
        };
    }

    private SimulatedConnection connection(int index) {
        String product = PRODUCTS.get(index % PRODUCTS.size());
        return new SimulatedConnection(
                Ids.uuid(random),
                product,
                "%s of %s".formatted(product, index == 0 ? "everybody" : "round " + index),
                "https://%s.acme.example/?key=%s".formatted(product, Canary.MARK),
                List.of("chat:write", "channels:read").subList(0, 1 + random.nextInt(2)),
                index == 0 || account.teams().isEmpty()
                        ? List.of()
                        : List.of(oneOf(account.teams()).id()),
                random.nextBoolean() ? List.of("incident-workflows") : List.of(),
                random.nextInt(5) == 0 ? null : SimulatedReference.to(oneOf(account.users())));
    }

    private SimulatedTrigger trigger(int index) {
        String type = TRIGGERS.get(index % TRIGGERS.size());
        List<SimulatedReference> heard = services.isEmpty() || random.nextBoolean()
                ? List.of()
                : List.of(SimulatedReference.to("service", oneOf(services).id()));
        boolean restricted =
                type.equals("manual") && index > 0 && !account.teams().isEmpty();
        return new SimulatedTrigger(
                Ids.uuid(random),
                type,
                ids.next(),
                WORKFLOWS.get(index % WORKFLOWS.size()),
                heard,
                heard.isEmpty(),
                restricted ? oneOf(account.teams()).id() : null);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
