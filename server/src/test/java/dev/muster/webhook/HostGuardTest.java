package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.problem.InvalidInput;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {
    private static final HostGuard ANY = new HostGuard(new WebhookSettings(List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.31.255.255",
                "192.168.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[::ffff:10.0.0.1]",
                "[::10.0.0.1]",
                "[::ffff:0:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "[2002:a00:1::]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]"
            })
    void what_stands_inside_a_network_is_called_only_when_the_operator_lists_it(String host) {
        var listed = new HostGuard(new WebhookSettings(List.of(host)));

        assertThat(ANY.refusal(at(host)))
                .hasValueSatisfying(why -> assertThat(why).contains(host, "MUSTER_WEBHOOK_HOSTS"));
        assertThat(listed.refusal(at(host))).isEmpty();
    }

    @Test
    void public_addresses_are_called_unless_the_operator_lists_others() {
        var listed = new HostGuard(new WebhookSettings(List.of("hooks.acme.example")));

        assertThat(ANY.refusal(at("192.0.1.1"))).isEmpty();
        assertThat(ANY.refusal(at("172.32.0.1"))).isEmpty();
        assertThat(ANY.refusal(at("[2606:4700::1111]"))).isEmpty();
        assertThat(listed.refusal(at("Hooks.acme.example"))).isEmpty();
        assertThat(listed.refusal(at("192.0.1.1")))
                .hasValueSatisfying(why -> assertThat(why).contains("is not among the hosts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.acme.example",
                "http://192.0.1.1/",
                "ftp://192.0.1.1/",
                "https://me@192.0.1.1/",
                "https://192.0.1.1/#there",
                "https:///hook",
                "https://192.0.1.1/a b",
                "https://10.0.0.1/",
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://127.1/",
                "https://0177.0.0.1/",
                "https://localhost\u3002/",
                "https://[::ffff:127.0.0.1]/"
            })
    void an_address_is_https_and_one_that_may_be_called(String address) {
        var wanted = new Wanted(address, List.of("integration.held", "no.such.event"));

        assertThatThrownBy(() -> wanted.checked(ANY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        faulty -> assertThat(faulty.faults()).containsOnlyKeys("address", "events"));
    }

    private static URI at(String host) {
        return URI.create("https://" + host + "/");
    }
}
