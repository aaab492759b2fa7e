package dev.muster.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// An authenticator with one passkey, and the browser before it, which say whatever a test has them say.
public final class SoftAuthenticator {
    private static final int UP = 0x01;
    private static final int UV = 0x04;
    private static final int NEW_KEY = 0x40;
    private static final int COORDINATE = 32;

    private final byte[] id = new byte[16];
    private final KeyPair keys;

    public String origin;
    public String host;
    public boolean verified = true;
    public boolean framed;
    public long counter;
    public byte @Nullable [] owner;

    public SoftAuthenticator(String host, String origin) {
        this.host = host;
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            keys = maker.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] id() {
        return id.clone();
    }

    /// The answer to a question for a new passkey, as the browser sends it.
    public String make(String challenge) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        made.writeBytes(new byte[] {(byte) 0xa3, 0x63});
        made.writeBytes("fmt".getBytes(UTF_8));
        made.write(0x64);
        made.writeBytes("none".getBytes(UTF_8));
        made.write(0x67);
        made.writeBytes("attStmt".getBytes(UTF_8));
        made.writeBytes(new byte[] {(byte) 0xa0, 0x68});
        made.writeBytes("authData".getBytes(UTF_8));
        byte[] told = told(NEW_KEY, key());
        made.writeBytes(new byte[] {0x58, (byte) told.length});
        made.writeBytes(told);
        return answer("""
                "clientDataJSON": "%s", "attestationObject": "%s"\
                """.formatted(text(client("webauthn.create", challenge)), text(made.toByteArray())));
    }

    /// The answer to a question for this passkey.
    public String use(String challenge) {
        byte[] client = client("webauthn.get", challenge);
        byte[] told = told(0, new byte[0]);
        String handle = owner == null ? "" : ", \"userHandle\": \"%s\"".formatted(text(owner));
        return answer("""
                "clientDataJSON": "%s", "authenticatorData": "%s", "signature": "%s"%s\
                """.formatted(text(client), text(told), text(signed(told, client)), handle));
    }

    private String answer(String response) {
        return """
                {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {}, "response": {%2$s}}
                """.formatted(text(id), response);
    }

    private byte[] client(String type, String challenge) {
        return """
                {"type": "%s", "challenge": "%s", "origin": "%s", "crossOrigin": %s}
                """.formatted(type, challenge, origin, framed).getBytes(UTF_8);
    }

    private byte[] told(int flags, byte[] key) {
        return ByteBuffer.allocate(32 + 1 + 4 + key.length)
                .put(sha256(host.getBytes(UTF_8)))
                .put((byte) (flags | UP | (verified ? UV : 0)))
                .putInt((int) counter)
                .put(key)
                .array();
    }

    /// Attested credential data: what kind of authenticator, which is not told, the id, and the public key.
    private byte[] key() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return ByteBuffer.allocate(16 + 2 + id.length + 77)
                .put(new byte[16])
                .putShort((short) id.length)
                .put(id)
                .put(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, COORDINATE})
                .put(coordinate(key.getW().getAffineX().toByteArray()))
                .put(new byte[] {0x22, 0x58, COORDINATE})
                .put(coordinate(key.getW().getAffineY().toByteArray()))
                .array();
    }

    private byte[] signed(byte[] told, byte[] client) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(told);
            signature.update(sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] coordinate(byte[] number) {
        byte[] padded = new byte[COORDINATE];
        int length = Math.min(COORDINATE, number.length);
        byte[] last = Arrays.copyOfRange(number, number.length - length, number.length);
        System.arraycopy(last, 0, padded, COORDINATE - length, length);
        return padded;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
