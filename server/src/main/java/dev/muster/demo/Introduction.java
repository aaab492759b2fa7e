package dev.muster.demo;

import dev.muster.demo.DemoFacts.SignIn;
import dev.muster.demo.DemoFacts.Simulator;
import dev.muster.integration.Integrations.Current;
import java.nio.file.Path;
import java.util.List;

/// What a person reads when the demo is up.
final class Introduction {
    private static final String ROW = "  %-30s %-21s %-8s %s%n";

    private Introduction() {}

    static String of(DemoFacts facts, List<Current> standing, String remark, Path file) {
        var text = new StringBuilder();
        standing.forEach(current -> text.append(standing(current)));
        text.append("%nSign in at %s with%n".formatted(facts.url()));
        text.append(ROW.formatted("e-mail", "password", "tenant", "role"));
        for (SignIn signIn : facts.users()) {
            text.append(ROW.formatted(signIn.email(), signIn.password(), signIn.tenant(), signIn.role()));
        }
        text.append("%nThe simulated PagerDuty account (%s) answers at %s.%n"
                .formatted(facts.simulator().size(), facts.simulator().url()));
        Simulator europe = facts.europe();
        if (europe != null) {
            text.append("That of the European business unit (%s) answers at %s. Both have lived %d days since.%n"
                    .formatted(europe.size(), europe.url(), StoryDays.COUNT));
        }
        text.append(remark);
        text.append("An API token and all of this: %s%nCtrl-C ends everything; the data stays.%n".formatted(file));
        return text.toString();
    }

    private static String standing(Current current) {
        return "%s of %s: %s, %s%n"
                .formatted(
                        current.integration().name(),
                        Cast.ACME.slug(),
                        current.status().status().title(),
                        current.message());
    }
}
