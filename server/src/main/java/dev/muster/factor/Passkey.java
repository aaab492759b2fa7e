package dev.muster.factor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A passkey of somebody, as its owner tells it from others.
///
/// @param name     that the owner gave it
/// @param host     of the Muster that it was made for; no other host can ask for it
/// @param lastUsed none before it was used
public record Passkey(
        UUID id,
        String name,
        String host,
        Instant added,
        @Nullable Instant lastUsed) {}
