/// What Muster tells people by itself, wherever they are: that an integration began to need them, and that an API token
/// of theirs is about to end.
///
/// Start reading at [IntegrationMails] and [TokenMails].
@ApplicationModule(allowedDependencies = {"edge", "tenant", "token", "integration", "mail"})
@NullMarked
package dev.muster.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
