package dev.muster.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

/// Gives a request the address of its client and the scheme and host people use, and takes every header about them
/// away, so that nothing behind can believe one that anybody may have written.
final class ClientOfProxy extends ValveBase {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final List<String> HEARSAY = List.of(
            FOR,
            PROTO,
            "Forwarded",
            "X-Real-IP",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-Scheme",
            "X-Forwarded-Server",
            "X-Forwarded-By",
            "X-Original-URL",
            "X-Rewrite-URL");

    private static final int HTTPS = 443;

    private final MusterUrl url;
    private final NamedProxies proxies;

    ClientOfProxy(MusterUrl url, NamedProxies proxies) {
        super(true);
        this.url = url;
        this.proxies = proxies;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // None when the client has already gone; a scope (%eth0) is this machine's own word.
        String peer =
                Objects.requireNonNullElse(request.getRemoteAddr(), "0.0.0.0").replaceAll("%.*", "");
        String scheme = request.getScheme();
        boolean secure = request.isSecure();
        String host = request.getServerName();
        int port = request.getServerPort();
        try {
            tellTheTruth(request, peer, scheme, port);
            getNext().invoke(request, response);
        } finally {
            // The next request on this connection is told apart from scratch.
            request.setRemoteAddr(peer);
            request.setRemoteHost(peer);
            request.setSecure(secure);
            request.getCoyoteRequest().scheme().setString(scheme);
            request.getCoyoteRequest().serverName().setString(host);
            request.setServerPort(port);
        }
    }

    private void tellTheTruth(Request request, String peer, String scheme, int port) {
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        InetAddress from = Network.address(peer);
        boolean named = proxies.include(from);
        String client =
                proxies.client(from, Collections.list(headers.values(FOR))).getHostAddress();
        String said = named ? last(Collections.list(headers.values(PROTO))) : "";
        HEARSAY.forEach(headers::removeHeader);
        String used = url.scheme(said.equals("https") || said.equals("http") ? said : scheme);
        request.setRemoteAddr(client);
        request.setRemoteHost(client);
        request.setAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE, client);
        request.setSecure(used.equals("https"));
        request.getCoyoteRequest().scheme().setString(used);
        request.getCoyoteRequest().serverName().setString(url.host(request.getServerName()));
        request.setServerPort(url.port(named && !used.equals(scheme) && used.equals("https") ? HTTPS : port));
    }

    private static String last(List<String> values) {
        String all = String.join(",", values);
        return all.substring(all.lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
    }
}
