package dev.muster.connector;

import org.jspecify.annotations.Nullable;

/// What a connector knows after reading, besides the rows.
///
/// @param credential what the credential turned out to be; none when the application was never reached
/// @param memory     what the next reading should be given, should this one be published
public record Collected(@Nullable Credential credential, Memory memory) {}
