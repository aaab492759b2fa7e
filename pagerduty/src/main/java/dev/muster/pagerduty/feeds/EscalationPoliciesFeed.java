package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Cut;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `/escalation_policies`: who is paged at which level, directly or through a schedule.
final class EscalationPoliciesFeed {
    private static final Listing POLICIES = Lists.counted(
            "/escalation_policies",
            "escalation_policies",
            "escalation policies",
            Reference.kept(
                    List.of("id", "name", "escalation_rules.targets.type"),
                    List.of("escalation_rules.targets", "services", "teams")),
            Cut.ENDS,
            Cut.TEAMS,
            Cut.NAMES);

    /// Of a target that does not say what it is.
    private static final String UNKNOWN = "unknown";

    private EscalationPoliciesFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, POLICIES, EscalationPoliciesFeed::rows);
    }

    private static List<Row> rows(String id, Fields policy) {
        Key key = new Key(Duty.POLICY, id);
        List<Row> rows = new ArrayList<>(
                Ownership.with(new Row.Resource(key, policy.text("name").orElse(id), Map.of()), policy));
        levelsByTarget(policy).forEach((target, levels) -> rows.addAll(paged(target, levels, key)));
        policy.list("escalation_rules").stream()
                .flatMap(rule -> rule.list("targets").stream())
                .flatMap(target -> key(target).map(paged -> Reference.mentioned(paged, target)).stream())
                .forEach(rows::add);
        Reference.mentionedIn("services", ServicesFeed.TYPE, policy).forEach(rows::add);
        return rows;
    }

    private static Optional<Key> key(Fields target) {
        return Reference.of(target).or(() -> Reference.to(UNKNOWN, target));
    }

    /// What is paged, in the order of the first levels that page it, each with all levels that do.
    private static SequencedMap<Key, TreeSet<Integer>> levelsByTarget(Fields policy) {
        SequencedMap<Key, TreeSet<Integer>> levels = new LinkedHashMap<>();
        int level = 0;
        for (Fields rule : policy.list("escalation_rules")) {
            level++;
            for (Fields target : rule.list("targets")) {
                Optional<Key> key = key(target);
                if (key.isPresent()) {
                    levels.computeIfAbsent(key.get(), any -> new TreeSet<>()).add(level);
                }
            }
        }
        return levels;
    }

    /// A user holds a grant for each level; everything else, known or not, feeds the policy.
    private static List<Row> paged(Key target, TreeSet<Integer> levels, Key policy) {
        if (target.type().equals(UsersFeed.TYPE)) {
            return levels.stream()
                    .<Row>map(level -> new Row.Grant(target, policy, Duty.TARGET, "level " + level, Map.of()))
                    .toList();
        }
        String all = levels.stream().map(String::valueOf).collect(Collectors.joining(","));
        return List.of(new Row.Link(target, "feeds", policy, Map.of("levels", all)));
    }
}
