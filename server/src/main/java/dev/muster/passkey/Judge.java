package dev.muster.passkey;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Judges what authenticators answer: the JSON of a `PublicKeyCredential`. It counts when it was given to a page of
/// ours, for our host, to the question that waited, by an authenticator that verified who used it. Who made the
/// authenticator is not asked. Safe for many threads.
@Component
class Judge {
    /// What a passkey may sign with, the one liked best first: ECDSA over P-256, Ed25519, RSA, all with SHA-256 or
    /// better.
    static final List<PublicKeyCredentialParameters> KINDS = List.of(
            kind(COSEAlgorithmIdentifier.ES256),
            kind(COSEAlgorithmIdentifier.EdDSA),
            kind(COSEAlgorithmIdentifier.RS256));

    private static final int LONGEST = 20_000;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    /// The passkey that was made.
    ///
    /// @param challenge that was taken
    Credential made(RelyingParty party, String challenge, String answer) throws PasskeyRefused {
        var wanted = new RegistrationParameters(asked(party, challenge), KINDS, true);
        return judged(() -> credential(manager.verifyRegistrationResponseJSON(bounded(answer), wanted)));
    }

    private Credential credential(RegistrationData data) {
        AuthenticatorData<?> told = requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        AttestedCredentialData made = requireNonNull(told.getAttestedCredentialData());
        return new Credential(
                made.getCredentialId(),
                converter.getCborConverter().writeValueAsBytes(made.getCOSEKey()),
                told.isFlagBE(),
                told.getSignCount());
    }

    /// The passkey that proved itself, with its new counter.
    ///
    /// @param owner     bytes that name whose passkey it must be
    /// @param challenge that was taken
    /// @param find      the owner's passkeys, by id
    Credential used(
            RelyingParty party,
            byte[] owner,
            String challenge,
            String answer,
            Function<byte[], Optional<Credential>> find)
            throws PasskeyRefused {
        AuthenticationData data = judged(() -> manager.parseAuthenticationResponseJSON(bounded(answer)));
        if (data.getUserHandle() != null && !Arrays.equals(data.getUserHandle(), owner)) {
            throw new PasskeyRefused(Refusal.UNKNOWN_PASSKEY);
        }
        Credential known =
                find.apply(judged(() -> id(data))).orElseThrow(() -> new PasskeyRefused(Refusal.UNKNOWN_PASSKEY));
        var wanted = new AuthenticationParameters(asked(party, challenge), stored(known), List.of(known.id()), true);
        long counter = judged(() -> requireNonNull(manager.verify(data, wanted).getAuthenticatorData())
                .getSignCount());
        return new Credential(known.id(), known.publicKey(), known.backupEligible(), counter);
    }

    /// What the library's annotations say of an array, NullAway takes for its elements.
    @SuppressWarnings("NullAway")
    private static byte[] id(AuthenticationData data) {
        return requireNonNull(data.getCredentialId());
    }

    private interface Look<T> {
        T at();
    }

    /// All that a browser sends is foreign, so whatever goes wrong in reading it is a refusal: the library casts and
    /// counts on what it has not looked at.
    private static <T> T judged(Look<T> look) throws PasskeyRefused {
        try {
            return look.at();
        } catch (VerificationException wrong) {
            throw new PasskeyRefused(why(wrong), wrong);
        } catch (RuntimeException unreadable) {
            throw new PasskeyRefused(Refusal.UNREADABLE, unreadable);
        }
    }

    private static Refusal why(VerificationException wrong) {
        return switch (wrong) {
            case BadChallengeException other -> Refusal.NOT_ASKED;
            case BadOriginException other -> Refusal.ANOTHER_ORIGIN;
            case BadTopOriginException framed -> Refusal.ANOTHER_ORIGIN;
            case CrossOriginException framed -> Refusal.ANOTHER_ORIGIN;
            case BadRpIdException other -> Refusal.ANOTHER_HOST;
            case UserNotVerifiedException nobody -> Refusal.NOT_VERIFIED;
            case MaliciousCounterValueException back -> Refusal.COUNTER_WENT_BACK;
            default -> Refusal.NOT_PROVED;
        };
    }

    private static String bounded(String answer) {
        if (answer.length() > LONGEST) {
            throw new IllegalArgumentException("An answer of %d characters".formatted(answer.length()));
        }
        return answer;
    }

    private static ServerProperty asked(RelyingParty party, String challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(party.origin()))
                .rpId(party.host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private CredentialRecordImpl stored(Credential known) {
        COSEKey key = requireNonNull(converter.getCborConverter().readValue(known.publicKey(), COSEKey.class));
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                known.backupEligible(),
                null,
                known.counter(),
                new AttestedCredentialData(AAGUID.ZERO, known.id(), key),
                null,
                null,
                null,
                Set.of());
    }

    private static PublicKeyCredentialParameters kind(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }
}
