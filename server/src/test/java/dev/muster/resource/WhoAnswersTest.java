package dev.muster.resource;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.TestLedger;
import dev.muster.resource.Answering.Answer;
import dev.muster.resource.AnswersView.Step;
import dev.muster.resource.HolderList.Holder;
import dev.muster.resource.HolderList.Wanted;
import dev.muster.resource.PathPicture.Box;
import dev.muster.rights.Rulebooks;
import dev.muster.rights.Unread;
import dev.muster.setup.Addresses;
import dev.muster.web.Address;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is called about a resource and by which way, and who holds something on it, as its page is told.
@Tag("database")
@Tag("oldest-database")
class WhoAnswersTest {
    private static final Key ACCOUNT = new Key("account", "account");
    private static final Key CORE = new Key("team", "CORE");
    private static final Key NIGHTS = new Key("schedule", "NIGHTS");
    private static final Key POLICY = new Key("escalation_policy", "POLICY");
    private static final Key SERVICE = new Key("service", "PAY");
    private static final Key SHOP = business("SHOP");
    private static final Key SEAT = new Key("licence", "FULL");
    private static final int PEOPLE = 12;

    private final TestLedger ledger = TestLedger.pagerDuty();
    private final JdbcClient db = ledger.get(JdbcClient.class);
    private final HolderList holders = new HolderList(db);
    private final Answering answering =
            new Answering(new WaysTo(new WayLinks(db)), new Duties(ledger.get(Clock.class), db));

    /// Everybody has a seat. P0 is on call now and P1 next, both by the nights, on which P2 takes turns, too; P3 is
    /// called at level 2 whoever's turn it is. P4 manages Core, which owns the service, and P5 only observes it.
    @BeforeEach
    void publish() {
        ledger.record("account", "account", new Row.Resource(ACCOUNT, "Acme", Map.of("tier", "advanced")))
                .record("teams", "CORE", new Row.Resource(CORE, "Core", Map.of()))
                .record("team_members", "CORE/P4", new Row.Grant(user("P4"), CORE, "manager"))
                .record("team_members", "CORE/P5", new Row.Grant(user("P5"), CORE, "observer"))
                .record("schedules", "NIGHTS", new Row.Resource(NIGHTS, "Nights", Map.of()), turns("P0"), turns("P2"))
                .record(
                        "escalation_policies",
                        "POLICY",
                        new Row.Resource(POLICY, "First", Map.of()),
                        new Row.Link(NIGHTS, "feeds", POLICY, Map.of("levels", "1,3")),
                        new Row.Grant(user("P3"), POLICY, "target", "level 2", Map.of()))
                .record("on_calls", "now", onCall("P0", "2026-10-31T20:00:00Z", "2026-11-30T08:00:00Z"))
                .record("on_calls", "next", onCall("P1", "2026-11-30T08:00:00Z", "2026-12-07T08:00:00Z"))
                .record(
                        "services",
                        "PAY",
                        new Row.Resource(SERVICE, "Pay", Map.of()),
                        new Row.Link(CORE, AccessRules.OWNS, SERVICE),
                        new Row.Link(POLICY, "guards", SERVICE))
                .record("business_services", "SHOP", new Row.Resource(SHOP, "Shop", Map.of()))
                .record(
                        "licences",
                        "FULL",
                        new Row.Resource(SEAT, "Full user", Map.of("seats_used", "12", "seats_available", "8")));
        for (int i = 0; i < PEOPLE; i++) {
            ledger.record("users", "P" + i, person("P" + i), new Row.Grant(user("P" + i), ACCOUNT, "limited_user"))
                    .record(
                            "licence_allocations",
                            "P" + i,
                            new Row.Grant(user("P" + i), SEAT, i == 7 ? "odd" : "holder"));
        }
        ledger.publish();
    }

    private static Row.Grant turns(String who) {
        return new Row.Grant(user(who), NIGHTS, "rotation");
    }

    private static Row.Grant onCall(String who, String start, String end) {
        return new Row.Grant(
                user(who),
                POLICY,
                "on_call",
                "level 1, schedule NIGHTS, from " + start,
                Map.of("level", "1", "schedule", "NIGHTS", "start", start, "end", end));
    }

    @Test
    void a_service_its_policy_and_its_schedule_say_the_same_of_who_is_called_and_how_soon() {
        assertThat(told(SERVICE))
                .containsExactly(
                        "1 NOW P0 by Nights",
                        "1 NEXT P1 by Nights",
                        "1 IN_TURN P2 by Nights",
                        "2 ALWAYS P3",
                        "3 IN_TURN P0 by Nights",
                        "3 IN_TURN P2 by Nights");
        assertThat(told(POLICY)).isEqualTo(told(SERVICE));
        assertThat(told(NIGHTS))
                .isEqualTo(told(SERVICE).stream()
                        .filter(duty -> duty.contains("Nights"))
                        .toList());
        assertThat(told(SHOP)).as("nobody told what it rests on").isEmpty();
    }

    private List<String> told(Key resource) {
        return about(resource).duties().stream()
                .map(duty -> "%s %s %s%s"
                        .formatted(
                                duty.level(),
                                duty.how(),
                                duty.account().id(),
                                duty.by() == null
                                        ? ""
                                        : " by " + about(resource).ways().name(duty.by())))
                .toList();
    }

    private Answer about(Key resource) {
        return ledger.read(() -> answering.about(ledger.newest(), ledger.application(), resource, resource.id()));
    }

    @Test
    void the_way_leads_on_to_what_the_service_serves_once_that_is_told() {
        supports(SERVICE, SHOP);
        ledger.publish();

        assertThat(trail(SERVICE, "P0")).containsExactly("Person P0", "Nights", "First, level 1", "Pay", "Shop");
        assertThat(trail(SERVICE, "P3")).containsExactly("Person P3", "First, level 2", "Pay", "Shop");
        assertThat(told(SHOP)).isEqualTo(told(SERVICE));
    }

    /// The shop serves Europe, and Europe everybody; everybody and the shop serve each other.
    @Test
    void the_way_goes_on_over_several_steps_and_ends_where_it_comes_back_to() {
        supports(SERVICE, SHOP);
        supports(SHOP, business("EUROPE"));
        supports(business("EUROPE"), business("WORLD"));
        supports(business("WORLD"), SHOP);
        ledger.publish();

        for (Key resource : List.of(NIGHTS, POLICY, SERVICE, SHOP, business("EUROPE"), business("WORLD"))) {
            assertThat(trail(resource, "P0"))
                    .as(resource.id())
                    .containsExactly("Person P0", "Nights", "First, level 1", "Pay", "Shop", "Europe", "World");
            assertThat(view(resource, "P0").isWhole()).isTrue();
        }
        assertThat(told(business("WORLD"))).isEqualTo(told(SERVICE));
        PathPicture picture =
                Objects.requireNonNull(view(business("WORLD"), "P0").picture());
        assertThat(picture.boxes().stream().filter(Box::chosen).map(Box::whole))
                .containsExactly("Person P0", "Nights", "First", "Pay", "Shop", "Europe", "World");
        assertThat(picture.boxes().stream().map(Box::x).distinct()).hasSize(7);
    }

    @Test
    void what_rests_on_something_directly_and_by_another_comes_after_both() {
        supports(SERVICE, SHOP);
        supports(SERVICE, business("WORLD"));
        supports(SHOP, business("WORLD"));
        ledger.publish();

        PathPicture picture =
                Objects.requireNonNull(view(business("WORLD"), "P0").picture());
        assertThat(picture.boxes().stream().filter(Box::chosen).map(Box::whole))
                .as("what is drawn strong is the trail")
                .containsExactlyInAnyOrder("Person P0", "Nights", "First", "Pay", "Shop", "World");
        Ways ways = about(business("WORLD")).ways();

        assertThat(ways.steps()).containsExactly(List.of(SHOP), List.of(business("WORLD")));
        assertThat(ways.objects()).containsExactly(SERVICE);
    }

    /// Twelve steps from the service, of which ten are shown.
    @Test
    void a_way_that_has_too_many_steps_says_that_it_goes_on() {
        supports(SERVICE, business("B0"));
        for (int i = 0; i < 11; i++) {
            supports(business("B" + i), business("B" + (i + 1)));
        }
        ledger.publish();

        assertThat(view(SERVICE, "P0").isWhole()).isFalse();
        assertThat(trail(SERVICE, "P0")).endsWith("B9");
        assertThat(view(business("B9"), "P0").isWhole()).isTrue();
        assertThat(told(business("B11"))).as("too far away to be found").isEmpty();
        assertThat(about(business("B11")).ways().isWhole()).isFalse();
    }

    /// As from before the feed was there: its run says nothing of it.
    @Test
    void a_revision_of_a_time_before_dependencies_were_read_says_that_they_were_not() {
        supports(SERVICE, SHOP);
        ledger.publish();
        ledger.administrator()
                .sql(
                        "delete from sync_feed where run = 1 and feed = 'service_dependencies' and integration_id = :integration")
                .param("integration", ledger.integration().id().value())
                .update();

        assertThat(unread(ledger.at(1))).containsExactly("Service dependencies could not be read yet");
        assertThat(unread(ledger.newest())).isEmpty();
    }

    private void supports(Key from, Key to) {
        ledger.record("service_dependencies", from + "/" + to, new Row.Link(from, "supports", to));
        if (!to.equals(SHOP)) {
            String name = to.id().substring(0, 1) + to.id().substring(1).toLowerCase(Locale.ROOT);
            ledger.record("business_services", to.id(), new Row.Resource(to, name, Map.of()));
        }
    }

    private static Key business(String id) {
        return new Key("business_service", id);
    }

    private List<String> trail(Key resource, String person) {
        return view(resource, person).trail().stream().map(Step::text).toList();
    }

    private AnswersView view(Key resource, String person) {
        return new AnswerWords(
                        ledger.application(),
                        new Addresses("/t/acme/integrations/main", ""),
                        new DutyWords(true),
                        new Unread(1, Map.of(), Map.of()),
                        Set.of("on_calls"),
                        Address.of("/t/acme"))
                .of(about(resource), person);
    }

    @Test
    void the_picture_shows_what_the_list_says_and_no_box_lies_on_another() {
        AnswersView view = view(SERVICE, "P3");
        PathPicture picture = Objects.requireNonNull(view.picture());

        assertThat(picture.boxes())
                .extracting(Box::whole)
                .containsExactly("Person P0", "Person P1", "Person P2", "Person P3", "Nights", "First", "Pay");
        assertThat(picture.boxes().stream().filter(Box::chosen).map(Box::whole))
                .containsExactly("Person P3", "First", "Pay");
        assertThat(picture.lines().stream().filter(PathPicture.Line::chosen)).hasSize(2);
        for (Box one : picture.boxes()) {
            assertThat(picture.boxes().stream()
                            .filter(other -> other != one && other.x() == one.x())
                            .filter(other ->
                                    other.y() < one.y() + one.height() && one.y() < other.y() + other.height()))
                    .as(one.whole())
                    .isEmpty();
        }
    }

    @Test
    void holders_are_walked_through_by_level_and_name_and_none_is_lost_or_told_twice() {
        List<Holder> all = walk(new Wanted(new SearchText(""), "", false));

        assertThat(all).hasSize(PEOPLE).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Holder::value)
                .as("what nobody knows comes last")
                .endsWith("odd");
        assertThat(walk(new Wanted(new SearchText(""), "holder", false))).hasSize(PEOPLE - 1);
        assertThat(walk(new Wanted(new SearchText("P1"), "", false)))
                .extracting(holder -> holder.account().id())
                .containsExactlyInAnyOrder("P1", "P10", "P11");
        assertThat(all.getLast().told().record()).isEqualTo("P7");
        assertThat(all.getFirst().base()).containsExactly("limited_user");
    }

    /// Every page says rightly where it lies, and the way back is the way there.
    private List<Holder> walk(Wanted wanted) {
        List<Holder> all = new ArrayList<>();
        @Nullable Stretch<Holder> before = null;
        Stretch<Holder> page = page(wanted, null);
        while (true) {
            assertThat(page.before()).isEqualTo(all.size());
            all.addAll(page.rows());
            if (before != null && page.previous() != null) {
                assertThat(page(wanted, page.previous()).rows()).isEqualTo(before.rows());
            }
            if (page.next() == null) {
                assertThat(page.found()).isEqualTo(all.size());
                return all;
            }
            before = page;
            page = page(wanted, page.next());
        }
    }

    private Stretch<Holder> page(Wanted wanted, @Nullable Cursor after) {
        return ledger.read(() -> holders.stretch(ledger.newest(), ledger.application(), SEAT, wanted, after, 5));
    }

    @Test
    void a_seat_without_duty_is_held_by_whoever_is_called_for_nothing_and_manages_nothing() {
        assertThat(walk(new Wanted(new SearchText(""), "", true)))
                .extracting(holder -> holder.account().id())
                .containsExactlyInAnyOrder("P5", "P6", "P7", "P8", "P9", "P10", "P11");
        assertThat(SoldSeats.meaning(ledger.application()))
                .isEqualTo(
                        "Without duty: on no escalation policy and no schedule, and no more than Observer in a team that owns something");
    }

    @Test
    void whoever_is_not_called_any_more_was_called_last_before_that() {
        ledger.without("on_calls", "now").publish();
        Revision newest = ledger.newest();

        Map<String, LastOnCall.Seen> seen = ledger
                .read(() -> new LastOnCall(db)
                        .of(newest, ledger.application(), List.of(user("P0"), user("P1"), user("P9"))))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(one -> one.getKey().id(), Map.Entry::getValue));

        assertThat(seen)
                .isEqualTo(Map.of(
                        "P0", new LastOnCall.Seen(TestLedger.day(1), "First"),
                        "P1", new LastOnCall.Seen(TestLedger.day(2), "First")));
    }

    @Test
    void what_was_not_read_leaves_open_who_is_called() {
        assertThat(unread(ledger.newest())).isEmpty();

        ledger.unread("on_calls")
                .unread("service_dependencies", SHOP, "Shop", null)
                .publish();

        assertThat(unread(ledger.newest()))
                .satisfiesExactly(
                        onCall -> assertThat(onCall).startsWith("On call could not be read since 1 Nov 2026"),
                        shop -> assertThat(shop)
                                .isEqualTo("The dependencies of business service Shop could not be read yet"));
    }

    private List<String> unread(Revision revision) {
        var book = ledger.get(Rulebooks.class).of(revision).orElseThrow();
        return book.unread()
                .sentences(ledger.application(), WaysTo.feeds(ledger.application(), book))
                .toList();
    }
}
