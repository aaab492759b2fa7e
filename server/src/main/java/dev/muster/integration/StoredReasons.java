package dev.muster.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muster.host.FeedReason;
import dev.muster.host.Reason;
import dev.muster.host.RunReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/// Reasons as the database keeps them: which case it is, and its facts. What a name stands for never changes, because
/// rows of years ago hold it; a case may get further facts.
public final class StoredReasons {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Reason.class, Named.class)
            .changeDefaultPropertyInclusion(included -> included.withValueInclusion(JsonInclude.Include.NON_NULL))
            .registerSubtypes(ofFeeds())
            .registerSubtypes(ofRuns())
            .build();

    private StoredReasons() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Named {}

    public static String facts(RunReason reason) {
        return JSON.writerFor(RunReason.class).writeValueAsString(reason);
    }

    public static String facts(FeedReason reason) {
        return JSON.writerFor(FeedReason.class).writeValueAsString(reason);
    }

    /// @param told  by an earlier version, in words; empty since
    /// @param facts none where nothing was ever said
    public static RunReason ofRun(@Nullable String told, @Nullable String facts) {
        if (told != null && !told.isEmpty()) {
            return new RunReason.Told(told);
        }
        return facts == null ? new RunReason.None() : JSON.readValue(facts, RunReason.class);
    }

    /// @param facts none where nothing was ever said
    public static FeedReason ofFeed(@Nullable String facts) {
        return facts == null ? new FeedReason.None() : JSON.readValue(facts, FeedReason.class);
    }

    private static NamedType[] ofFeeds() {
        return new NamedType[] {
            new NamedType(FeedReason.None.class, "none"),
            new NamedType(FeedReason.Broken.class, "broken"),
            new NamedType(FeedReason.PartsUnread.class, "parts_unread"),
            new NamedType(FeedReason.NotAvailable.class, "not_available"),
            new NamedType(FeedReason.NotReached.class, "not_reached"),
            new NamedType(FeedReason.Told.class, "told"),
        };
    }

    private static NamedType[] ofRuns() {
        return new NamedType[] {
            new NamedType(RunReason.None.class, "none"),
            new NamedType(RunReason.FeedLacking.class, "feed_lacking"),
            new NamedType(RunReason.NothingRead.class, "nothing_read"),
            new NamedType(RunReason.AllBut.class, "all_but"),
            new NamedType(RunReason.NoAccounts.class, "no_accounts"),
            new NamedType(RunReason.WouldDisappear.class, "would_disappear"),
            new NamedType(RunReason.SeesLess.class, "sees_less"),
            new NamedType(RunReason.SeesLessOf.class, "sees_less_of"),
            new NamedType(RunReason.RowsRejected.class, "rows_rejected"),
            new NamedType(RunReason.LookFirst.class, "look_first"),
            new NamedType(RunReason.FailedSince.class, "failed_since"),
            new NamedType(RunReason.StoppedBy.class, "stopped_by"),
            new NamedType(RunReason.ServerStopped.class, "server_stopped"),
            new NamedType(RunReason.LeftBehind.class, "left_behind"),
            new NamedType(RunReason.Replaced.class, "replaced"),
            new NamedType(RunReason.Discarded.class, "discarded"),
            new NamedType(RunReason.CredentialSealed.class, "credential_sealed"),
            new NamedType(RunReason.Restored.class, "restored"),
            new NamedType(RunReason.RowsMissing.class, "rows_missing"),
            new NamedType(RunReason.NotStored.class, "not_stored"),
            new NamedType(RunReason.Fault.class, "fault"),
            new NamedType(RunReason.Told.class, "told"),
        };
    }
}
