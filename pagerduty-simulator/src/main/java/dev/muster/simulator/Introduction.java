package dev.muster.simulator;

import dev.muster.simulator.objects.BaseRole;
import java.io.PrintStream;

/// What a simulated account tells whoever started it: its addresses, all that opens it, and commands that read it.
final class Introduction {
    private final PagerDutySimulator simulator;
    private final PrintStream out;

    Introduction(PagerDutySimulator simulator, PrintStream out) {
        this.simulator = simulator;
        this.out = out;
    }

    void print() {
        keys();
        app();
        commands();
        out.printf("%nCtrl-C ends it.%n");
        out.flush();
    }

    private void keys() {
        out.printf("Address: %s%n", simulator.uri());
        out.printf("Account key, sees everything: %s%n", simulator.token());
        simulator.account().users().stream()
                .filter(BaseRole.LIMITED_USER::is)
                .findFirst()
                .ifPresent(user -> out.printf(
                        "Key of %s (%s), sees less: %s%n", user.name(), user.role(), simulator.userToken(user.id())));
    }

    private void app() {
        out.printf("Identity address: %s%n", simulator.identity());
        out.printf("OAuth app of %s, client id: %s%n", simulator.subdomain(), simulator.clientId());
        out.printf("Its client secret: %s%n", simulator.clientSecret());
    }

    private void commands() {
        out.printf("%nPAGERDUTY_TOKEN=%s ./muster snapshot --api %s%n", simulator.token(), simulator.uri());
        out.printf(
                "%nPAGERDUTY_CLIENT_ID=%s PAGERDUTY_CLIENT_SECRET=%s \\%n"
                        + "    ./muster snapshot --api %s --identity %s --subdomain %s%n",
                simulator.clientId(),
                simulator.clientSecret(),
                simulator.uri(),
                simulator.identity(),
                simulator.subdomain());
    }
}
