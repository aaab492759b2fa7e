package dev.muster.custom;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedSink;
import dev.muster.connector.Memory;
import dev.muster.connector.Problem;
import dev.muster.connector.Relation;
import dev.muster.connector.ResourceType;
import dev.muster.connector.Setting;
import dev.muster.connector.Setting.Option;
import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.StoredForm;
import dev.muster.host.FeedCertificate;
import dev.muster.host.RunReason;
import dev.muster.integration.BroughtData;
import dev.muster.integration.IntegrationKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whatever has no connector, as one: its far side is the file that was brought last.
@Component
@Order(2)
final class CustomApplication implements BroughtData {
    static final String ID = "custom";
    /// The one type of its resources; what a file calls their types is an attribute.
    static final String RESOURCE = "resource";
    static final String ACCOUNT = "user";
    /// A group holds access that its members have by it.
    static final String HOLDS = "holds";

    static final Feed ACCOUNTS = new Feed("accounts", "Accounts", "accounts", true, Set.of());
    static final Feed RESOURCES = new Feed("resources", "Resources", "resources", true, Set.of());
    static final Feed GRANTS = new Feed("grants", "Grants", "grants", true, Set.of());

    private static final Description ANY = describedWith(List.of());

    private final UploadStore store;
    private final Readings readings;

    CustomApplication(UploadStore store, Readings readings) {
        this.store = store;
        this.readings = readings;
    }

    @Override
    public Description describe() {
        return ANY;
    }

    @Override
    public Description describe(@Nullable String form) {
        return form == null ? ANY : describedWith(levels(StoredForm.read(form).levels()));
    }

    @Override
    public Optional<AccessRules> rules(@Nullable String form) {
        return form == null ? Optional.empty() : FileRules.of(StoredForm.read(form));
    }

    /// From least to most.
    private static List<Entitlement> levels(List<LevelForm> levels) {
        return IntStream.range(0, levels.size())
                .mapToObj(rank -> new Entitlement(
                        RESOURCE,
                        levels.get(rank).value(),
                        levels.get(rank).title(),
                        levels.get(rank).privileged(),
                        rank))
                .toList();
    }

    @Override
    public Optional<AccessRules> rules() {
        return Optional.empty();
    }

    @Override
    public Check check(Configuration configuration, Deadline deadline) {
        return new Check.Refused(
                new Problem(
                        Problem.Cause.NOT_PERMITTED,
                        "Its data comes in files, so there is no connection to test",
                        "Upload a file",
                        null),
                0,
                Duration.ZERO);
    }

    @Override
    public Collected collect(Configuration configuration, Memory memory, FeedSink sink) {
        throw new IllegalStateException("A custom application is read for one integration");
    }

    @Override
    public Connector of(IntegrationKey integration) {
        return readings.of(this, integration);
    }

    @Override
    public Optional<RunReason.Held> objection(IntegrationKey integration, int run, List<FeedCertificate> feeds) {
        Upload upload = store.newestReady(integration)
                .orElseThrow(() -> new IllegalStateException("Run %d read a file that is not there".formatted(run)));
        store.readBy(integration, upload.number(), run);
        long rejected = feeds.stream().mapToLong(FeedCertificate::rejected).sum();
        if (rejected > 0) {
            return Optional.of(new RunReason.RowsRejected(rejected, upload.rows()));
        }
        return upload.byScript() ? Optional.empty() : Optional.of(new RunReason.LookFirst(upload.name()));
    }

    private static Description describedWith(List<Entitlement> levels) {
        return new Description(
                ID,
                "Custom application",
                "Any application, by file",
                "People and what they may do, from a CSV or XLSX file that you upload, or that a script sends. Same history, guard and certificate as any other.",
                "1",
                List.of(promise()),
                List.of(ACCOUNTS, RESOURCES, GRANTS),
                levels,
                List.of(new ResourceType(RESOURCE, ResourceType.Part.OBJECT, "Resource", "Resources", "server-2")),
                List.of(
                        new Relation(AccessRules.OWNS, "Owns", "Owned by"),
                        new Relation(HOLDS, "Its members hold access on", "Held by members of")));
    }

    static Setting promise() {
        return new Setting.Choice(
                PROMISE,
                "A new file is promised every",
                "When the file is older, the application needs attention and says so.",
                List.of(
                        new Option("31", "31 days", ""),
                        new Option("1", "day", ""),
                        new Option("7", "7 days", ""),
                        new Option("14", "14 days", ""),
                        new Option("92", "92 days", ""),
                        new Option("366", "366 days", "")),
                null);
    }
}
