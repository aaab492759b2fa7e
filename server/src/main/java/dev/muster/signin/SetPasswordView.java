package dev.muster.signin;

import java.util.Map;

/// What the page behind an invitation link shows (`signin/setPassword`).
/// Its form: POST `/set-password` with `code` (hidden) and `password`.
///
/// @param name   of the invited user
/// @param email  they will sign in with
/// @param faults sentence by field name
public record SetPasswordView(String code, String name, String email, Map<String, String> faults) {

    public SetPasswordView {
        faults = Map.copyOf(faults);
    }

    /// The code lets its bearer in; it stays out of logs.
    @Override
    public String toString() {
        return "SetPasswordView[" + email + ", (secret)]";
    }
}
