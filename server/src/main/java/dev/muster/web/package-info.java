/// What every page shares: layout, navigation, tenant switcher, error pages and assets.
///
/// Start reading at [Page].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "edge",
            "request",
            "audit",
            "witness",
            "tenant",
            "session",
            "signin",
            "api"
        })
@NullMarked
package dev.muster.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
