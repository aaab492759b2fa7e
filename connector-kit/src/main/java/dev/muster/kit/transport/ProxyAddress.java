package dev.muster.kit.transport;

import dev.muster.connector.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A proxy, and what it wants to know before it lets anybody through.
///
/// @param credential `user:password`; none when it asks nobody
record ProxyAddress(String host, int port, @Nullable Secret credential) {
    private static final int USUAL_PORT = 80;

    /// @param name of the setting, for messages; they never repeat the text, which may hold a password
    /// @param text `http://user:password@host:port`, or without the beginning
    static ProxyAddress parse(String name, String text) throws RouteRefused {
        String url = text.contains("://") ? text : "http://" + text;
        if (!url.toLowerCase(Locale.ROOT).startsWith("http://")) {
            throw new RouteRefused(
                    "%s names a proxy that is not spoken to by plain http, and Muster can use no other".formatted(name),
                    "Write http://host:port, which is how proxies for https are spoken to; the connection through it"
                            + " is encrypted all the same");
        }
        try {
            return of(withoutPath(url));
        } catch (IllegalArgumentException unreadable) {
            throw new RouteRefused(
                    "%s holds something that is no address of a proxy".formatted(name),
                    "Write http://host:port or http://user:password@host:port, with %XX for special characters in"
                            + " user and password");
        }
    }

    private static String withoutPath(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static ProxyAddress of(String url) {
        URI address = URI.create(url);
        if (address.getHost() == null
                || !address.getRawPath().isEmpty()
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getPort() > 65_535) {
            throw new IllegalArgumentException("No address of a proxy");
        }
        String user = address.getRawUserInfo();
        return new ProxyAddress(
                address.getHost(),
                address.getPort() < 0 ? USUAL_PORT : address.getPort(),
                user == null || user.isEmpty() ? null : Secret.of(credential(user)));
    }

    /// A colon that is part of the user's name cannot be told apart from the one that ends it, here as in HTTP.
    private static String credential(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? decoded(userInfo) + ":"
                : decoded(userInfo.substring(0, colon)) + ":" + decoded(userInfo.substring(colon + 1));
    }

    /// A plus is a plus: this is no form.
    private static String decoded(String text) {
        String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (plain.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Control characters in user or password");
        }
        return plain;
    }

    /// The header that says who asks.
    Optional<Secret> authorization() {
        return Optional.ofNullable(credential)
                .map(known -> Secret.of("Basic "
                        + Base64.getEncoder().encodeToString(known.expose().getBytes(StandardCharsets.UTF_8))));
    }

    /// As messages name it.
    String name() {
        return host + ":" + port;
    }
}
