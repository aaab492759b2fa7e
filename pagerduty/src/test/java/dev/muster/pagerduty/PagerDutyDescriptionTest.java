package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Feed;
import dev.muster.connector.Setting.Choice;
import dev.muster.connector.Setting.Option;
import dev.muster.connector.Setting.SecretText;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyDescriptionTest {
    private static final PagerDutyOptions DEFAULTS = PagerDutyOptions.defaults();

    private final Description description = PagerDuty.with(DEFAULTS).describe();

    @ParameterizedTest
    @CsvSource({
        "admin, Global Admin",
        "read_only_user, Full Stakeholder",
        "read_only_limited_user, Limited Stakeholder",
        "user, Manager/User",
        "limited_user, Responder",
        "observer, Observer",
        "restricted_access, Restricted Access",
        "owner, Account Owner",
        "galactic_emperor, Unknown (galactic_emperor)",
        "manager, Unknown (manager)"
    })
    void a_base_role_has_the_title_of_the_dashboard(String value, String title) {
        assertThat(description.title("account", value)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({"manager, Manager", "responder, Responder", "observer, Observer", "user, Unknown (user)"})
    void a_team_role_has_the_title_of_the_dashboard(String value, String title) {
        assertThat(description.title("team", value)).isEqualTo(title);
    }

    @Test
    void only_owners_and_admins_are_privileged() {
        assertThat(description.entitlements())
                .filteredOn(Entitlement::privileged)
                .extracting(Entitlement::value)
                .containsExactly("owner", "admin");
    }

    @Test
    void the_form_asks_for_the_token_and_the_region() {
        assertThat(description.settings())
                .containsExactly(
                        new SecretText(
                                "access_token",
                                "Access Token",
                                "A read-only API access key. Write-only here: after saving only its last four characters are shown."),
                        new Choice(
                                "region",
                                "Region",
                                "Where the PagerDuty account lives.",
                                List.of(
                                        new Option("us", "US", "api.pagerduty.com"),
                                        new Option("eu", "EU", "api.eu.pagerduty.com"))));
    }

    @Test
    void an_address_the_operator_allows_is_a_further_region() {
        URI address = URI.create("http://127.0.0.1:8765");
        Description with =
                PagerDuty.with(DEFAULTS.withAllowedHosts(List.of(address))).describe();

        assertThat(with.settings().getLast())
                .isInstanceOfSatisfying(
                        Choice.class,
                        region -> assertThat(region.options())
                                .last()
                                .isEqualTo(new Option(
                                        "http://127.0.0.1:8765",
                                        "127.0.0.1:8765",
                                        "Address allowed by the operator of this server")));
    }

    @Test
    void the_feeds_are_read_in_this_order_and_all_are_required() {
        assertThat(description.feeds())
                .extracting(Feed::id)
                .containsExactly("credential", "users", "teams", "team_members");
        assertThat(description.feeds()).allMatch(Feed::required);
    }
}
