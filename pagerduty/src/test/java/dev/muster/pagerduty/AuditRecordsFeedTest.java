package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.http.RequestLog.Request;
import dev.muster.simulator.objects.SimulatedActor;
import dev.muster.simulator.objects.SimulatedChange;
import dev.muster.simulator.objects.SimulatedChange.Details;
import dev.muster.simulator.objects.SimulatedChange.Field;
import dev.muster.simulator.objects.SimulatedChange.References;
import dev.muster.simulator.objects.SimulatedReference;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRecordsFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final SimulatedUser ANA = SimulatedUser.named("PUSER01", "Ana Lima", "ana@acme.example");
    private static final SimulatedTeam PAYMENTS = SimulatedTeam.named("PTEAM01", "Payments");
    private static final Key USER = new Key("user", "PUSER01");
    private static final Key TEAM = new Key("team", "PTEAM01");

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account, PagerDutySimulator.Options.defaults())
            .feeds("audit_records");

    @BeforeEach
    void fill() {
        account.addUser(ANA);
        account.addTeam(PAYMENTS);
    }

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void a_change_tells_who_did_what_to_whom_and_how() throws InterruptedException {
        happened(
                SimulatedActor.withKeyOf(ANA, "wxyz"),
                SimulatedReference.to(ANA),
                Details.of(SimulatedReference.to(ANA), new Field("role", "user", "admin")));

        assertThat(changes())
                .containsExactly(new Row.Change(
                        "PREC001",
                        HOUR_AGO,
                        "update",
                        USER,
                        null,
                        USER,
                        "api_token",
                        Map.of(
                                "key_ending", "wxyz",
                                "request_id", "request-1",
                                "field.role.before", "user",
                                "field.role.after", "admin")));
    }

    @Test
    void a_change_of_a_member_is_filed_under_the_team_and_about_the_user() throws InterruptedException {
        happened(
                SimulatedActor.inBrowser(ANA),
                SimulatedReference.to(PAYMENTS),
                Details.of(SimulatedReference.to(ANA), new Field("team_role", null, "manager")));

        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.on()).isEqualTo(TEAM);
            assertThat(change.about()).isEqualTo(USER);
            assertThat(change.attributes()).containsEntry("field.team_role.after", "manager");
        });
    }

    @Test
    void references_that_came_and_went_are_told_by_their_ids() throws InterruptedException {
        happened(
                SimulatedActor.identityProvider(),
                SimulatedReference.to(PAYMENTS),
                Details.of(SimulatedReference.to(PAYMENTS), References.added("members", SimulatedReference.to(ANA))));

        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.by()).isNull();
            assertThat(change.how()).isEqualTo("identity_provider");
            assertThat(change.attributes()).isEqualTo(Map.of("request_id", "request-1", "members.added", "PUSER01"));
        });
    }

    @Test
    void where_people_work_and_how_they_are_reached_is_not_kept() throws InterruptedException {
        var phone = new SimulatedReference("contact_method_reference", "PCONT01", "Work");
        happened(
                SimulatedActor.inBrowser(ANA),
                SimulatedReference.to(ANA),
                new Details(phone, List.of(new Field("label", "+34 600 000 001", "Rua Secreta 7, Lisboa")), List.of()));
        account.putRawField("audit_record", "PREC001", "execution_context", "{\"remote_address\":\"203.0.113.77\"}");

        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.about()).isEqualTo(new Key("contact_method", "PCONT01"));
            assertThat(change.attributes()).isEqualTo(Map.of("field.label", "changed"));
            assertThat(change.toString())
                    .doesNotContain("203.0.113")
                    .doesNotContain("600")
                    .doesNotContain("Secreta");
        });
    }

    @ParameterizedTest
    @CsvSource({"password", "phone_number", "API-Key", "auth_token", "client secret", "postal_address"})
    void the_value_of_a_field_that_sounds_secret_is_not_kept(String field) throws InterruptedException {
        happened(
                SimulatedActor.inBrowser(ANA),
                SimulatedReference.to(ANA),
                Details.of(SimulatedReference.to(ANA), new Field(field, "before-it", "after-it")));

        assertThat(changes())
                .singleElement()
                .satisfies(change -> assertThat(change.attributes())
                        .isEqualTo(Map.of("request_id", "request-1", "field." + field, "changed")));
    }

    @Test
    void of_a_token_no_more_than_its_ending_is_kept() throws InterruptedException {
        happened(SimulatedActor.withKey("PKEY001", "wxyz"), SimulatedReference.to(ANA), null);
        account.putRawField("audit_record", "PREC001", "method", """
                {"type":"api_token","truncated_token":"wxyz","token":"aKeyOfTwentyLetters1","description":"whole"}""");

        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.by()).isEqualTo(new Key("api_key", "PKEY001"));
            assertThat(change.attributes()).isEqualTo(Map.of("key_ending", "wxyz", "request_id", "request-1"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "details           | null",
                "details           | []",
                "details           | \"text\"",
                "details           | {\"fields\":null,\"references\":null}",
                "details           | {\"fields\":{\"name\":7},\"references\":[null,3]}",
                "actors            | null",
                "actors            | {}",
                "actors            | [null,\"somebody\",{\"id\":null}]",
                "method            | null",
                "method            | \"browser\"",
                "execution_context | 3",
                "action            | null",
                "mood              | {\"deep\":[[[]]]}"
            })
    void a_shape_nobody_has_documented_loses_no_record(String field, String json) throws InterruptedException {
        happened(SimulatedActor.inBrowser(ANA), SimulatedReference.to(ANA), null);
        account.putRawField("audit_record", "PREC001", field, json);

        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.on()).isEqualTo(USER);
            assertThat(change.at()).isEqualTo(HOUR_AGO);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execution_time | null            | PagerDuty sent it without the time at which it happened",
                "execution_time | \"yesterday\"   | PagerDuty sent it without the time at which it happened",
                "root_resource  | null            | PagerDuty sent it without saying what changed",
                "root_resource  | {\"id\":\"P1\"} | PagerDuty sent it without saying what changed"
            })
    void a_record_that_lacks_what_nobody_can_guess_is_rejected(String field, String json, String reason)
            throws InterruptedException {
        happened(SimulatedActor.inBrowser(ANA), SimulatedReference.to(ANA), null);
        account.putRawField("audit_record", "PREC001", field, json);

        RecordedFeed feed = far.collect().feed("audit_records");

        assertThat(feed.rejected()).isEqualTo(Map.of("PREC001", reason));
        assertThat(feed.isComplete()).isTrue();
    }

    @Test
    void at_first_twelve_months_are_read_in_windows_of_at_most_31_days() throws InterruptedException {
        add("POLD001", NOW.minus(Duration.ofDays(366)));
        add("POLD002", NOW.minus(Duration.ofDays(364)));
        add("PNEW001", NOW);

        assertThat(changes()).extracting(Row.Change::id).containsExactly("POLD002", "PNEW001");
        assertThat(windows()).hasSize(12);
    }

    @Test
    void the_next_day_only_what_is_new_is_read_and_ten_minutes_before_it() throws InterruptedException {
        Memory memory = far.collected().memory();
        far.simulator.requests().clear();
        RecordingSink sink = RecordingSink.of(far.connector().describe());

        far.connector().collect(far.configuration(), memory, sink);

        assertThat(windows()).containsExactly("since=2026-11-22T01:50:00Z&until=2026-11-22T02:00:00Z&limit=100");
    }

    @Test
    void a_trail_that_breaks_off_is_read_again_from_where_it_was_known() throws InterruptedException {
        far.faults().on("/audit/records").nth(7).answer(new Fault.Status(403));

        assertThat(far.collect().feed("audit_records").isComplete()).isFalse();
        assertThat(far.collected().memory().entries()).containsKey("audit");
        far.faults().clear();
        far.faults().on("/audit/records").nth(7).answer(new Fault.Status(403));
        assertThat(far.collected().memory().entries()).doesNotContainKey("audit");
    }

    @ParameterizedTest
    @CsvSource({"402, not part of this PagerDuty plan", "403, not in the scope of this credential"})
    void a_plan_or_a_key_without_the_trail_is_no_error(int status, String why) throws InterruptedException {
        far.faults().on("/audit/records").every().answer(new Fault.Status(status));

        assertThat(far.collect().feed("audit_records").whyNotAvailable()).isEqualTo(why);
    }

    private List<Row.Change> changes() throws InterruptedException {
        RecordedFeed feed = far.collect().feed("audit_records");
        assertThat(feed.isComplete()).isTrue();
        return feed.rows(Row.Change.class);
    }

    private List<String> windows() {
        return far.simulator.requests().list().stream()
                .filter(request -> request.path().equals("/audit/records"))
                .map(Request::query)
                .toList();
    }

    private void happened(SimulatedActor by, SimulatedReference on, @Nullable Details details) {
        account.audit().add(new SimulatedChange("PREC001", HOUR_AGO, "request-1", by, on, "update", details));
    }

    private void add(String id, Instant at) {
        account.audit()
                .add(new SimulatedChange(
                        id, at, null, SimulatedActor.inBrowser(ANA), SimulatedReference.to(ANA), "update", null));
    }
}
