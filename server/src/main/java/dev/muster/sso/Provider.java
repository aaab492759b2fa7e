package dev.muster.sso;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;

/// A provider of OpenID Connect, as its discovery tells it.
///
/// @param authorization where browsers are sent to
/// @param token         where codes are exchanged
/// @param secretInForm  whether the client secret goes in the form, because no header is taken
/// @param namesIssuer   whether it names itself in each answer that comes back by the browser
/// @param keys          that it signs with; asks again for one that is not known
record Provider(
        String issuer,
        URI authorization,
        URI token,
        boolean secretInForm,
        boolean namesIssuer,
        JWKSource<SecurityContext> keys) {}
