/// Integrations of a tenant: catalogue, settings, owners, status and message.
///
/// Start reading at [Integrations]. What a sync finds out reaches this room through [IntegrationStates].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "audit",
            "tenant",
            "secret",
            "signin",
            "web",
            "api",
            "connector",
            "host",
            "pagerduty",
            "kit"
        })
@NullMarked
package dev.muster.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
