package dev.muster.tenant;

import java.util.UUID;

/// A person who signs in to Muster. May be a member of several tenants.
public record UserId(UUID value) {}
