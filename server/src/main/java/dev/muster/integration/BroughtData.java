package dev.muster.integration;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Connector;
import dev.muster.connector.Description;
import dev.muster.host.FeedCertificate;
import dev.muster.host.RunReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connector whose data people and scripts bring: nothing is read by the clock, and what each integration brings has
/// a form of its own.
public interface BroughtData extends Connector {
    /// The setting that says how often something new is promised, in days.
    String PROMISE = "promise";

    /// The connector that reads what was brought last to an integration.
    Connector of(IntegrationKey integration);

    /// The description of integrations whose data has this form.
    ///
    /// @param form [Integration#form]; none while nobody said what their data looks like
    Description describe(@Nullable String form);

    /// The rules of integrations whose data has this form; empty where nobody can tell what levels amount to.
    ///
    /// @param form [Integration#form]
    default Optional<AccessRules> rules(@Nullable String form) {
        return Optional.empty();
    }

    /// Whether a tenant has at most one of it. Such a one is begun where it is used, not in the catalogue.
    default boolean isOnlyOne() {
        return false;
    }

    /// Why a person should look at a run before it is published; empty when there is no need. Called once when a
    /// run has read everything, in the transaction that decides about it.
    Optional<RunReason.Held> objection(IntegrationKey integration, int run, List<FeedCertificate> feeds);
}
