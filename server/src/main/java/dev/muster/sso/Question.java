package dev.muster.sso;

import dev.muster.session.SecretCode;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// What a provider is asked for one browser, which keeps it until the answer comes.
///
/// @param tenant   whose provider it is
/// @param callback where the answer goes, as the provider was told
/// @param state    comes back by the browser
/// @param nonce    comes back in the ID token
/// @param verifier shows to the provider that the code is brought by whoever asked for it (PKCE)
/// @param again    whether somebody who is signed in is to prove it once more
/// @param to       address within Muster to go on to; empty for the start
record Question(
        UUID tenant,
        String callback,
        String state,
        String nonce,
        String verifier,
        Instant askedAt,
        boolean again,
        String to) {

    static Question of(UUID tenant, String callback, Instant now, boolean again, String to) {
        return new Question(
                tenant, callback, SecretCode.forForm(), SecretCode.forForm(), SecretCode.forForm(), now, again, to);
    }

    /// The hash of the verifier, which is all the provider learns before the code is brought.
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(SecretCode.hash(verifier));
    }

    @Override
    public String toString() {
        return "Question[tenant=%s, askedAt=%s, (secret)]".formatted(tenant, askedAt);
    }
}
