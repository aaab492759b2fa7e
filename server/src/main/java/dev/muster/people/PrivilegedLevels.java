package dev.muster.people;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells statements which levels are privileged in which application.
@Component
public class PrivilegedLevels {
    private final Catalogue catalogue;

    PrivilegedLevels(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record Privileged(UUID integration, Entitlement level) {}

    /// Fills in `:privilegedAt`, `:privilegedOn` and `:privilegedValues`: integrations, types of resources and
    /// values, one of each for each level.
    public JdbcClient.StatementSpec in(PeopleState state, JdbcClient.StatementSpec statement) {
        List<Privileged> all = state.applications().stream().flatMap(this::of).toList();
        return statement
                .param("privilegedAt", all.stream().map(Privileged::integration).toArray(UUID[]::new))
                .param(
                        "privilegedOn",
                        all.stream().map(one -> one.level().resourceType()).toArray(String[]::new))
                .param(
                        "privilegedValues",
                        all.stream().map(one -> one.level().value()).toArray(String[]::new));
    }

    private Stream<Privileged> of(Revision revision) {
        Description application = catalogue.describe(revision.integration());
        return application.entitlements().stream()
                .filter(Entitlement::privileged)
                .map(level -> new Privileged(revision.integration().id().value(), level));
    }
}
