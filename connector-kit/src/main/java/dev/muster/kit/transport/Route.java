package dev.muster.kit.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// The way to the service's hosts, the API and the identity host alike: through which proxy, and trusting whom.
///
/// Nothing on this machine is ever asked through a proxy. Where there is a proxy it finds hosts by name, since a
/// machine behind one often cannot.
public final class Route {
    /// Without a proxy of Muster's own choosing, trusting whom Java trusts.
    public static final Route DIRECT = new Route(null, NoProxy.NOBODY, null);

    private final @Nullable ProxyAddress proxy;
    private final NoProxy around;
    private final @Nullable SSLContext trusting;

    private Route(@Nullable ProxyAddress proxy, NoProxy around, @Nullable SSLContext trusting) {
        this.proxy = proxy;
        this.around = around;
        this.trusting = trusting;
    }

    /// What the environment says: settings of Muster's own first, then the usual variables in either case.
    ///
    /// @param settings the value of a variable; null when it is not set
    /// @throws RouteRefused when one of them cannot be used
    public static Route of(Settings settings) throws RouteRefused {
        ProxyAddress proxy = null;
        for (String name : List.of("MUSTER_HTTPS_PROXY", "HTTPS_PROXY", "HTTP_PROXY")) {
            Optional<String> value = settings.find(name);
            if (proxy == null && value.isPresent()) {
                proxy = ProxyAddress.parse(name, value.get());
            }
        }
        NoProxy around = NoProxy.of(settings.find("MUSTER_NO_PROXY")
                .or(() -> settings.find("NO_PROXY"))
                .orElse(""));
        Optional<String> roots = settings.find("MUSTER_CA_FILE");
        return new Route(proxy, around, roots.isEmpty() ? null : TrustedRoots.with(Path.of(roots.get())));
    }

    /// Where settings come from.
    ///
    /// @param variables the value of each by its name
    public record Settings(Function<String, @Nullable String> variables) {

        /// In capitals, else in small letters; one that is blank counts as not set.
        Optional<String> find(String name) {
            return value(name).or(() -> value(name.toLowerCase(Locale.ROOT)));
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
        }
    }

    void prepare(HttpClient.Builder client) {
        if (proxy != null) {
            client.proxy(new Selector());
        }
        if (trusting != null) {
            client.sslContext(trusting);
        }
    }

    /// Begins a request. What a proxy wants to know is sent to the proxy alone.
    public HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        proxyFor(address)
                .flatMap(ProxyAddress::authorization)
                .ifPresent(value -> request.header("Proxy-Authorization", value.expose()));
        return request;
    }

    /// As messages name a host: with the proxy on the way to it.
    public String nameOf(URI address) {
        return proxyFor(address)
                .map(by -> "%s (through the proxy %s)".formatted(address.getRawAuthority(), by.name()))
                .orElse(address.getRawAuthority());
    }

    private Optional<ProxyAddress> proxyFor(URI address) {
        String host = address.getHost();
        return Loopback.is(host) || around.has(host, port(address)) ? Optional.empty() : Optional.ofNullable(proxy);
    }

    private static int port(URI address) {
        int https = 443;
        return address.getPort() < 0 ? https : address.getPort();
    }

    /// As Java's client asks for it.
    @NullUnmarked
    private final class Selector extends ProxySelector {
        @Override
        public List<Proxy> select(URI address) {
            return List.of(proxyFor(address)
                    .map(by -> new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(by.host(), by.port())))
                    .orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI address, SocketAddress at, IOException why) {
            // The request fails, and says so.
        }
    }
}
