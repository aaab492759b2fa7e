package dev.muster.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a mail: it waits, was sent, or was given up.
///
/// @param sentAt    when the mail server took it
/// @param givenUpAt when it was no longer tried
/// @param fault     why the mail server did not take it the last time; none when it was not tried, or sent
public record SentMail(
        UUID id,
        Mail.About about,
        String recipient,
        String subject,
        Instant writtenAt,
        @Nullable Instant sentAt,
        @Nullable Instant givenUpAt,
        @Nullable String fault) {}
