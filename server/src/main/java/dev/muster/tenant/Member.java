package dev.muster.tenant;

/// A user of a tenant.
public record Member(UserId user, String name, String email, Role role) {}
