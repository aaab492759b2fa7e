package dev.muster.download;

import dev.muster.audit.Actor;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that somebody asked the background for.
///
/// @param list      id of the [FileList]
/// @param asked     what it is asked with, so that it is the same state whenever it is written
/// @param name      of the file: `acme-access-2026-11-26.xlsx`
/// @param title     what it is, in one line
/// @param keptUntil when it goes
record Download(
        UUID id,
        String list,
        Asked asked,
        FileFormat format,
        String name,
        String title,
        Asker asker,
        Instant askedAt,
        Instant keptUntil,
        Progress progress,
        @Nullable Whole whole,
        @Nullable String fault) {

    /// @param role that they had when they asked; of a service token, the token's
    record Asker(UserId user, Role role, Actor.Kind kind, String name) {
        Actor actor() {
            return new Actor(kind, user.value(), name);
        }
    }

    /// @param attempt  how often it was begun
    /// @param expected rows that were counted; none where nobody could
    /// @param written  rows so far
    /// @param started  the last time; none while it waits
    /// @param ended    none before
    record Progress(
            DownloadState state,
            int attempt,
            @Nullable Long expected,
            long written,
            @Nullable Instant started,
            @Nullable Instant ended) {}

    /// What is known of a file that is ready.
    ///
    /// @param lacking what was not read of the data behind it; empty when everything was
    record Whole(long bytes, String digest, About about, String lacking) {}
}
