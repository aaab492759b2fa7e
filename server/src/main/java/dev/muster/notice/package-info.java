/// What Muster tells people by itself, wherever they are: that an integration began to need them.
///
/// Start reading at [IntegrationMails].
@ApplicationModule(allowedDependencies = {"database", "edge", "tenant", "integration", "mail"})
@NullMarked
package dev.muster.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
