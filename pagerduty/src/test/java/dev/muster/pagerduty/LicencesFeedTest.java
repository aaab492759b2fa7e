package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicencesFeedTest {
    private static final Key FULL = new Key("licence", "PLFULL1");
    private static final Key STAKEHOLDER = new Key("licence", "PLSTAK1");

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);

    @AfterEach
    void stop() {
        far.close();
    }

    @Test
    void a_licence_tells_its_seats_and_one_without_a_limit_tells_none_that_are_free() throws InterruptedException {
        add("PUSER01", "user");
        add("PUSER02", "limited_user");
        add("PUSER03", "read_only_user");

        assertThat(far.collect().feed("licences").rows())
                .containsExactly(
                        new Row.Resource(
                                FULL,
                                "Business (Full User)",
                                Map.of("role_group", "FullUser", "seats_used", "2", "seats_available", "8")),
                        new Row.Resource(
                                STAKEHOLDER,
                                "Business (Stakeholder)",
                                Map.of("role_group", "Stakeholder", "seats_used", "1")));
    }

    @Test
    void a_holder_has_one_licence_since_a_day() throws InterruptedException {
        add("PUSER01", "user");
        add("PUSER03", "read_only_user");

        var grants = far.collect().feed("licence_allocations").rows(Row.Grant.class);

        assertThat(grants).extracting(Row.Grant::value).containsOnly("holder");
        assertThat(grants)
                .extracting(
                        grant -> grant.account().id() + " " + grant.resource().id())
                .containsExactlyInAnyOrder("PUSER01 PLFULL1", "PUSER03 PLSTAK1");
        assertThat(grants)
                .extracting(grant -> OffsetDateTime.parse(grant.attributes().getOrDefault("since", "never")))
                .allMatch(since -> since.getYear() >= 2022);
    }

    @Test
    void a_user_may_have_no_licence_and_a_licence_no_user() throws InterruptedException {
        add("PUSER01", "user");
        add("PUSER02", "user");
        account.withdrawLicence("PUSER02");
        account.allocateLicence("PNOBODY");

        RecordingSink sink = far.collect();

        assertThat(sink.feed("licence_allocations").rows(Row.Grant.class))
                .extracting(grant -> grant.account().id())
                .containsExactlyInAnyOrder("PUSER01", "PNOBODY");
        assertThat(sink.feeds()).allMatch(feed -> feed.isComplete());
    }

    @Test
    void an_allocation_without_a_licence_is_rejected_and_counted() throws InterruptedException {
        add("PUSER01", "user");
        far.faults().on("/license_allocations").nth(1).answer(new Fault.NullField("license"));

        var holders = far.collect().feed("licence_allocations");

        assertThat(holders.rejected()).isEqualTo(Map.of("PUSER01", "PagerDuty sent it without what it is about"));
        assertThat(holders.isComplete()).isTrue();
    }

    @Test
    void an_observer_may_not_see_who_holds_what() throws InterruptedException {
        add("PUSER01", "observer");

        RecordingSink sink = far.token(far.simulator.userToken("PUSER01")).collect();

        assertThat(sink.feed("licence_allocations").whyNotAvailable()).isEqualTo("not in the scope of this credential");
        assertThat(sink.feed("licences").isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "402, not part of this PagerDuty plan",
        "403, not in the scope of this credential",
        "404, not offered by this PagerDuty account"
    })
    void what_the_account_does_not_give_is_not_available(int status, String why) throws InterruptedException {
        far.faults().on("/licenses").every().answer(new Fault.Status(status));
        far.faults().on("/license_allocations").every().answer(new Fault.Status(status));

        RecordingSink sink = far.collect();

        for (String feed : List.of("licences", "licence_allocations")) {
            assertThat(sink.feed(feed).whyNotAvailable()).isEqualTo(why);
            assertThat(sink.feed(feed).requests()).isEqualTo(1);
        }
    }

    private void add(String id, String role) {
        account.addUser(SimulatedUser.named(id, id, id.toLowerCase(Locale.ROOT) + "@acme.example")
                .withRole(role));
    }
}
