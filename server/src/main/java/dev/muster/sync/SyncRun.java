package dev.muster.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.muster.host.RunReason;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One attempt to read all feeds of an integration.
///
/// @param number           1, 2, 3 ... within the integration
/// @param startedBy        `daily schedule` or a name
/// @param endedAt          none while it reads
/// @param outcome          none while it reads
/// @param why              why it did not end complete
/// @param cancelledBy      who asked it to stop
/// @param connectorVersion version of the connector that read
/// @param credential       what the credential turned out to be; none when the application was never reached
/// @param revision         the revision it became; none when nothing was published
/// @param changes          facts that began, ended and changed with that revision
/// @param digest           one digest over the digests of its feeds; none when nothing was read
public record SyncRun(
        int number,
        Instant startedAt,
        String startedBy,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        @JsonIgnore RunReason why,
        @Nullable String cancelledBy,
        String connectorVersion,
        @Nullable SeenCredential credential,
        @Nullable Integer revision,
        Changes changes,
        @Nullable String digest) {

    /// Why it did not end complete, in words; empty when it did.
    @JsonProperty("reason")
    public String reason() {
        return why.sentence();
    }

    /// How a run ended.
    public enum Outcome {
        /// Every feed was read to its end, or is not part of plan or scope; all of it is published.
        COMPLETE,
        /// Some feeds were read to their end and are published; the others keep their old rows.
        PARTIAL,
        /// Nothing is published.
        FAILED,
        /// Read to its end, but it would close too much: waits for a person.
        HELD,
        /// Stopped, discarded or replaced; nothing is published.
        CANCELLED;

        /// As the API and the database say it: `complete`.
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a run found its credential to be.
    ///
    /// @param kind        `Account key, sees everything`
    /// @param reach       0 to 100
    /// @param fingerprint tells it from another credential
    /// @param account     `acme.example.com`
    public record SeenCredential(
            String kind,
            int reach,
            String fingerprint,
            @Nullable String account) {}

    /// Facts that began, ended and went on with another content.
    public record Changes(long added, long removed, long changed) {

        /// Nothing at all.
        public static final Changes NONE = new Changes(0, 0, 0);

        /// Whether anything differs from the revision before.
        public boolean any() {
            return added + removed + changed > 0;
        }
    }
}
