package dev.muster.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How members of a tenant sign in (`settings/signingIn`): POST `/t/{tenant}/settings/signing-in` with `required`,
/// `true` or `false`.
///
/// @param required  whether members without a second factor are not let in
/// @param members   how many there are
/// @param without   names of those who have none
/// @param self      whether the viewer has one
/// @param mayChange whether the viewer may change that
/// @param refused   why the last change was not made, as a sentence
/// @param done      what the last change did, as a sentence
public record SigningInView(
        boolean required,
        int members,
        List<String> without,
        boolean self,
        boolean mayChange,
        @Nullable String refused,
        @Nullable String done) {
    public SigningInView {
        without = List.copyOf(without);
    }
}
