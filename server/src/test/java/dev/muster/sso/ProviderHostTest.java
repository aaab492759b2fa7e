package dev.muster.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.kit.transport.Route;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderHostTest {

    @Test
    void nothing_is_asked_in_the_clear_elsewhere_or_where_the_operator_lets_nobody_ask() {
        var any = new ProviderHost(Route.DIRECT, new ProviderSettings(List.of()));
        var listed = new ProviderHost(Route.DIRECT, new ProviderSettings(List.of("login.company.example")));

        for (String unsafe : List.of(
                "http://login.company.example/",
                "ftp://127.0.0.1/",
                "https://user@login.company.example/",
                "https:///")) {
            assertThatThrownBy(() -> any.get(URI.create(unsafe)))
                    .as(unsafe)
                    .isInstanceOf(SignOnFault.class)
                    .hasMessageContaining("is no https address");
        }
        assertThatThrownBy(() -> listed.get(URI.create("https://169.254.169.254/")))
                .isInstanceOf(SignOnFault.class)
                .hasMessageContaining("MUSTER_PROVIDER_HOSTS");
        assertThat(new ProviderSettings(List.of("login.company.example")).allow("Login.Company.example"))
                .isTrue();
    }

    @Test
    void a_redirect_is_not_followed() throws SignOnFault {
        try (var provider = new TestProvider()) {
            var host = new ProviderHost(Route.DIRECT, new ProviderSettings(List.of()));
            var moved = URI.create(provider.issuer("acme") + "/moved");

            assertThatThrownBy(() -> host.get(moved)).hasMessageContaining("answered with status 302");
            assertThat(host.get(URI.create(provider.issuer("acme") + "/keys"))).contains("\"keys\"");
        }
    }
}
