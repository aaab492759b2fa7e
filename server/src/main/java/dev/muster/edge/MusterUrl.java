package dev.muster.edge;

import dev.muster.database.CannotStart;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How people reach Muster, as `MUSTER_URL` says it: the one source of links. Everywhere else an address is a path
/// within Muster, `/sign-in`; what leaves the server gets the path of this URL before it.
public final class MusterUrl {
    /// What the paths within Muster begin with. A URL that ends in one of them could not be told from it.
    private static final Set<String> OWN = Set.of(
            "api",
            "assets",
            "choose-tenant",
            "error",
            "favicon.ico",
            "first-start",
            "forgotten-password",
            "health",
            "invitation",
            "second-factor",
            "set-password",
            "sign-in",
            "sign-out",
            "t",
            "theme");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final @Nullable URI url;

    private MusterUrl(@Nullable URI url) {
        this.url = url;
    }

    /// @param said      `MUSTER_URL`; empty for none
    /// @param speaksTls whether this server does
    /// @throws CannotStart when links could not be made of it
    static MusterUrl parse(String said, boolean speaksTls) {
        if (said.isBlank()) {
            return new MusterUrl(null);
        }
        URI url = url(said.strip());
        if (speaksTls && !"https".equals(url.getScheme())) {
            throw new CannotStart(
                    "MUSTER_URL is %s, but with --tls-cert this server speaks https.".formatted(url),
                    "Write https:// in MUSTER_URL, or leave --tls-cert and --tls-key out.");
        }
        return new MusterUrl(url);
    }

    private static URI url(String said) {
        try {
            URI url = new URI(said.endsWith("/") ? said.substring(0, said.length() - 1) : said);
            boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!http || url.getHost() == null || hasMore(url)) {
                throw wrong(said, null);
            }
            refuseUnclearPath(url.getRawPath());
            return url;
        } catch (URISyntaxException noUrl) {
            throw wrong(said, noUrl);
        }
    }

    private static boolean hasMore(URI url) {
        return url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null;
    }

    private static void refuseUnclearPath(String path) {
        if (path.isEmpty()) {
            return;
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        boolean plain = segments.stream()
                .allMatch(segment -> segment.matches("[A-Za-z0-9._~-]+") && !segment.matches("\\.{1,2}"));
        if (!plain) {
            throw new CannotStart(
                    "The path of MUSTER_URL, %s, holds more than letters, digits and . _ ~ -.".formatted(path),
                    "Choose a plain path such as /muster, there and in the proxy.");
        }
        if (OWN.contains(segments.getFirst())) {
            throw new CannotStart(
                    "The path of MUSTER_URL begins with /%s, as addresses within Muster do."
                            .formatted(segments.getFirst()),
                    "Choose another path such as /muster, there and in the proxy.");
        }
    }

    private static CannotStart wrong(String said, @Nullable Exception cause) {
        return new CannotStart(
                "MUSTER_URL is '%s', which is not the address of a web site.".formatted(said),
                "Write it as people type it, with https:// or http:// and without query: https://example.org/muster.",
                cause);
    }

    /// Whether the operator named one.
    public boolean isSet() {
        return url != null;
    }

    public boolean isHttps() {
        return url != null && "https".equals(url.getScheme());
    }

    /// What every address begins with in a browser: `/muster`; empty when Muster has the whole host.
    public String path() {
        return url == null ? "" : url.getRawPath();
    }

    /// An address as a browser on any machine needs it, for mails, invitations and other places outside our pages.
    ///
    /// @param path    within Muster: `/set-password?code=...`
    /// @param request tells the server's name when the operator did not
    public String absolute(String path, HttpServletRequest request) {
        return url == null ? asTyped(request) + path : url + path;
    }

    /// The same for whoever has no request at hand.
    ///
    /// @param otherwise what to begin with when the operator named no URL: `http://127.0.0.1:8080`
    public String absolute(String path, String otherwise) {
        return (url == null ? otherwise : url.toString()) + path;
    }

    /// The address a request asks for, within Muster and without its query: `/t/acme/integrations`.
    public static String within(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    String scheme(String otherwise) {
        return url == null ? otherwise : url.getScheme();
    }

    String host(String otherwise) {
        return url == null ? otherwise : url.getHost();
    }

    /// @param otherwise the port when none is named at all
    int port(int otherwise) {
        if (url == null) {
            return otherwise;
        }
        return url.getPort() > 0 ? url.getPort() : defaultPort(url.getScheme());
    }

    private static String asTyped(HttpServletRequest request) {
        int port = request.getServerPort();
        String host = request.getServerName();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        String server = request.getScheme() + "://" + shown;
        return port == defaultPort(request.getScheme()) ? server : server + ":" + port;
    }

    private static int defaultPort(String scheme) {
        return "https".equals(scheme) ? HTTPS : HTTP;
    }
}
