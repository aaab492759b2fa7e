/// Integrations of a tenant: catalogue, settings, owners, status and message; which connectors are installed. What
/// people see of them stands in the room `setup`.
///
/// Start reading at [Integrations]. What a sync finds out reaches this room through [IntegrationStates].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "audit",
            "tenant",
            "secret",
            "connector",
            "host",
            "pagerduty",
            "kit"
        })
@NullMarked
package dev.muster.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
