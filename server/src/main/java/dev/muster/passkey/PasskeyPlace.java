package dev.muster.passkey;

import dev.muster.edge.MusterUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Whether there can be passkeys where a request came from. They are bound to the host of `MUSTER_URL`: were it the one
/// that a request names, whoever sends the request would choose it.
@Component
class PasskeyPlace {
    private static final String LOOPBACK = "localhost";
    private static final Pattern IP_ADDRESS = Pattern.compile("\\[.*|\\d+(\\.\\d+){3}");

    private final MusterUrl url;

    PasskeyPlace(MusterUrl url) {
        this.url = url;
    }

    /// What was found.
    sealed interface Found {
        /// Passkeys can be made and used.
        record Here(RelyingParty party) implements Found {}

        /// They cannot.
        ///
        /// @param why as a sentence, with what to do
        record Nowhere(String why) implements Found {}
    }

    /// Looks at `MUSTER_URL`, and where there is none, at the request.
    Found of(HttpServletRequest request) {
        URI address = URI.create(url.absolute("/", request));
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        if (IP_ADDRESS.matcher(host).matches()) {
            return new Found.Nowhere(onIpAddress(host, address.getPort()));
        }
        boolean loopback = host.equals(LOOPBACK);
        if (!url.isSet() && !loopback) {
            return new Found.Nowhere("Passkeys are bound to the address of Muster, and this one was not told its own."
                    + " Whoever runs it can say it as MUSTER_URL.");
        }
        boolean https = "https".equals(address.getScheme());
        if (!https && !loopback) {
            return new Found.Nowhere("Browsers use passkeys over https alone, and this Muster speaks http.");
        }
        return new Found.Here(new RelyingParty(host, origin(address, host, https)));
    }

    private String onIpAddress(String host, int port) {
        String advice = url.isSet()
                ? "Whoever runs this Muster can give it a name, and say it as MUSTER_URL."
                : "On the machine itself, http://%s:%d does; elsewhere Muster needs a name, said as MUSTER_URL."
                        .formatted(LOOPBACK, port);
        return "Passkeys belong to a host with a name, and this is the IP address %s. %s".formatted(host, advice);
    }

    private static String origin(URI address, String host, boolean https) {
        int usual = https ? 443 : 80;
        String port = address.getPort() < 0 || address.getPort() == usual ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + host + port;
    }
}
