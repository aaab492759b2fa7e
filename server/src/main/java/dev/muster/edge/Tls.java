package dev.muster.edge;

import dev.muster.database.CannotStart;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/// Speaks TLS with the pair of [TlsFiles], and with the next one when the files change. A new pair that cannot be used
/// is said in the log, once, and the old one stays.
final class Tls implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Tls.class);
    private static final int SECONDS_BETWEEN_LOOKS = 5;

    /// The best first. Every browser of the last ten years has one of them; what is kept secret stays so when the
    /// server's key is lost later.
    private static final List<String> CIPHERS_OF_1_2 = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    private static final List<String> CIPHERS_OF_1_3 =
            List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256");

    private final @Nullable TlsFiles files;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-files").factory());
    private TlsFiles.@Nullable Content seen;

    /// @param files none to speak plain http
    Tls(@Nullable TlsFiles files) {
        this.files = files;
    }

    /// @throws CannotStart when the files cannot be used
    void speakThrough(Connector connector) {
        if (files != null) {
            speakThrough(connector, files);
        }
    }

    private void speakThrough(Connector connector, TlsFiles files) {
        var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        seen = files.read();
        protocol.setSSLEnabled(true);
        protocol.addSslHostConfig(host(protocol, files.store(seen)));
        connector.setScheme("https");
        connector.setSecure(true);
        looks.scheduleWithFixedDelay(
                () -> look(protocol, files), SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private void look(AbstractHttp11Protocol<?> protocol, TlsFiles files) {
        try {
            TlsFiles.Content now = files.read();
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            protocol.addSslHostConfig(host(protocol, files.store(now)), true);
            log.info("The TLS certificate was renewed from {}.", files.certificate());
        } catch (CannotStart unusable) {
            log.warn(
                    "The new TLS certificate is not used, the one before stays: {} {}",
                    unusable.happened(),
                    unusable.remedy());
        } catch (RuntimeException unforeseen) {
            log.warn("The new TLS certificate is not used, the one before stays.", unforeseen);
        }
    }

    private static SSLHostConfig host(AbstractHttp11Protocol<?> protocol, KeyStore pair) {
        var host = new SSLHostConfig();
        host.setHostName(protocol.getDefaultSSLHostConfigName());
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCiphers(String.join(":", CIPHERS_OF_1_2));
        host.setCipherSuites(String.join(":", CIPHERS_OF_1_3));
        host.setHonorCipherOrder(true);
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(pair);
        certificate.setCertificateKeyAlias(TlsFiles.ALIAS);
        certificate.setCertificateKeystorePassword("");
        host.addCertificate(certificate);
        return host;
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }
}
