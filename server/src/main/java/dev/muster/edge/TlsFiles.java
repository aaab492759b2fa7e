package dev.muster.edge;

import dev.muster.database.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/// The two PEM files by which this server proves its name.
record TlsFiles(Path certificate, Path key) {
    static final String ALIAS = "muster";

    /// @throws CannotStart when one is named without the other
    static TlsFiles of(String certificate, String key) {
        if (certificate.isBlank() || key.isBlank()) {
            throw new CannotStart(
                    "%s is given without %s."
                            .formatted(
                                    key.isBlank() ? "--tls-cert" : "--tls-key",
                                    key.isBlank() ? "--tls-key" : "--tls-cert"),
                    "Give both, or neither to speak plain http.");
        }
        return new TlsFiles(Path.of(certificate), Path.of(key));
    }

    /// Certificate and key as they are on disk now.
    record Content(String certificate, String key) {
        @Override
        public String toString() {
            return "Content[secret]";
        }
    }

    /// @throws CannotStart when one cannot be read
    Content read() {
        return new Content(text("--tls-cert", certificate), text("--tls-key", key));
    }

    private static String text(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new CannotStart("There is no file %s.".formatted(file), "Correct %s.".formatted(option), missing);
        } catch (IOException unreadable) {
            throw new CannotStart(
                    "%s cannot be read (%s).".formatted(file, unreadable.getMessage()),
                    "Let the user that runs Muster read it, or correct %s.".formatted(option),
                    unreadable);
        }
    }

    /// @throws CannotStart when they are no PEM or do not belong together
    KeyStore store(Content content) {
        List<X509Certificate> chain = chain(content.certificate());
        PrivateKey secret = secret(content.key());
        if (!belongTogether(chain.getFirst().getPublicKey(), secret)) {
            throw new CannotStart(
                    "The key in %s is not the one of the certificate in %s.".formatted(key, certificate),
                    "Put the certificate of this server first in its file, and give the key it was made for.");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, secret, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("A key store in memory could not be made", impossible);
        }
    }

    private List<X509Certificate> chain(String text) {
        try {
            return pem(text).getCertificates();
        } catch (RuntimeException noCertificate) {
            throw new CannotStart(
                    "%s holds no certificate that can be read.".formatted(certificate),
                    "Give a PEM file that begins with -----BEGIN CERTIFICATE-----.",
                    noCertificate);
        }
    }

    private PrivateKey secret(String text) {
        if (text.contains("ENCRYPTED")) {
            throw new CannotStart(
                    "The key in %s is protected by a password, which Muster has no way to ask for.".formatted(key),
                    "Take the password off (openssl pkey -in KEY -out PLAIN) and let only the server's user read the file.");
        }
        try {
            PrivateKey found = pem(text).getPrivateKey();
            if (found != null) {
                return found;
            }
        } catch (RuntimeException noKey) {
            throw noKey(noKey);
        }
        throw noKey(null);
    }

    private CannotStart noKey(@Nullable Exception cause) {
        return new CannotStart(
                "%s holds no private key that can be read.".formatted(key),
                "Give a PEM file that begins with -----BEGIN PRIVATE KEY-----.",
                cause);
    }

    private static PemContent pem(String text) {
        PemContent pem = PemContent.of(text);
        if (pem == null) {
            throw new IllegalStateException("It is empty");
        }
        return pem;
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        byte[] probe = new byte[32];
        Arrays.fill(probe, (byte) 7);
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(secret);
            signing.update(probe);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(open);
            checking.update(probe);
            return checking.verify(signature);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }
}
