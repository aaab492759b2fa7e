package dev.muster.signin;

import java.util.List;
import java.util.UUID;

/// Which of several sign-ins is meant (`signin/choose`): POST `/sign-in/choose` with `user`.
///
/// @param email that all of them have
public record SignInChoicesView(String email, List<Choice> choices) {

    public SignInChoicesView {
        choices = List.copyOf(choices);
    }

    /// @param tenants where it leads: `Acme, Globex`; empty when nowhere
    public record Choice(UUID user, String name, String tenants) {}
}
