package dev.muster.sync;

import static dev.muster.ScriptedIntegration.user;

import dev.muster.Script;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.Change;
import dev.muster.connector.Row.Grant;
import dev.muster.connector.Row.Link;
import dev.muster.connector.Row.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A scripted application that changes at random: few people, policies and ways, so that they come back and
/// meet again. It knows what must be known after each reading, worked out without a database.
final class ScriptedTurmoil {
    private static final int PEOPLE = 5;
    private static final int POLICIES = 4;

    private final Script script;
    private final Random random;
    private final Map<String, List<Row>> policies = new TreeMap<>();
    private final Set<String> unchanged = new HashSet<>();
    private final List<String> changes = new ArrayList<>();

    ScriptedTurmoil(Script script, Random random) {
        this.script = script;
        this.random = random;
    }

    /// Some policies change. A policy that did not is kept or handed over again, as chance has it.
    void strike(boolean mayKeep) {
        script.clear("policies");
        for (int i = 0; i < POLICIES; i++) {
            String id = "E" + i;
            if (random.nextInt(3) == 0) {
                change(id);
            }
            handOver(id, mayKeep && unchanged.contains(id) && random.nextBoolean());
        }
        unchanged.addAll(policies.keySet());
        if (random.nextBoolean()) {
            remember("A" + random.nextInt(8));
        }
    }

    /// What must be known now, as [ScriptedIntegration#asOf] spells it.
    Set<String> truth() {
        Set<String> truth = new TreeSet<>();
        policies.values().forEach(rows -> rows.forEach(row -> truth.add(line(row))));
        Set<Key> named = new HashSet<>();
        policies.values()
                .forEach(rows -> rows.forEach(row -> {
                    if (row instanceof Grant grant) {
                        named.add(grant.account());
                    } else if (row instanceof Link link) {
                        named.add(link.from());
                    }
                }));
        for (Key end : named) {
            if (end.id().startsWith("GHOST")) {
                truth.add(
                        end.type().equals("user")
                                ? "account %s %s absent".formatted(end.id(), end.id())
                                : "resource team %s %s {\"stub\": \"true\"}".formatted(end.id(), end.id()));
            }
        }
        return truth;
    }

    /// Ids of the audit entries that were ever handed over.
    Set<String> entries() {
        return new TreeSet<>(changes);
    }

    private void change(String id) {
        unchanged.remove(id);
        policies.remove(id);
        if (random.nextInt(4) == 0) {
            return;
        }
        Key policy = new Key("policy", id);
        Map<String, Row> rows = new TreeMap<>();
        rows.put("", new Resource(policy, "Policy " + random.nextInt(3), Map.of("kind", "k" + random.nextInt(2))));
        for (int i = random.nextInt(5); i > 0; i--) {
            String who = random.nextInt(4) == 0 ? "GHOST" + random.nextInt(2) : "P" + random.nextInt(PEOPLE);
            String way = random.nextInt(3) == 0 ? "" : "level " + random.nextInt(2);
            rows.put("g" + who + way, new Grant(user(who), policy, "target", way, said("since")));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String team = random.nextInt(3) == 0 ? "GHOST" : "T" + random.nextInt(2);
            rows.put("l" + team, new Link(new Key("team", team), "owns", policy, said("levels")));
        }
        policies.put(id, List.copyOf(rows.values()));
    }

    private void handOver(String id, boolean kept) {
        List<Row> rows = policies.get(id);
        if (rows == null) {
            return;
        }
        if (kept) {
            script.keep("policies", new Key("policy", id), 1);
        } else {
            script.record("policies", id, rows.toArray(Row[]::new));
        }
    }

    private void remember(String id) {
        changes.add(id);
        script.record(
                "trail",
                id,
                new Change(id, Instant.EPOCH, "update", new Key("team", "T0"), null, null, "other", Map.of()));
    }

    private Map<String, String> said(String key) {
        return random.nextBoolean() ? Map.of() : Map.of(key, String.valueOf(random.nextInt(2)));
    }

    private static String line(Row row) {
        return switch (row) {
            case Resource it -> "resource policy %s %s %s".formatted(it.key().id(), it.name(), json(it.attributes()));
            case Grant it ->
                "grant %s target on policy %s%s %s"
                        .formatted(
                                it.account().id(),
                                it.resource().id(),
                                it.through().isEmpty() ? "" : " through " + it.through(),
                                json(it.attributes()));
            case Link it ->
                "link team %s owns policy %s %s"
                        .formatted(it.from().id(), it.to().id(), json(it.attributes()));
            case Row.Account account -> throw new IllegalArgumentException(account.toString());
            case Change change -> throw new IllegalArgumentException(change.toString());
            case Row.Mentioned mentioned -> throw new IllegalArgumentException(mentioned.toString());
        };
    }

    private static String json(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .findFirst()
                .map(said -> "{\"%s\": \"%s\"}".formatted(said.getKey(), said.getValue()))
                .orElse("{}");
    }
}
