/// The pages under Settings: members, API tokens, how long the past is kept, and the audit record.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "edge",
            "audit",
            "api",
            "tenant",
            "session",
            "factor",
            "passkey",
            "signin",
            "token",
            "invitation",
            "mail",
            "integration",
            "ledger",
            "sync",
            "download",
            "web"
        })
@NullMarked
package dev.muster.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
