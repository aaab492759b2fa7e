package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.signin.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way into a packaged server that nobody can sign in to yet: its operator follows the link that it prints, and is
/// the Administrator of the first tenant from then on.
final class FirstTenant {
    static final String SLUG = "acme";
    static final String EMAIL = "ana@acme.example";
    static final String PASSWORD = "correct horse battery";

    private static final Pattern LINK = Pattern.compile("/first-start\\?code=(\\S+)");

    private FirstTenant() {}

    /// @param below path at which `ana` finds the server; empty for none
    /// @return the answer, which signs her in
    static HttpResponse<String> made(ServerProcess server, Visitor ana, String below) {
        Matcher link = LINK.matcher(server.until("/first-start?code=").output());
        assertThat(link.find()).isTrue();
        ana.get(below + link.group());
        return ana.post(
                below + "/first-start",
                Map.of(
                        "code",
                        link.group(1),
                        "tenantName",
                        "Acme",
                        "slug",
                        SLUG,
                        "name",
                        "Ana Lima",
                        "email",
                        EMAIL,
                        "password",
                        PASSWORD));
    }
}
