package dev.muster.web;

import dev.muster.edge.MusterUrl;
import dev.muster.edge.SessionName;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// Makes the [Frame] of a page from its request.
@Component
public class Frames {
    /// Request attribute under which sign-in leaves the nonce of the answer's content policy.
    private static final String NONCE = "cspNonce";

    private final Assets assets;
    private final SessionName names;

    Frames(Assets assets, SessionName names) {
        this.assets = assets;
        this.names = names;
    }

    /// The frame of the page that answers this request.
    public Frame of(HttpServletRequest request) {
        return new Frame(
                assets.base(),
                csrf(request),
                (String) request.getAttribute(NONCE),
                Theme.chosenIn(request, names),
                server(request),
                here(request));
    }

    private static @Nullable Csrf csrf(HttpServletRequest request) {
        Object token = request.getAttribute(CsrfToken.class.getName());
        return token instanceof CsrfToken csrf ? new AskedLate(csrf) : null;
    }

    private record AskedLate(CsrfToken csrf) implements Csrf {
        @Override
        public String name() {
            return csrf.getParameterName();
        }

        @Override
        public String token() {
            return csrf.getToken();
        }
    }

    private static String server(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length()) + request.getContextPath();
    }

    private static String here(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return "/";
        }
        String query = request.getQueryString();
        String path = MusterUrl.within(request);
        return query == null ? path : path + "?" + query;
    }
}
