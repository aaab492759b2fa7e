package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.simulator.Canary;
import dev.muster.simulator.OnCallSetup;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.SimulatedAccount;
import dev.muster.simulator.SimulatedTeam;
import dev.muster.simulator.SimulatedUser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// An account with a pitfall in it, read whole, and what must have been read for each.
///
/// @param somebody the user it happened to, as he was before
/// @param first    team of the account, as it was before
/// @param last     team of the account, as it was before
/// @param schedule id of the first schedule before
record PitfallReading(
        SimulatedPagerDuty far,
        RecordingSink sink,
        SimulatedUser somebody,
        SimulatedTeam first,
        SimulatedTeam last,
        String schedule) {
    private static final Key WHOLE = new Key("account", "account");

    static SimulatedAccount anAccount() {
        return SimulatedAccount.of(60, 6, 3);
    }

    static PitfallReading of(Pitfall pitfall, SimulatedPagerDuty far) throws InterruptedException {
        SimulatedAccount account = far.account();
        SimulatedUser somebody = account.users().get(1);
        SimulatedTeam first = account.teams().getFirst();
        SimulatedTeam last = account.teams().getLast();
        String schedule = account.onCallSetup().schedules().getFirst().id();
        pitfall.into(far.simulator);
        return new PitfallReading(far, far.collect(), somebody, first, last, schedule);
    }

    /// A pitfall without a line here does not compile.
    void assertItsFact(Pitfall pitfall) throws InterruptedException {
        switch (pitfall) {
            case SAME_ID -> bothKeysExist();
            case DELETED_USER -> aReferenceIsLeft();
            case VANISHING_TEAM -> assertThat(keys("teams")).contains(team("PVANISH"));
            case HIDDEN_MEMBERS -> membersAreMissing();
            case REPEATED_TEAM -> assertThat(teamRoles(first.id())).containsOnlyOnce("manager");
            case NULLS -> nullsAreNotThere();
            case EMAIL_CASE ->
                assertThat(account().email()).isEqualTo(somebody.email().toUpperCase(Locale.ROOT));
            case INVITED -> assertThat(account().state()).isEqualTo(AccountState.INVITED);
            case MACHINES -> assertThat(account("PROBOT1").kind()).isEqualTo(AccountKind.SERVICE);
            case RAILS_TIME_ZONE ->
                assertThat(account().attributes()).containsEntry("time_zone", "Pacific Time (US & Canada)");
            case UNLICENSED -> assertThat(holders()).contains("PNOBODY").doesNotContain(somebody.id());
            case UPGRADED_SCHEDULE -> theScheduleMoved();
            case UNUSED_SCHEDULE -> theScheduleIsThereAndNobodyIsOnCallByIt();
            case UNKNOWN_VALUES -> assertThat(rows("users")).contains(new Row.Grant(user(), WHOLE, "team_lead"));
            case MOVED_AVATAR -> assertThat(rows("users")).isEqualTo(rowsOfUsersBefore());
            case LATE_WRITE -> assertThat(teamRoles(first.id())).containsExactly("responder");
            case ODD_403 -> refusalsAreTold();
            case PRIVATE_TEAM -> theKeySeesLessAndItsReachSaysSo();
            case SECRETS -> noSecretIsKept(sink);
            case SPACES -> assertThat(account().name()).isEqualTo("  Ana Lima ");
            case NO_TOMBSTONE -> assertThat(keys("users")).doesNotContain(user());
            case OWN_BUCKET -> assertThat(far.waits()).isEmpty();
            case CALENDARS -> noSecretIsKept(readByTheOwner());
            case UNDOCUMENTED -> whatIsMissingIsShownMissing();
            case CONTENT_TYPE -> assertThat(sink.feed("schedules").total()).isEmpty();
            case DEFAULT_PAGES -> pagesAreLarge();
            case INVITED_ON_CALL -> anInvitedUserIsOnCallTwice();
            case ONE_SIDED_MEMBER -> assertThat(teamRoles(last.id())).containsExactly("manager");
            case MISTYPED_ON_CALL -> theUserIsOnCall();
        }
    }

    private void bothKeysExist() {
        assertThat(keys("users")).contains(user());
        assertThat(keys("teams")).contains(team(somebody.id()));
        assertThat(rows("team_members")).contains(new Row.Grant(user(), team(somebody.id()), "observer"));
    }

    private void aReferenceIsLeft() {
        assertThat(keys("users")).doesNotContain(user());
        assertThat(rows("schedules")).contains(new Row.Grant(user(), new Key("schedule", "PGONE01"), "rotation"));
        assertThat(rows("escalation_policies"))
                .contains(
                        new Row.Grant(user(), new Key("escalation_policy", "PGONE02"), "target", "level 1", Map.of()));
    }

    private void membersAreMissing() {
        var problem = sink.feed("team_members").problem();
        assertThat(problem.cause()).isEqualTo(Cause.NOT_WHOLE);
        assertThat(problem.message())
                .isEqualTo("PagerDuty has team PHIDDEN, but not the list of its members (404)."
                        + " The next sync reads it again");
        assertThat(keys("teams")).contains(team("PHIDDEN"));
    }

    /// Nulls count as what is missing: a role is unknown, a name falls back to the id.
    private void nullsAreNotThere() {
        var reach = far.account().reach();
        String tag = reach.tags().list().getFirst().id();
        String webhook = reach.webhooks().getFirst().id();
        OnCallSetup setup = far.account().onCallSetup();
        var onCall = setup.onCalls().getFirst();

        assertThat(account().attributes()).doesNotContainKeys("time_zone", "job_title");
        assertThat(rows("team_members", Row.Grant.class))
                .extracting(Row.Grant::value)
                .contains("(none)");
        assertThat(rows("tags")).contains(new Row.Resource(new Key("tag", tag), tag, Map.of()));
        assertThat(resource("webhook_subscriptions", webhook).name()).isEqualTo(webhook);
        assertThat(rows("on_calls"))
                .contains(new Row.Grant(
                        user(onCall.userId()), new Key("escalation_policy", onCall.policyId()), "on_call"));
        assertThat(rows("audit_records", Row.Change.class))
                .filteredOn(change -> change.how().equals("(none)"))
                .singleElement()
                .matches(change -> change.by() == null && change.attributes().isEmpty());
    }

    private void theScheduleMoved() {
        assertThat(keys("schedules")).doesNotContain(new Key("schedule", schedule));
        assertThat(resource("shift_schedules", schedule).attributes()).containsEntry("kind", "shifts");
    }

    private void theScheduleIsThereAndNobodyIsOnCallByIt() {
        assertThat(rows("schedules")).contains(new Row.Grant(user(), new Key("schedule", "PUNUSED"), "rotation"));
        assertThat(rows("on_calls", Row.Grant.class))
                .noneMatch(grant -> grant.through().contains("PUNUSED"));
    }

    /// One of them is gone the next time.
    private void refusalsAreTold() throws InterruptedException {
        assertThat(sink.feed("extensions").outcome())
                .isEqualTo(new NotAvailable("not in the scope of this credential"));
        assertThat(sink.feed("team_members").problem().cause()).isEqualTo(Cause.NOT_PERMITTED);
        assertThat(sink.feed("team_members").problem().what())
                .isEqualTo("PagerDuty does not let this access token read members of team PODD403 (403)");
        assertThat(far.collect().feed("team_members").isComplete()).isTrue();
    }

    /// Nothing in the answers says that a team is missing; only the key itself tells that it may see less.
    private void theKeySeesLessAndItsReachSaysSo() throws InterruptedException {
        assertThat(resource("teams", first.id()).attributes()).containsEntry("private", "true");
        assertThat(rows("team_members", Row.Grant.class))
                .anyMatch(grant -> grant.resource().equals(team(first.id())));

        var own = far.token(far.simulator.userToken(somebody.id()));
        RecordingSink less = own.collect();

        assertThat(less.feed("teams").isComplete()).isTrue();
        assertThat(less.feed("teams").rows(Row.Resource.class))
                .hasSizeLessThan(rows("teams").size())
                .noneMatch(team -> team.key().equals(team(first.id())));
        far.account().setRole(somebody.id(), "admin");
        int before = reachOf(own);
        far.account().setRole(somebody.id(), "limited_user");
        assertThat(reachOf(own)).isLessThan(before);
    }

    private static int reachOf(SimulatedPagerDuty key) throws InterruptedException {
        return Objects.requireNonNull(key.collected().credential()).reach();
    }

    private static void noSecretIsKept(RecordingSink read) {
        assertThat(read.feed("schedules").rows()).isNotEmpty();
        assertThat(read.toString()).doesNotContain(Canary.MARK).doesNotContain("cal_url");
    }

    private RecordingSink readByTheOwner() throws InterruptedException {
        String owner = far.account().users().getFirst().id();
        return far.token(far.simulator.userToken(owner)).collect();
    }

    private void whatIsMissingIsShownMissing() {
        assertThat(account().email()).isNull();
        assertThat(account().attributes()).doesNotContainKeys("locale", "created_at");
        assertThat(rows("users")).contains(new Row.Grant(user(), WHOLE, "(none)"));
    }

    private void pagesAreLarge() {
        assertThat(sink.feed("team_members").requests())
                .isEqualTo(far.account().teams().size());
        assertThat(sink.feed("tags").total())
                .hasValue(far.account().reach().tags().list().size());
    }

    private void anInvitedUserIsOnCallTwice() {
        String invited = far.account().users().getLast().id();
        assertThat(account(invited).state()).isEqualTo(AccountState.INVITED);
        assertThat(rows("on_calls", Row.Grant.class))
                .filteredOn(grant -> grant.resource().id().equals("PTWICE1"))
                .extracting(grant -> grant.account().id() + ", " + grant.through())
                .containsExactlyInAnyOrder(invited + ", level 1", invited + ", level 2");
    }

    private void theUserIsOnCall() {
        assertThat(rows("on_calls", Row.Grant.class))
                .filteredOn(grant -> grant.through().contains("PMISTYP"))
                .singleElement()
                .matches(grant -> grant.account().equals(user()))
                .matches(grant -> grant.through().equals("level 1, schedule PMISTYP, from 2026-11-22T00:00:00Z"));
    }

    private static List<Row> rowsOfUsersBefore() throws InterruptedException {
        try (var untouched = SimulatedPagerDuty.with(anAccount())) {
            return untouched.collect().feed("users").rows();
        }
    }

    private Row.Account account() {
        return account(somebody.id());
    }

    private Row.Account account(String id) {
        return rows("users", Row.Account.class).stream()
                .filter(account -> account.key().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Row.Resource resource(String feed, String id) {
        return rows(feed, Row.Resource.class).stream()
                .filter(resource -> resource.key().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> holders() {
        return rows("licence_allocations", Row.Grant.class).stream()
                .map(grant -> grant.account().id())
                .toList();
    }

    /// Roles of somebody in one team.
    private List<String> teamRoles(String id) {
        return rows("team_members", Row.Grant.class).stream()
                .filter(grant ->
                        grant.account().equals(user()) && grant.resource().equals(team(id)))
                .map(Row.Grant::value)
                .toList();
    }

    private List<Key> keys(String feed) {
        return rows(feed).stream()
                .flatMap(row -> switch (row) {
                    case Row.Account account -> List.of(account.key()).stream();
                    case Row.Resource resource -> List.of(resource.key()).stream();
                    case Row.Grant grant -> List.<Key>of().stream();
                    case Row.Link link -> List.<Key>of().stream();
                    case Row.Change change -> List.<Key>of().stream();
                })
                .toList();
    }

    private List<Row> rows(String feed) {
        return sink.feed(feed).rows();
    }

    private <R extends Row> List<R> rows(String feed, Class<R> kind) {
        return sink.feed(feed).rows(kind);
    }

    private Key user() {
        return user(somebody.id());
    }

    private static Key user(String id) {
        return new Key("user", id);
    }

    private static Key team(String id) {
        return new Key("team", id);
    }
}
