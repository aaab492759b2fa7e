package dev.muster.shipping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the sink did when a server looked after it last.
///
/// @param at     when that was
/// @param behind entries that it has not taken yet
/// @param oldest when the oldest of them was recorded; none when there are none
/// @param fault   why it takes none; none when it does
/// @param shipped when it took something last; none when it never did
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SinkState(
        Instant at,
        long behind,
        @Nullable Instant oldest,
        @Nullable String fault,
        @Nullable Instant shipped) {}
