/// People: which accounts belong to one, who works here, and what people decided where neither e-mail nor roster
/// tells.
///
/// Start reading at [PeopleLedger], which opens what all questions are about.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "tenant",
            "problem",
            "audit",
            "integration",
            "setup",
            "ledger",
            "rights",
            "download",
            "saved",
            "web",
            "api",
            "connector"
        })
@NullMarked
package dev.muster.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
