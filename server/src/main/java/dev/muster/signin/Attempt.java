package dev.muster.signin;

import dev.muster.tenant.User;
import java.time.Instant;
import java.util.List;

/// How an attempt to sign in ended.
sealed interface Attempt {
    /// E-mail and password belong together.
    ///
    /// @param users one; several only where one person chose the same password for each, who then says which
    record Right(List<User> users) implements Attempt {
        public Right {
            users = List.copyOf(users);
        }
    }

    /// They do not, or nobody has that e-mail: which of the two is not told.
    record Wrong() implements Attempt {}

    /// Too many were wrong; the password was not looked at.
    ///
    /// @param again when the next attempt will be
    record TooMany(Instant again) implements Attempt {}
}
