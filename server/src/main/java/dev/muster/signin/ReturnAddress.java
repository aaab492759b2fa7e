package dev.muster.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.edge.MusterUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where to go on after signing in: a path on this server, or the start.
///
/// A browser reads `//host`, `/\host` and control characters inside either as another server; such an address counts
/// as none. So does one with letters outside ASCII or with braces, which no address that a browser asked for has: a
/// header cannot hold the ones, and a redirect takes the others for places to fill in.
///
/// @param path within Muster, with its query; empty for the start
public record ReturnAddress(String path) {
    private static final Pattern LOCAL = Pattern.compile("/([!-~&&[^/\\\\{}]][!-~&&[^\\\\{}]]*)?");
    private static final int LONGEST = 2000;

    private static final ReturnAddress START = new ReturnAddress("");

    /// As it came back from the sign-in page.
    public static ReturnAddress typed(@Nullable String address) {
        if (address == null
                || address.length() > LONGEST
                || !LOCAL.matcher(address).matches()) {
            return START;
        }
        return new ReturnAddress(address);
    }

    /// The page somebody was on when they turned out not to be signed in.
    static ReturnAddress of(HttpServletRequest request) {
        String htmxPage = request.getHeader("HX-Current-URL");
        if (htmxPage != null) {
            return pathOf(htmxPage, request.getContextPath());
        }
        if (!"GET".equals(request.getMethod())) {
            return pathOf(request.getHeader("Referer"), request.getContextPath());
        }
        String query = request.getQueryString();
        String path = MusterUrl.within(request);
        return typed(query == null ? path : path + "?" + query);
    }

    /// Where to send the browser.
    public String orStart() {
        return path.isEmpty() ? "/" : path;
    }

    /// The sign-in page that remembers this address.
    ///
    /// @param expired whether a session has ended
    public String signIn(boolean expired) {
        String to = path.isEmpty() || path.equals("/") ? "" : "to=" + URLEncoder.encode(path, UTF_8);
        String note = expired ? "expired=true" : "";
        String query = to.isEmpty() || note.isEmpty() ? to + note : to + "&" + note;
        return query.isEmpty() ? "/sign-in" : "/sign-in?" + query;
    }

    private static ReturnAddress pathOf(@Nullable String page, String below) {
        if (page == null) {
            return START;
        }
        try {
            URI address = new URI(page);
            String path = address.getRawPath();
            if (path == null || !path.startsWith(below + "/")) {
                return START;
            }
            String within = path.substring(below.length());
            String query = address.getRawQuery();
            return typed(query == null ? within : within + "?" + query);
        } catch (URISyntaxException foreign) {
            return START;
        }
    }
}
