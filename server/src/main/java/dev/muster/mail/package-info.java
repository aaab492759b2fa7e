/// Mail that Muster sends: written in the transaction of what it tells, sealed until it is sent, and tried again while
/// the mail server does not take it. No part of Muster speaks to a mail server but this room.
///
/// Start reading at [Mails].
@ApplicationModule(allowedDependencies = {"database", "problem", "secret", "edge", "connector"})
@NullMarked
package dev.muster.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
