package dev.muster.backup;

/// What a finished command tells at its end.
///
/// @param tables number of tables
/// @param bytes  of the file
/// @param sha256 of the file, as `sha256sum` prints it
public record Summary(long rows, int tables, long bytes, String sha256) {}
