package dev.muster.connector;

import java.util.Map;

/// What an administrator filled in, by the ids of [Description#settings]. Prints no secret, because [Secret] does
/// not.
///
/// @param choices answers to [Setting.Choice], [Setting.Several] and [Setting.Text]
/// @param secrets answers to [Setting.SecretText]
public record Configuration(Map<String, String> choices, Map<String, Secret> secrets) {
    public Configuration {
        choices = Map.copyOf(choices);
        secrets = Map.copyOf(secrets);
    }

    /// @throws IllegalArgumentException when the choice was not made
    public String choice(String id) {
        return present(choices, id);
    }

    /// @throws IllegalArgumentException when the secret is missing
    public Secret secret(String id) {
        return present(secrets, id);
    }

    private static <T> T present(Map<String, T> answers, String id) {
        T answer = answers.get(id);
        if (answer == null) {
            throw new IllegalArgumentException("The configuration has no %s".formatted(id));
        }
        return answer;
    }
}
