package dev.muster.sso;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a provider names.
///
/// @param subject         by which the provider knows them for good
/// @param email           empty when it told none, or none that it verified
/// @param name            empty when it told none
/// @param authenticatedAt when they proved to the provider who they are; none when it does not say
record Identity(
        String subject,
        String email,
        String name,
        List<String> groups,
        @Nullable Instant authenticatedAt) {
    Identity {
        groups = List.copyOf(groups);
    }
}
