/// What passkeys are asked, and how their answers are judged: [Web Authentication](https://www.w3.org/TR/webauthn-3/).
/// Keeps nothing; whose passkeys there are is known to `factor`.
///
/// Start reading at [Ceremonies].
@ApplicationModule(allowedDependencies = {"edge", "session", "problem"})
@NullMarked
package dev.muster.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
