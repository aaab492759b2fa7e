package dev.muster.tenant;

/// Somebody who signs in to Muster.
///
/// @param email unique in this Muster, whatever the case of its letters
public record User(UserId id, String name, String email) {}
