package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {
    private static final Pattern ADDRESS_IN_A_TEMPLATE =
            Pattern.compile("(?:href|src|action|formaction|hx-get|hx-post|hx-put|hx-delete|hx-patch)=\"/[^\"]*\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "ftp://example.org",
                "https://",
                "https:///x",
                "https://a b",
                "https://example.org/?x=1",
                "https://example.org/#x",
                "https://user@example.org/",
                "https://example.org/a%20b",
                "https://example.org/a//b",
                "https://example.org/../x",
                "https://example.org/t",
                "https://example.org/api/muster"
            })
    void a_wrong_url_is_refused_in_two_sentences(String said) {
        assertThatThrownBy(() -> MusterUrl.parse(said, false)).isInstanceOfSatisfying(CannotStart.class, refused -> {
            assertThat(refused.happened()).contains("MUSTER_URL").endsWith(".");
            assertThat(refused.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org,,https://example.org/x",
        "https://example.org/,,https://example.org/x",
        "https://example.org/muster/,/muster,https://example.org/muster/x",
        "http://[::1]:8080/a/b,/a/b,http://[::1]:8080/a/b/x"
    })
    void links_begin_with_the_url(String said, String path, String link) {
        MusterUrl url = MusterUrl.parse(said, false);

        assertThat(url.path()).isEqualTo(path == null ? "" : path);
        assertThat(url.absolute("/x", "http://127.0.0.1:8080")).isEqualTo(link);
    }

    @Test
    void an_http_url_of_a_server_that_speaks_https_is_refused() {
        assertThatThrownBy(() -> MusterUrl.parse("http://example.org", true)).isInstanceOf(CannotStart.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.0.2.128/25,192.0.2.129,true",
        "192.0.2.128/25,192.0.2.127,false",
        "192.0.2.7,192.0.2.7,true",
        "192.0.2.7,192.0.2.8,false",
        "0.0.0.0/0,203.0.113.1,true",
        "0.0.0.0/0,2001:db8::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "192.0.2.7,::ffff:192.0.2.7,true"
    })
    void a_network_holds_what_shares_its_first_bits(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "all", "::/129"})
    void a_proxy_that_is_no_address_is_refused_in_two_sentences(String said) {
        assertThatThrownBy(() -> NamedProxies.parse("127.0.0.1, " + said))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        refused -> assertThat(refused.happened()).contains(said));
    }

    /// Only what a template computes passes the place where the path of the URL is put before it.
    @Test
    void no_template_writes_an_address_by_itself() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            List<String> written = templates
                    .filter(Files::isRegularFile)
                    .flatMap(file -> ADDRESS_IN_A_TEMPLATE
                            .matcher(text(file))
                            .results()
                            .map(found -> file + ": " + found.group()))
                    .toList();

            assertThat(written).as("write it as ${\"/...\"}").isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
