package dev.muster.database;

import java.util.UUID;

/// A tenant: one organisation's sealed space. Every statement on tenant data names one.
public record TenantId(UUID value) {}
