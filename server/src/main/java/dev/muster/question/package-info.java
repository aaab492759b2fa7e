/// Questions that are asked again and again, each with its number and the list behind it.
///
/// Start reading at [Question].
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "access",
            "changes",
            "people",
            "saved",
            "ledger",
            "web",
            "integration"
        })
@NullMarked
package dev.muster.question;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
