package dev.muster.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator says about the way from a browser to this server.
///
/// @param url            `MUSTER_URL`: how people reach Muster, `https://example.org/muster`; empty when as they type
/// it
/// @param trustedProxies `MUSTER_TRUSTED_PROXIES`: addresses and networks, comma-separated; usually none
/// @param tlsCert        `--tls-cert`: a PEM file with the certificate and those that vouch for it; empty without TLS
/// @param tlsKey         `--tls-key`: a PEM file with its private key
@ConfigurationProperties("muster")
record EdgeSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String trustedProxies,
        @DefaultValue("") String tlsCert,
        @DefaultValue("") String tlsKey) {

    boolean speaksTls() {
        return !tlsCert.isBlank() || !tlsKey.isBlank();
    }
}
