package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.connector.Setting;
import dev.muster.connector.Setting.Choice;
import dev.muster.connector.Setting.Option;
import dev.muster.connector.Setting.SecretText;
import dev.muster.connector.Setting.Several;
import dev.muster.connector.Setting.Text;
import dev.muster.connector.Setting.When;
import dev.muster.pagerduty.api.Feeds;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void the_form_asks_for_either_credential_for_the_region_and_for_what_else_to_read() {
        When token = new When("credential", "access_token");
        When app = new When("credential", "oauth_app");
        assertThat(description.settings())
                .extracting(Setting::id, Setting::when)
                .containsExactly(
                        tuple("credential", null),
                        tuple("access_token", token),
                        tuple("client_id", app),
                        tuple("client_secret", app),
                        tuple("subdomain", app),
                        tuple("region", null),
                        tuple("feeds", null));
        assertThat(description.settings())
                .contains(
                        new SecretText(
                                "access_token",
                                "Access Token",
                                "A read-only API access key, best of a service account kept for Muster and not of an employee. Write-only here: after saving only its last four characters are shown.",
                                List.of(
                                        "Use a service account kept for Muster, not an employee's own sign-in, so that the key outlives people and what it does can be told from what they do.",
                                        "Sign in to PagerDuty as an administrator or the owner of the account.",
                                        "Open Integrations > Developer Tools > API Access Keys, and choose Create New API Key.",
                                        "Describe it, for example as Muster, and tick Read-only API Key.",
                                        "Copy the key now: PagerDuty shows it once."),
                                token),
                        new Choice(
                                "region",
                                "Region",
                                "Where the PagerDuty account lives.",
                                List.of(
                                        new Option("us", "US", "api.pagerduty.com"),
                                        new Option("eu", "EU", "api.eu.pagerduty.com")),
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"credential | access_token oauth_app", "region     | us eu"})
    void the_first_option_of_a_choice_is_the_usual_one(String id, String values) {
        assertThat(choice(id).options()).extracting(Option::value).containsExactly(values.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "standard                        | standard                        | ",
                "standard,tags                   | standard,tags                   | tags",
                "standard,oauth_delegations      | standard,oauth_delegations      | oauth_delegations",
                "all                             | standard,tags,oauth_delegations | tags oauth_delegations",
                "oauth_delegations,tags          | standard,tags,oauth_delegations | oauth_delegations tags",
                "''                              | standard                        | "
            })
    void what_was_saved_before_boxes_could_be_ticked_goes_on_to_count(
            String saved, String answer, @Nullable String chosen) {
        Several alsoRead = (Several) description.settings().getLast();

        assertThat(alsoRead.offers(saved)).isTrue();
        assertThat(alsoRead.chosen(saved))
                .containsExactlyElementsOf(chosen == null ? List.of() : List.of(chosen.split(" ")));
        assertThat(alsoRead.answer(alsoRead.chosen(saved))).isEqualTo(answer);
        assertThat(alsoRead.offers("tags,wizards")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "standard,tags", "standard,oauth_delegations", "all"})
    void what_was_saved_before_reads_the_same_feeds(String saved) {
        Several alsoRead = (Several) description.settings().getLast();

        assertThat(Feeds.wanted(alsoRead.answer(alsoRead.chosen(saved)))).isEqualTo(Feeds.wanted(saved));
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, 3f2a9c10-7b1e-4c57-9d0e-2f6f5d8a1b34, true",
        "client_id, short, false",
        "client_id, with space in it, false",
        "subdomain, acme, true",
        "subdomain, acme-2, true",
        "subdomain, acme.eu, false",
        "subdomain, Acme, false",
        "subdomain, https://acme.pagerduty.com, false",
        "subdomain, acme-, false"
    })
    void what_an_app_is_called_has_a_form(String id, String answer, boolean accepted) {
        Text text = description.settings().stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(setting -> setting.id().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(answer.matches(text.pattern())).isEqualTo(accepted);
        assertThat(text.example()).matches(text.pattern());
    }

    @ParameterizedTest
    @CsvSource({
        "acme.pagerduty.com, user, P0L7XW2, https://acme.pagerduty.com/users/P0L7XW2",
        "acme.eu.pagerduty.com, team, PT4KHLK, https://acme.eu.pagerduty.com/teams/PT4KHLK",
        "acme.pagerduty.com, service, PS1, https://acme.pagerduty.com/service-directory/PS1",
        "acme.pagerduty.com, escalation_policy, PE1, https://acme.pagerduty.com/escalation_policies/PE1",
        "acme.pagerduty.com, schedule, PD1, https://acme.pagerduty.com/schedules/PD1",
        "acme.pagerduty.com, licence, PL1,",
        "PagerDuty account, user, P0L7XW2,",
        "acme.pagerduty.com.evil.example, user, P0L7XW2,",
        "evil.example/acme.pagerduty.com, user, P0L7XW2,",
        "acme.pagerduty.com, user, ../P0L7XW2,",
        "acme.pagerduty.com, user, P 0,"
    })
    void a_record_is_shown_by_pagerduty_at_an_address_that_is_known_or_at_none(
            String account, String type, String id, @Nullable String address) {
        assertThat(description.pages().of(account, new Key(type, id)).map(URI::toString))
                .isEqualTo(Optional.ofNullable(address));
    }

    @Test
    void an_address_the_operator_allows_is_a_further_region() {
        URI address = URI.create("http://127.0.0.1:8765");
        Description with =
                PagerDuty.with(DEFAULTS.withAllowedHosts(List.of(address))).describe();

        assertThat(with.settings())
                .filteredOn(setting -> setting.id().equals("region"))
                .first()
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
    void the_feeds_are_read_in_this_order() {
        assertThat(description.feeds())
                .extracting(Feed::id)
                .containsExactly(
                        "credential",
                        "users",
                        "teams",
                        "account",
                        "audit_records",
                        "team_members",
                        "licences",
                        "licence_allocations",
                        "escalation_policies",
                        "schedules",
                        "shift_schedules",
                        "on_calls",
                        "services",
                        "business_services",
                        "webhook_subscriptions",
                        "extensions",
                        "workflow_connections",
                        "workflow_triggers",
                        "oauth_delegations",
                        "tags",
                        "service_dependencies");
    }

    @Test
    void users_teams_and_their_members_are_required_and_the_rest_may_be_refused() {
        assertThat(description.feeds())
                .filteredOn(Feed::required)
                .extracting(Feed::id)
                .containsExactly("credential", "users", "teams", "account", "team_members");
    }

    @Test
    void one_of_what_a_feed_counts_has_a_singular() {
        assertThat(description.feeds())
                .allSatisfy(feed ->
                        assertThat(feed.noun(1)).isNotEqualTo(feed.noun(2)).doesNotEndWith("s"))
                .extracting(feed -> feed.noun(1))
                .contains("user", "policy", "business service", "on-call", "audit record", "dependency");
        assertThat(description.feeds()).extracting(feed -> feed.noun(0)).contains("users", "policies");
    }

    @Test
    void people_go_on_and_off_call_and_sign_in_without_anybody_changing_access() {
        assertThat(description.feeds())
                .filteredOn(Feed::restless)
                .extracting(Feed::id)
                .containsExactly("on_calls", "oauth_delegations");
    }

    @ParameterizedTest
    @CsvSource({
        "escalation_policy, target, Paged directly",
        "escalation_policy, on_call, On call",
        "schedule, rotation, In rotation"
    })
    void what_a_user_can_be_called_upon_for_has_a_title(String type, String value, String title) {
        assertThat(description.title(type, value)).isEqualTo(title);
    }

    private Choice choice(String id) {
        return description.settings().stream()
                .filter(Choice.class::isInstance)
                .map(Choice.class::cast)
                .filter(setting -> setting.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
