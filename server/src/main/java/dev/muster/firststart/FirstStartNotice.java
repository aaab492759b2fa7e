package dev.muster.firststart;

import dev.muster.edge.MusterUrl;
import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Prints the link of [FirstStart] for whoever started the server. To the console only: a log is kept and sent about,
/// so it stands beside the log where that goes to the console.
@Component
class FirstStartNotice {
    private final FirstStart firstStart;
    private final MusterUrl url;

    FirstStartNotice(FirstStart firstStart, MusterUrl url) {
        this.firstStart = firstStart;
        this.url = url;
    }

    @EventListener
    void print(ApplicationReadyEvent ready) {
        Environment settings = ready.getApplicationContext().getEnvironment();
        String server = url.absolute("", address(settings));
        PrintStream console = "json".equals(settings.getProperty("muster.log-format")) ? System.err : System.out;
        firstStart
                .link()
                .ifPresent(link -> console.printf(
                        "Nobody can sign in yet. Create the first tenant and its Administrator with this link, once:%n  %s%s%n",
                        server, link));
    }

    /// As typed into a browser on the server's machine.
    private static String address(Environment server) {
        String host = server.getProperty("server.address", "127.0.0.1");
        String reachable = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
        String scheme = server.getProperty("muster.tls-cert", "").isEmpty() ? "http" : "https";
        return "%s://%s:%s".formatted(scheme, reachable, server.getRequiredProperty("local.server.port"));
    }
}
