/// What people see of integrations: the list, adding, configuring, owners, deleting, their audit records, and the REST
/// of all this; and what every page about one integration begins with, whichever room draws the rest.
///
/// Start reading at [ListPages] and [IntegrationHeads]. What an integration is stands in the room `integration`.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "audit",
            "tenant",
            "web",
            "api",
            "signin",
            "integration",
            "connector",
            "host"
        })
@NullMarked
package dev.muster.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
