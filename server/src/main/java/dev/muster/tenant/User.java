package dev.muster.tenant;

/// Somebody who signs in to Muster.
///
/// @param email as typed; several users may have the same one, see [EmailAddress]
public record User(UserId id, String name, String email) {}
