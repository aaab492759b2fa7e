package dev.muster.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    private static final byte[] MESSAGE = "an entry".getBytes(US_ASCII);

    private final SigningKey key = TestSigningKey.make();

    /// An auditor checks with whatever is at hand.
    @Test
    void another_implementation_checks_what_it_signs_by_its_public_key() throws Exception {
        byte[] signature = key.sign(MESSAGE);

        assertThat(signature).hasSize(SigningKey.BYTES);
        assertThat(javaSays(key.publicKey(), MESSAGE, signature)).isTrue();
        assertThat(javaSays(key.publicKey(), "another".getBytes(US_ASCII), signature))
                .isFalse();
    }

    @Test
    void a_key_checks_what_another_implementation_signed() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature java = Signature.getInstance("Ed25519");
        java.initSign(pair.getPrivate());
        java.update(MESSAGE);
        byte[] signature = java.sign();
        VerifyingKey parsed = VerifyingKey.parse(hex(pair.getPublic()));

        assertThat(parsed.text()).isEqualTo(hex(pair.getPublic()));
        assertThat(parsed.made(signature, MESSAGE)).isTrue();
        assertThat(key.made(signature, MESSAGE)).isFalse();
        signature[63] ^= 1;
        assertThat(parsed.made(signature, MESSAGE)).isFalse();
        assertThat(parsed.made(new byte[3], MESSAGE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "00", "302a", "302a300506032b6570032100"})
    void what_is_no_public_key_is_refused(String text) {
        assertThatThrownBy(() -> VerifyingKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "EC"})
    void keys_of_another_kind_are_refused(String kind) throws Exception {
        String text = hex(KeyPairGenerator.getInstance(kind).generateKeyPair().getPublic());

        assertThatThrownBy(() -> VerifyingKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean javaSays(String publicKey, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        Signature java = Signature.getInstance("Ed25519");
        java.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(publicKey))));
        java.update(message);
        return java.verify(signature);
    }

    private static String hex(PublicKey key) {
        return HexFormat.of().formatHex(key.getEncoded());
    }
}
