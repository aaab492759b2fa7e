/// Who is asking: passwords and what is asked besides, sessions, throttling; who may do what is asked at its door.
@ApplicationModule(
        allowedDependencies = {
            "database",
            "problem",
            "edge",
            "request",
            "audit",
            "secret",
            "tenant",
            "session",
            "mail",
            "token",
            "factor",
            "passkey"
        })
@NullMarked
package dev.muster.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
