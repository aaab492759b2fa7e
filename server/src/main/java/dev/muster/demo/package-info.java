/// Something to look at within a minute: simulated PagerDuty accounts, two tenants, a sign-in for each role, and
/// integrations that were made, and lived a story, by the same front doors a person goes through.
///
/// Start reading at [Demo]; the story is told by [Plot] and [AcmePeople]. No other room knows of this one but the
/// command line; whoever makes the server's clock knows [StoryTime].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "audit",
            "tenant",
            "signin",
            "token",
            "integration",
            "custom",
            "people",
            "sync",
            "connector",
            "simulator"
        })
@NullMarked
package dev.muster.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
