package dev.muster.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.edge.TestUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// Where there can be passkeys: at the host of `MUSTER_URL`, whatever a request says, or at this machine's own.
class PasskeyPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "https://muster.acme.example, muster.acme.example, https://muster.acme.example",
        "https://Muster.Acme.example/muster, muster.acme.example, https://muster.acme.example",
        "https://muster.acme.example:443, muster.acme.example, https://muster.acme.example",
        "https://muster.acme.example:8443/, muster.acme.example, https://muster.acme.example:8443",
        "http://localhost:8080, localhost, http://localhost:8080",
        "'', localhost, http://localhost:8080"
    })
    void they_belong_to_the_host_and_are_asked_for_by_its_pages(String said, String host, String origin) {
        assertThat(found(said, "localhost")).isEqualTo(new PasskeyPlace.Found.Here(new RelyingParty(host, origin)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.20.4.17, localhost, IP address 10.20.4.17",
        "'https://[2001:db8::1]:8443', localhost, IP address [2001:db8::1]",
        "http://muster.acme.example, localhost, over https alone",
        "'', 127.0.0.1, http://localhost:8080 does",
        "'', ::1, IP address [::1]",
        "'', muster.acme.example, MUSTER_URL",
        "'', localhost.evil.example, MUSTER_URL"
    })
    void elsewhere_it_is_said_why_there_are_none(String said, String asked, String words) {
        assertThat(found(said, asked))
                .isInstanceOfSatisfying(
                        PasskeyPlace.Found.Nowhere.class,
                        nowhere -> assertThat(nowhere.why()).contains(words));
    }

    private static PasskeyPlace.Found found(String said, String asked) {
        var request = new MockHttpServletRequest();
        request.setServerName(asked);
        request.setServerPort(8080);
        return new PasskeyPlace(TestUrl.of(said)).of(request);
    }
}
