package dev.muster.snapshot;

import dev.muster.connector.Configuration;
import dev.muster.connector.ConnectorSource;
import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Manual;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import dev.muster.snapshot.sheet.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The options that a person gave, turned into answers to the connector's settings.
final class Wanted {
    private final ConnectorSource source;
    private final ConnectorSource.Connection connection;
    private final Manual.FeedChoice feedChoice;
    private final Map<String, String> choices;
    private final Map<String, Secret> secrets = new HashMap<>();
    private String fingerprint = "";

    /// @throws Misused when a choice is none of those that the connector offers
    public Wanted(ConnectorSource source, ConnectorSource.Connection connection) throws Misused {
        this.source = source;
        this.connection = connection;
        this.feedChoice = source.manual().feeds();
        this.choices = new HashMap<>(connection.choices());
        for (Setting setting : described().settings()) {
            if (setting instanceof Setting.Choice choice && choices.containsKey(choice.id())) {
                requireOffered(choice, choices.getOrDefault(choice.id(), ""));
            }
        }
    }

    Manual.Means means() {
        return connection.means();
    }

    Order order() {
        return new Order(
                connection.connector(),
                new Configuration(choices, secrets),
                source.feeds(choices.getOrDefault(feedChoice.setting(), feedChoice.usual())),
                source.manual(),
                means(),
                new Credential(means().words(), 0, null, fingerprint));
    }

    /// @param feeds groups and ids of feeds, separated by commas
    void feeds(String feeds) throws Misused {
        List<String> known =
                new ArrayList<>(feedChoice.groups().stream().sorted().toList());
        described().feeds().stream().map(Feed::id).forEach(known::add);
        List<String> names = Arrays.stream(feeds.split(",")).map(String::strip).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new Misused(Words.typed(name) + " is no feed", "Choose some of: " + String.join(", ", known));
            }
        }
        choices.put(feedChoice.setting(), String.join(",", names));
    }

    void token(Secret token) {
        means().answers().forEach(answer -> secret(answer.setting(), token));
    }

    /// Takes the answers from the environment.
    ///
    /// @param option that needs them
    void answers(String option, Map<String, String> environment) throws Misused {
        for (Manual.Answer answer : means().answers()) {
            String value = environment.getOrDefault(answer.variable(), "").strip();
            if (value.isEmpty()) {
                throw new Misused(
                        "%s needs %s in the environment".formatted(option, answer.variable()), "Set it and try again");
            }
            if (isSecret(answer.setting())) {
                secret(answer.setting(), Secret.of(value));
            } else {
                choices.put(answer.setting(), value);
            }
        }
    }

    private boolean isSecret(String id) {
        return described().settings().stream()
                .anyMatch(setting ->
                        setting instanceof Setting.SecretText && setting.id().equals(id));
    }

    /// Gives a secret, and chooses what makes it matter.
    private void secret(String id, Secret secret) {
        secrets.put(id, secret);
        fingerprint = secret.fingerprint();
        described().settings().stream()
                .filter(setting -> setting.id().equals(id))
                .map(Setting::when)
                .forEach(when -> {
                    if (when != null) {
                        choices.put(when.choice(), when.value());
                    }
                });
    }

    private static void requireOffered(Setting.Choice choice, String given) throws Misused {
        List<String> offered =
                choice.options().stream().map(Setting.Option::value).toList();
        if (!offered.contains(given)) {
            throw new Misused(
                    "%s is no %s".formatted(Words.typed(given), choice.label().toLowerCase(Locale.ROOT)),
                    "Choose one of: " + String.join(", ", offered));
        }
    }

    private Description described() {
        return connection.connector().describe();
    }
}
