package dev.muster.integration;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Connector;
import dev.muster.connector.Description;
import dev.muster.connector.Setting;
import dev.muster.problem.NoSuchThing;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The applications this version of Muster can read.
@Component
public class Catalogue {
    private final List<Connector> connectors;

    Catalogue(List<Connector> connectors) {
        this.connectors = List.copyOf(connectors);
    }

    /// All of them, as they describe themselves.
    public List<Description> applications() {
        return connectors.stream().map(Connector::describe).toList();
    }

    /// Those that a tenant may add as many of as it likes.
    public List<Description> offered() {
        return connectors.stream()
                .filter(connector -> !(connector instanceof BroughtData brought && brought.isOnlyOne()))
                .map(Connector::describe)
                .toList();
    }

    /// The connector with this id.
    ///
    /// @throws NoSuchThing when this version has none
    public Connector connector(String application) {
        return connectors.stream()
                .filter(connector -> connector.describe().id().equals(application))
                .findFirst()
                .orElseThrow(() -> new NoSuchThing(
                        "This version of Muster has no connector for %s. Look at the catalogue for those it has."
                                .formatted(application)));
    }

    /// What reads an integration.
    public Connector connector(IntegrationKey key, Integration integration) {
        Connector connector = connector(integration.application());
        return connector instanceof BroughtData brought ? brought.of(key) : connector;
    }

    /// The description of an integration's application, as far as it differs from integration to integration.
    public Description describe(Integration integration) {
        Connector connector = connector(integration.application());
        return connector instanceof BroughtData brought ? brought.describe(integration.form()) : connector.describe();
    }

    /// The rules of an integration's application; empty when nobody can tell how levels add up there.
    public Optional<AccessRules> rules(Integration integration) {
        Connector connector = connector(integration.application());
        return connector instanceof BroughtData brought ? brought.rules(integration.form()) : connector.rules();
    }

    /// The connector of an application whose data is brought; empty for one that Muster reads by itself.
    public Optional<BroughtData> brought(String application) {
        return connector(application) instanceof BroughtData brought ? Optional.of(brought) : Optional.empty();
    }

    /// The description of the connector with this id.
    ///
    /// @throws NoSuchThing when this version has none
    public Description describe(String application) {
        return connector(application).describe();
    }

    /// A setting as the form calls it: `Access Token`; its id when this version has no such setting any more.
    public String settingLabel(String application, String setting) {
        return describe(application).settings().stream()
                .filter(known -> known.id().equals(setting))
                .map(Setting::label)
                .findFirst()
                .orElse(setting);
    }
}
