/// Webhooks: addresses that a tenant has called, signed, when one of its integrations begins to need people, or
/// an API token is about to end. A call is written in the transaction of what it tells, and tried again for a day while
/// the address does not take it.
///
/// Start reading at [Webhooks], which keeps the addresses, and [Deliveries], which keeps the calls.
@ApplicationModule(
        allowedDependencies = {
            "connector",
            "kit",
            "database",
            "problem",
            "edge",
            "audit",
            "api",
            "secret",
            "tenant",
            "token",
            "integration",
            "web"
        })
@NullMarked
package dev.muster.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
