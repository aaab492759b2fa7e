package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    private Path folder;

    @Test
    void only_ciphers_that_prove_each_message_and_keep_old_secrets_are_spoken_the_best_first() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        PemPair.make().write(certificate, key);
        var connector = new Connector(BoundedProtocol.class.getName());
        var tls = new Tls(TlsFiles.of(certificate.toString(), key.toString()));

        tls.speakThrough(connector);
        tls.destroy();

        SSLHostConfig host = ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).findSslHostConfigs()[0];
        assertThat(host.getProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        assertThat(host.getHonorCipherOrder()).isTrue();
        assertThat(host.getJsseCipherNames())
                .containsExactly(
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_CHACHA20_POLY1305_SHA256",
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }
}
