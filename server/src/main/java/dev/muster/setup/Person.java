package dev.muster.setup;

/// A member of the tenant who may own an integration.
///
/// @param id the user's id, as forms send it
public record Person(String id, String name, String email) {}
