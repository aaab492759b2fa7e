package dev.muster.setup;

import dev.muster.web.Badge;
import org.jspecify.annotations.Nullable;

/// How an integration stands, as every page that names it shows it: badge and message together, and what may be done
/// next.
///
/// @param badge      one of the statuses: `Connected`
/// @param message    the whole sentence beside it: `Data available`
/// @param syncing    whether a run is under way besides what the badge says
/// @param percent    how far that run is; none when it cannot be told
/// @param configured whether a credential was ever saved
/// @param paused     whether the daily sync is switched off
/// @param heldRun    number of the run that waits for a decision
/// @param oldCredential whether all is well but for a credential that should be replaced
/// @param counting   the piece of the message that counts what could not be read; none when it counts nothing
/// @param brought    whether its data comes in files that people upload
public record Standing(
        Badge badge,
        String message,
        boolean syncing,
        @Nullable Integer percent,
        boolean configured,
        boolean paused,
        @Nullable Long heldRun,
        boolean oldCredential,
        @Nullable Counting counting,
        boolean brought) {

    /// Of an integration that a connector reads.
    public Standing(
            Badge badge,
            String message,
            boolean syncing,
            @Nullable Integer percent,
            boolean configured,
            boolean paused,
            @Nullable Long heldRun,
            boolean oldCredential,
            @Nullable Counting counting) {
        this(badge, message, syncing, percent, configured, paused, heldRun, oldCredential, counting, false);
    }

    /// With credentials that may stay.
    public Standing(
            Badge badge,
            String message,
            boolean syncing,
            @Nullable Integer percent,
            boolean configured,
            boolean paused,
            @Nullable Long heldRun) {
        this(badge, message, syncing, percent, configured, paused, heldRun, false, null);
    }

    /// A piece of the message.
    ///
    /// @param words as they stand in it
    /// @param href  where each of what they count is named
    public record Counting(String words, String href) {
        /// The message up to this piece.
        public String before(String message) {
            return message.substring(0, message.indexOf(words));
        }

        /// The message behind this piece.
        public String after(String message) {
            return message.substring(message.indexOf(words) + words.length());
        }
    }

    /// Whether the progress chip stands beside the badge; during the first sync the badge itself says it.
    public boolean showsProgressChip() {
        return syncing && badge != Badge.SYNCING;
    }

    /// Whether a sync may be asked for now.
    public boolean maySync() {
        return configured && !syncing && !paused && heldRun == null && !brought;
    }

    /// Whether a file may be uploaded now.
    public boolean mayUpload() {
        return brought && !syncing && !paused;
    }
}
