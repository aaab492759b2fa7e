package dev.muster.integration;

import java.util.UUID;

/// One configured connection of a tenant to one application.
public record IntegrationId(UUID value) {}
