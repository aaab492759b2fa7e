package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.credential.Probe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The account as a whole, on which base roles are held, and which tier of permissions it has. Takes no request: the
/// abilities of the plan, the roles of all users and the privacy of all teams are read by then.
public final class AccountFeed {
    /// Its id is the same for ever, because a subdomain can be changed and may be unreadable.
    public static final Key ACCOUNT = new Key(BaseRole.RESOURCE, "account");

    private final String name;
    private final Probe.Abilities abilities;
    private final Tier tier;

    AccountFeed(String name, Probe.Abilities abilities, Tier tier) {
        this.name = name;
        this.abilities = abilities;
        this.tier = tier;
    }

    FeedOutcome into(FeedWriter writer) throws InterruptedException {
        writer.record(ACCOUNT.id(), List.of(new Row.Resource(ACCOUNT, name, attributes())));
        writer.remark("tier", "%s: %s".formatted(tier.tier().words(), tier.proof()));
        return new FeedOutcome.Complete();
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(Tier.ATTRIBUTE, tier.tier().value());
        attributes.put(Tier.PROOF, tier.proof());
        if (abilities instanceof Probe.Abilities.Told(List<String> names) && !names.isEmpty()) {
            attributes.put(
                    "abilities",
                    String.join(",", names.stream().sorted().distinct().toList()));
        }
        return attributes;
    }
}
