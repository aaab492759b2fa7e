package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;

import dev.muster.Script;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.PartEnd;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Days of a scripted application, good and bad: people, teams, members and policies come, change, go and come back,
/// what one feed told is told by another, feeds break off and parts of them cannot be read.
final class ScriptedDays {
    private static final Problem FAILING =
            new Problem(Problem.Cause.FAILING, "Scripted answers with errors of its own (503)", "Try again", null);
    private static final int PEOPLE = 7;
    private static final int TEAMS = 4;
    private static final int POLICIES = 3;

    private final Script script;
    private final Random random;
    private final Map<Key, List<Row>> policies = new HashMap<>();

    ScriptedDays(Script script, Random random) {
        this.script = script;
        this.random = random;
    }

    /// What the application says from now on.
    void dawn() {
        script.end("people", random.nextInt(6) == 0 ? new FeedOutcome.Incomplete(FAILING) : new FeedOutcome.Complete());
        for (int i = random.nextInt(3); i > 0; i--) {
            person("P" + random.nextInt(PEOPLE));
        }
        members();
        script.clear("policies");
        script.clear("labels");
        for (int i = 0; i < POLICIES; i++) {
            policy(new Key("policy", "E" + i));
        }
        if (random.nextInt(4) == 0) {
            script.end("policies", new FeedOutcome.Incomplete(FAILING));
        }
    }

    private void person(String id) {
        if (random.nextInt(4) == 0) {
            script.without("people", id);
            return;
        }
        Row.Account person = new Row.Account(
                user(id),
                "Person " + random.nextInt(3),
                random.nextBoolean() ? id + "@acme.example" : null,
                Row.AccountKind.HUMAN,
                random.nextBoolean() ? Row.AccountState.ACTIVE : Row.AccountState.INVITED,
                said("title"));
        script.record("people", id, person, held(id, "account", "account", random.nextBoolean() ? "admin" : "user"));
    }

    /// Members of a team are handed over, or the team's part is unread.
    private void members() {
        script.clear("members");
        long unread = 0;
        for (int i = 0; i < TEAMS; i++) {
            String id = "T" + i;
            if (random.nextInt(8) == 0) {
                script.without("teams", id);
                continue;
            }
            script.record("teams", id, team(id));
            var part = new Part(new Key("team", id), "Team " + id);
            if (random.nextInt(4) == 0) {
                script.ended("members", part, new PartEnd.Unread(FAILING, Instant.EPOCH));
                unread++;
                continue;
            }
            script.ended("members", part, new PartEnd.Read());
            for (int person = 0; person < PEOPLE; person++) {
                if (random.nextInt(3) > 0) {
                    script.record("members", id + person, held("P" + person, "team", id, "member"));
                }
            }
        }
        script.end(
                "members", unread == 0 ? new FeedOutcome.Complete() : new FeedOutcome.Partial(unread, TEAMS, FAILING));
    }

    /// A policy that did not change may still be told by another feed than the day before.
    private void policy(Key policy) {
        if (random.nextInt(3) == 0) {
            policies.put(policy, random.nextInt(5) == 0 ? List.of() : rows(policy));
        }
        List<Row> rows = policies.getOrDefault(policy, List.of());
        if (!rows.isEmpty()) {
            script.record(random.nextInt(3) == 0 ? "labels" : "policies", policy.id(), rows.toArray(Row[]::new));
        }
    }

    private List<Row> rows(Key policy) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(policy, "Policy " + random.nextInt(2), Map.of()));
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(new Row.Grant(
                    user("P" + random.nextInt(3)),
                    policy,
                    random.nextBoolean() ? "target" : "on_duty",
                    random.nextBoolean() ? "" : "level " + random.nextInt(2),
                    said("since")));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            rows.add(new Row.Link(new Key("team", "T" + random.nextInt(TEAMS)), "owns", policy, said("levels")));
        }
        return rows;
    }

    private static Row.Grant held(String person, String type, String id, String value) {
        return new Row.Grant(user(person), new Key(type, id), value);
    }

    private Map<String, String> said(String key) {
        return random.nextBoolean() ? Map.of() : Map.of(key, String.valueOf(random.nextInt(2)));
    }
}
