package dev.muster.kit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The certificates that a company's proxy signs with, beside those that Java trusts, never instead of them.
final class TrustedRoots {
    private TrustedRoots() {}

    /// @param file with one or more certificates in PEM
    static SSLContext with(Path file) throws RouteRefused {
        List<Certificate> roots = new ArrayList<>(read(file));
        try {
            roots.addAll(ofJava());
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (Certificate root : roots) {
                all.setCertificateEntry("root " + all.size(), root);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting(all), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("Java could not use its own certificates", impossible);
        }
    }

    private static List<Certificate> read(Path file) throws RouteRefused {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException unreadable) {
            throw new RouteRefused(
                    "MUSTER_CA_FILE names %s, which cannot be read".formatted(file),
                    "Name a file that this user may read, or leave the setting out");
        } catch (GeneralSecurityException noCertificate) {
            throw without(file);
        }
        throw without(file);
    }

    private static RouteRefused without(Path file) {
        return new RouteRefused(
                "MUSTER_CA_FILE names %s, which holds no certificates".formatted(file),
                "It needs one or more in PEM, each beginning with -----BEGIN CERTIFICATE-----");
    }

    private static List<Certificate> ofJava() throws GeneralSecurityException {
        return Arrays.stream(trusting(null))
                .flatMap(manager -> manager instanceof X509TrustManager x509
                        ? Stream.<Certificate>of(x509.getAcceptedIssuers())
                        : Stream.empty())
                .toList();
    }

    /// @param roots none for those of Java
    private static TrustManager[] trusting(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }
}
