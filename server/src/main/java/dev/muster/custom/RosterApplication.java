package dev.muster.custom;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedSink;
import dev.muster.connector.Memory;
import dev.muster.host.FeedCertificate;
import dev.muster.host.RunReason;
import dev.muster.integration.BroughtData;
import dev.muster.integration.IntegrationKey;
import dev.muster.people.Roster;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Who works here, told by files like a custom application: people are its accounts, and nobody holds anything by it.
@Component
@Order(3)
final class RosterApplication implements BroughtData {
    /// The one type of its accounts.
    static final String PERSON = "person";

    static final Feed PEOPLE = new Feed("people", "People", "people", true, Set.of());

    private static final Description ROSTER = new Description(
            Roster.APPLICATION,
            "Roster",
            "Who works here",
            "People with their e-mails, manager, department, first and last day, from a CSV or XLSX file.",
            "1",
            List.of(CustomApplication.promise()),
            List.of(PEOPLE),
            List.of(),
            List.of(),
            List.of());

    private final CustomApplication files;
    private final Readings readings;

    RosterApplication(CustomApplication files, Readings readings) {
        this.files = files;
        this.readings = readings;
    }

    @Override
    public Description describe() {
        return ROSTER;
    }

    /// Whatever its files look like.
    @Override
    public Description describe(@Nullable String form) {
        return ROSTER;
    }

    @Override
    public boolean isOnlyOne() {
        return true;
    }

    @Override
    public Optional<AccessRules> rules() {
        return Optional.empty();
    }

    @Override
    public Check check(Configuration configuration, Deadline deadline) {
        return files.check(configuration, deadline);
    }

    @Override
    public Collected collect(Configuration configuration, Memory memory, FeedSink sink) {
        throw new IllegalStateException("A roster is read for one integration");
    }

    @Override
    public Connector of(IntegrationKey integration) {
        return readings.of(this, integration);
    }

    @Override
    public Optional<RunReason.Held> objection(IntegrationKey integration, int run, List<FeedCertificate> feeds) {
        return files.objection(integration, run, feeds);
    }
}
