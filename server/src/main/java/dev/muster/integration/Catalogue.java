package dev.muster.integration;

import dev.muster.connector.Connector;
import dev.muster.connector.Description;
import dev.muster.connector.Setting;
import dev.muster.problem.NoSuchThing;
import java.util.List;
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
