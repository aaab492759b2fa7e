package dev.muster.passkey;

import java.util.Base64;
import java.util.Collection;
import java.util.List;

/// What a browser is to ask an authenticator for, in the JSON form of
/// [Web Authentication](https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON).
public sealed interface Question {
    /// How long the browser waits.
    long TIMEOUT = Challenges.PATIENCE.toMillis();
    /// The authenticator verifies who uses it, by a PIN, a finger or a face.
    String REQUIRED = "required";

    /// A passkey by its id, in base64url.
    record Known(String type, String id) {}

    /// A kind of key by its number in COSE.
    record Kind(String type, int alg) {}

    /// @param id host
    record Party(String id, String name) {}

    /// @param id   bytes that tell nothing of the person, in base64url
    /// @param name of their sign-in, for whoever chooses between several
    record Owner(String id, String name, String displayName) {
        /// @param handle bytes that tell nothing of the person
        public static Owner of(byte[] handle, String name, String displayName) {
            return new Owner(text(handle), name, displayName);
        }
    }

    record Selection(String residentKey, String userVerification) {}

    /// For a new passkey.
    ///
    /// @param excludeCredentials those that the owner has: no authenticator holds two
    record Make(
            Party rp,
            Owner user,
            String challenge,
            List<Kind> pubKeyCredParams,
            long timeout,
            List<Known> excludeCredentials,
            Selection authenticatorSelection,
            String attestation)
            implements Question {

        static Make of(RelyingParty party, Owner owner, Collection<byte[]> known, String challenge) {
            return new Make(
                    new Party(party.host(), "Muster"),
                    owner,
                    challenge,
                    Judge.KINDS.stream()
                            .map(kind -> new Kind(
                                    "public-key", Math.toIntExact(kind.getAlg().getValue())))
                            .toList(),
                    TIMEOUT,
                    named(known),
                    new Selection("preferred", REQUIRED),
                    "none");
        }
    }

    /// For one of the passkeys that somebody has.
    record Use(String rpId, String challenge, long timeout, List<Known> allowCredentials, String userVerification)
            implements Question {

        static Use of(RelyingParty party, Collection<byte[]> known, String challenge) {
            return new Use(party.host(), challenge, TIMEOUT, named(known), REQUIRED);
        }
    }

    private static List<Known> named(Collection<byte[]> ids) {
        return ids.stream().map(id -> new Known("public-key", text(id))).toList();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
