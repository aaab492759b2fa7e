package dev.muster;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Credential;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Memory;
import dev.muster.connector.Problem;
import dev.muster.connector.ResourceType;
import dev.muster.connector.ResourceType.Part;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads an application that exists in a test only: what it hands over is what a [Script] says, so that the
/// host can be tested with everything the seam allows. A script is found by the secret that was configured.
public class ScriptedConnector implements Connector {
    static final String ID = "scripted";

    private static final String SIGN_IN = "sign_in";
    /// Where a test types the secret that finds its script.
    static final String ACCESS_KEY = "access_key";

    private static final Setting.When BY_KEY = new Setting.When(SIGN_IN, "key");
    private static final Setting.When BY_APP = new Setting.When(SIGN_IN, "app");
    private static final Map<Secret, Script> SCRIPTS = new ConcurrentHashMap<>();

    static void play(Secret secret, Script script) {
        SCRIPTS.put(secret, script);
    }

    @Override
    public Description describe() {
        return new Description(
                ID,
                "Scripted",
                "Tests",
                "What a test says.",
                "1.0",
                List.of(
                        new Setting.Choice(
                                SIGN_IN,
                                "Sign in with",
                                "",
                                List.of(
                                        new Setting.Option("key", "Access key", "One secret"),
                                        new Setting.Option("app", "App", "A client and its secret")),
                                null),
                        new Setting.SecretText(ACCESS_KEY, "Access Key", "As the application shows it.", BY_KEY),
                        new Setting.Text(
                                "client_id", "Client ID", "Of the app.", "[a-z0-9-]{4,20}", "acme-app-1", BY_APP),
                        new Setting.SecretText("client_secret", "Client Secret", "Of the app.", BY_APP)),
                List.of(
                        new Feed("people", "People", "people", true, Set.of()),
                        new Feed("teams", "Teams", "teams", true, Set.of("people")),
                        new Feed("members", "Team members", "members", true, Set.of("teams"))
                                .inParts(new Feed.Parts(
                                        "team",
                                        "the members of team %s",
                                        "the members of %s teams",
                                        "Scripted refuses them")),
                        new Feed("policies", "Policies", "policies", false, Set.of()),
                        new Feed("duties", "On duty", "duties", false, Set.of(), true),
                        new Feed("trail", "Audit records", "audit records", false, Set.of()),
                        new Feed("labels", "Labels", "labels", false, Set.of())),
                List.of(
                        new Entitlement("account", "admin", "Admin", true),
                        new Entitlement("account", "user", "User", false),
                        new Entitlement("team", "member", "Member", false),
                        new Entitlement("policy", "target", "Target", false),
                        new Entitlement("policy", "on_duty", "On duty", false)),
                List.of(
                        new ResourceType("account", Part.WHOLE, "Account", "Accounts", "world"),
                        new ResourceType("team", Part.GROUP, "Team", "Teams", "users-group")),
                List.of());
    }

    @Override
    public Optional<AccessRules> rules() {
        return Optional.empty();
    }

    @Override
    public Check check(Configuration configuration, Deadline deadline) {
        return script(configuration) == null
                ? new Check.Refused(
                        new Problem(
                                Problem.Cause.CREDENTIAL_REFUSED, "Scripted knows no such secret", "Bring one", null),
                        1,
                        Duration.ZERO)
                : new Check.Works(credential(configuration), List.of(), List.of(), 1, Duration.ZERO);
    }

    @Override
    public Collected collect(Configuration configuration, Memory memory, FeedSink sink) throws InterruptedException {
        Script script = Objects.requireNonNull(script(configuration));
        script.begin(configuration, memory);
        for (Feed feed : describe().feeds()) {
            FeedWriter writer = sink.open(feed);
            writer.requested();
            writer.close(script.write(feed.id(), writer));
        }
        return new Collected(credential(configuration), script.memoryToLeave());
    }

    private static @Nullable Script script(Configuration configuration) {
        return configuration.secrets().values().stream()
                .map(SCRIPTS::get)
                .findFirst()
                .orElse(null);
    }

    private static Credential credential(Configuration configuration) {
        return new Credential(
                "Script",
                100,
                null,
                configuration.secrets().values().iterator().next().fingerprint());
    }
}
