package dev.muster;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.GitHubShaped;
import java.util.Optional;

/// A [ScriptedConnector] in the shape of another application, whose levels add up.
public final class ScriptedRepositories extends ScriptedConnector {
    static final String ID = "repositories";

    @Override
    public Description describe() {
        return GitHubShaped.describe(ID, super.describe().settings());
    }

    @Override
    public Optional<AccessRules> rules() {
        return Optional.of(new GitHubShaped());
    }
}
