package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.OnCallSetup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What must have been read of an account for each pitfall that may be in it.
record PitfallFacts(PitfallReading read) {
    private static final Key WHOLE = new Key("account", "account");

    /// A pitfall without a line here does not compile.
    void holdFor(Pitfall pitfall) throws InterruptedException {
        switch (pitfall) {
            case SAME_ID -> bothKeysExist();
            case DELETED_USER -> aReferenceIsLeft();
            case VANISHING_TEAM -> {
                assertThat(read.keys("teams")).contains(PitfallReading.team("PVANISH"));
                assertThat(read.sink().feed("team_members").removed()).containsExactly("PVANISH");
            }
            case HIDDEN_MEMBERS -> membersAreMissing();
            case TWO_ROLES -> bothRolesAreKept();
            case SUB_TEAM -> teamsAreContained();
            case ODD_PRIVACY ->
                assertThat(read.resource("teams", "PODDPRI").attributes())
                        .containsEntry("default_role", "observer")
                        .doesNotContainKey("private");
            case REPEATED_TEAM -> assertThat(read.teamRoles(read.first().id())).containsOnlyOnce("manager");
            case NULLS -> nullsAreNotThere();
            case EMAIL_CASE ->
                assertThat(read.account().email())
                        .isEqualTo(read.somebody().email().toUpperCase(Locale.ROOT));
            case INVITED -> assertThat(read.account().state()).isEqualTo(AccountState.INVITED);
            case MACHINES -> assertThat(read.account("PROBOT1").kind()).isEqualTo(AccountKind.SERVICE);
            case RAILS_TIME_ZONE ->
                assertThat(read.account().attributes()).containsEntry("time_zone", "Pacific Time (US & Canada)");
            case UNLICENSED ->
                assertThat(read.holders())
                        .contains("PNOBODY")
                        .doesNotContain(read.somebody().id());
            case UPGRADED_SCHEDULE -> theScheduleMoved();
            case UNUSED_SCHEDULE -> theScheduleIsThereAndNobodyIsOnCallByIt();
            case UNKNOWN_VALUES ->
                assertThat(read.rows("users")).contains(new Row.Grant(read.user(), WHOLE, "team_lead"));
            case MOVED_AVATAR -> assertThat(read.rows("users")).isEqualTo(rowsOfUsersBefore());
            case LATE_WRITE -> assertThat(read.teamRoles(read.first().id())).containsExactly("responder");
            case ODD_403 -> refusalsAreTold();
            case PRIVATE_TEAM -> theKeySeesLessAndItsReachSaysSo();
            case SECRETS -> noSecretIsKept(read.sink());
            case SPACES -> assertThat(read.account().name()).isEqualTo("  Ana Lima ");
            case NO_TOMBSTONE -> assertThat(read.keys("users")).doesNotContain(read.user());
            case OWN_BUCKET -> assertThat(read.far().waits()).isEmpty();
            case CALENDARS -> noSecretIsKept(readByTheOwner());
            case UNDOCUMENTED -> whatIsMissingIsShownMissing();
            case CONTENT_TYPE ->
                assertThat(read.sink().feed("schedules").total()).isEmpty();
            case DEFAULT_PAGES -> pagesAreLarge();
            case INVITED_ON_CALL -> anInvitedUserIsOnCallTwice();
            case ONE_SIDED_MEMBER ->
                assertThat(read.teamRoles(read.last().id())).containsExactly("manager");
            case MISTYPED_ON_CALL -> theUserIsOnCall();
            case LOST_MEMBERS -> lostMembersAreHeldWithoutARole();
            case UNLISTED_TEAM -> theUnlistedTeamIsNamed();
            case SEATS_WITHOUT_HOLDERS -> theSeatsAreADisagreement();
            case NAMED_LEAVER ->
                assertThat(read.sink().feed("schedules").mentioned().values())
                        .contains(new Row.Mentioned(
                                new Key("user", "PLEAVER"), "P. Example", Instant.parse("2024-02-21T09:15:00Z")));
            case UNLISTED_NEIGHBOURS -> whatStandsInNoListIsNamed();
            case STRANGER_ON_CALL ->
                assertThat(read.sink().feed("on_calls").disagreements())
                        .extracting(Disagreement::sentence)
                        .containsExactly(
                                "On-calls: on call. Users: not listed. Shown as: on call, absent from the users");
            case EMAIL_QUERY, MIXED_ORDER -> assertThat(read.rows("users")).isEqualTo(rowsOfUsersBefore());
            case UNTOLD_TOTALS -> {
                assertThat(read.sink().feeds()).allMatch(RecordedFeed::isComplete);
                assertThat(read.sink().feed("users").total()).isEmpty();
                assertThat(read.rows("users")).isEqualTo(rowsOfUsersBefore());
            }
            case HUGE_ACCOUNT ->
                assertThat(read.sink().feed("users").requests()
                                + read.sink().feed("credential").requests())
                        .as("two pages in vain, then three of 25, and what tells whose key it is")
                        .isEqualTo(2 + 3 + 2);
        }
    }

    private void lostMembersAreHeldWithoutARole() {
        SimulatedAccount account = read.far().account();
        long lost = account.users().stream()
                .flatMap(user -> user.teamIds().stream().filter(team -> !account.isMember(team, user.id())))
                .count();

        assertThat(read.rows("team_members", Row.Grant.class))
                .filteredOn(grant -> grant.value().equals("(not told)"))
                .hasSize((int) lost);
        assertThat(read.sink().feed("team_members").disagreements())
                .hasSize((int) lost)
                .allMatch(Disagreement::again)
                .first()
                .extracting(Disagreement::sentence)
                .isEqualTo("The user: listed, role not told. The team: not listed. Shown as: member, role not told");
        assertThat(lost).isBetween(1L, 74L);
    }

    private void theUnlistedTeamIsNamed() {
        Key treasury = PitfallReading.team("PHIDTEAM");
        assertThat(read.sink().feed("users").mentioned())
                .containsEntry(treasury, new Row.Mentioned(treasury, "Treasury", null));
        assertThat(read.rows("team_members")).contains(new Row.Grant(read.user(), treasury, "(not told)"));
        assertThat(read.sink().feed("team_members").disagreements())
                .filteredOn(each -> each.about().contains(treasury))
                .extracting(Disagreement::sentence)
                .containsExactly("The user: listed, role not told. The list of teams: no such team."
                        + " Shown as: member, role not told");
    }

    private void theSeatsAreADisagreement() {
        long used = read.far().account().users().size() + 7;
        assertThat(read.sink().feed("licence_allocations").disagreements())
                .singleElement()
                .matches(each -> each.about().equals(List.of(new Key("licence", "PLFULL1"))) && each.again())
                .matches(each -> each.one().says().equals(used + " seats used"))
                .matches(each -> each.other().says().endsWith(" holders"));
        assertThat(read.sink().feed("licence_allocations").requests()).isEqualTo(2);
    }

    private void whatStandsInNoListIsNamed() {
        Key policy = new Key("escalation_policy", "PHIDPOL");
        Key schedule = new Key("schedule", "PHIDSCH");
        Key maker = new Key("user", "PMAKER1");
        assertThat(read.sink().feed("schedules").mentioned())
                .containsEntry(policy, new Row.Mentioned(policy, "Hidden policy", null));
        assertThat(read.sink().feed("on_calls").mentioned())
                .containsEntry(schedule, new Row.Mentioned(schedule, "Hidden schedule", null));
        assertThat(read.sink().feed("workflow_connections").mentioned())
                .containsEntry(maker, new Row.Mentioned(maker, "M. Maker", Instant.parse("2025-05-02T08:00:00Z")));
    }

    private void bothKeysExist() {
        assertThat(read.keys("users")).contains(read.user());
        assertThat(read.keys("teams"))
                .contains(PitfallReading.team(read.somebody().id()));
        assertThat(read.rows("team_members"))
                .contains(new Row.Grant(
                        read.user(), PitfallReading.team(read.somebody().id()), "observer"));
    }

    private void aReferenceIsLeft() {
        assertThat(read.keys("users")).doesNotContain(read.user());
        assertThat(read.rows("schedules"))
                .contains(new Row.Grant(read.user(), new Key("schedule", "PGONE01"), "rotation"));
        assertThat(read.rows("escalation_policies"))
                .contains(new Row.Grant(
                        read.user(), new Key("escalation_policy", "PGONE02"), "target", "level 1", Map.of()));
    }

    private void membersAreMissing() {
        var problem = read.sink().feed("team_members").problem();
        assertThat(read.sink().feed("team_members").unread()).containsOnlyKeys(PitfallReading.team("PHIDDEN"));
        assertThat(problem.cause()).isEqualTo(Cause.NOT_SHOWN);
        assertThat(problem.message())
                .isEqualTo("PagerDuty lists team Half there, but says that it does not have its members (404)."
                        + " Find out at PagerDuty whether this credential may see it");
        assertThat(read.keys("teams")).contains(PitfallReading.team("PHIDDEN"));
    }

    private void teamsAreContained() {
        assertThat(read.rows("teams", Row.Link.class))
                .containsExactlyInAnyOrder(
                        contains(read.first().id(), "PSUB001"),
                        contains("PNOLIST", "PSUB002"),
                        contains("PSUB004", "PSUB003"),
                        contains("PSUB003", "PSUB004"));
    }

    private static Row.Link contains(String parent, String team) {
        return new Row.Link(PitfallReading.team(parent), "contains", PitfallReading.team(team));
    }

    private void bothRolesAreKept() {
        assertThat(read.rows("team_members", Row.Grant.class))
                .filteredOn(grant -> grant.account().id().equals("PTWICE0"))
                .extracting(Row.Grant::value)
                .containsExactlyInAnyOrder("manager", "observer");
        assertThat(read.sink().feed("team_members").remarks())
                .containsValue("PagerDuty lists this member with 2 roles; each is kept");
    }

    /// Nulls count as what is missing: a role is unknown, a name falls back to the id.
    private void nullsAreNotThere() {
        var reach = read.far().account().reach();
        String tag = reach.tags().list().getFirst().id();
        String webhook = reach.webhooks().getFirst().id();
        OnCallSetup setup = read.far().account().onCallSetup();
        var onCall = setup.onCalls().getFirst();

        assertThat(read.account().attributes()).doesNotContainKeys("time_zone", "job_title");
        assertThat(read.rows("team_members", Row.Grant.class))
                .extracting(Row.Grant::value)
                .contains("(none)");
        assertThat(read.rows("tags")).contains(new Row.Resource(new Key("tag", tag), tag, Map.of()));
        assertThat(read.resource("webhook_subscriptions", webhook).name()).isEqualTo(webhook);
        assertThat(read.rows("on_calls"))
                .contains(new Row.Grant(
                        new Key("user", onCall.userId()), new Key("escalation_policy", onCall.policyId()), "on_call"));
        assertThat(read.rows("audit_records", Row.Change.class))
                .filteredOn(change -> change.how().equals("(none)"))
                .singleElement()
                .matches(change -> change.by() == null && change.attributes().isEmpty());
    }

    private void theScheduleMoved() {
        assertThat(read.keys("schedules")).doesNotContain(new Key("schedule", read.schedule()));
        assertThat(read.resource("shift_schedules", read.schedule()).attributes())
                .containsEntry("kind", "shifts");
    }

    private void theScheduleIsThereAndNobodyIsOnCallByIt() {
        assertThat(read.rows("schedules"))
                .contains(new Row.Grant(read.user(), new Key("schedule", "PUNUSED"), "rotation"));
        assertThat(read.rows("on_calls", Row.Grant.class))
                .noneMatch(grant -> grant.through().contains("PUNUSED"));
    }

    /// One of them is gone the next time.
    private void refusalsAreTold() throws InterruptedException {
        assertThat(read.sink().feed("extensions").whyNotAvailable()).isEqualTo("not in the scope of this credential");
        assertThat(read.sink().feed("team_members").problem().cause()).isEqualTo(Cause.NOT_PERMITTED);
        assertThat(read.sink().feed("team_members").problem().what())
                .isEqualTo("PagerDuty does not let this access token read members of team PODD403 (403)");
        assertThat(read.far().collect().feed("team_members").isComplete()).isTrue();
    }

    /// Nothing in the answers says that a team is missing; only the key itself tells that it may see less.
    private void theKeySeesLessAndItsReachSaysSo() throws InterruptedException {
        assertThat(read.resource("teams", read.first().id()).attributes()).containsEntry("private", "true");
        assertThat(read.rows("team_members", Row.Grant.class))
                .anyMatch(grant ->
                        grant.resource().equals(PitfallReading.team(read.first().id())));

        var own =
                read.far().token(read.far().simulator.userToken(read.somebody().id()));
        RecordingSink less = own.collect();

        assertThat(less.feed("teams").isComplete()).isTrue();
        assertThat(less.feed("teams").rows(Row.Resource.class))
                .hasSizeLessThan(read.rows("teams").size())
                .noneMatch(team ->
                        team.key().equals(PitfallReading.team(read.first().id())));
        read.far().account().setRole(read.somebody().id(), "admin");
        int before = reachOf(own);
        read.far().account().setRole(read.somebody().id(), "limited_user");
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
        String owner = read.far().account().users().getFirst().id();
        return read.far().token(read.far().simulator.userToken(owner)).collect();
    }

    private void whatIsMissingIsShownMissing() {
        assertThat(read.account().email()).isNull();
        assertThat(read.account().attributes()).doesNotContainKeys("locale", "created_at");
        assertThat(read.rows("users")).contains(new Row.Grant(read.user(), WHOLE, "(none)"));
    }

    private void pagesAreLarge() {
        assertThat(read.sink().feed("team_members").requests())
                .isEqualTo(read.far().account().teams().size());
        assertThat(read.sink().feed("tags").total())
                .hasValue(read.far().account().reach().tags().list().size());
    }

    private void anInvitedUserIsOnCallTwice() {
        String invited = read.far().account().users().getLast().id();
        assertThat(read.account(invited).state()).isEqualTo(AccountState.INVITED);
        assertThat(read.rows("on_calls", Row.Grant.class))
                .filteredOn(grant -> grant.resource().id().equals("PTWICE1"))
                .extracting(grant -> grant.account().id() + ", " + grant.through())
                .containsExactlyInAnyOrder(invited + ", level 1", invited + ", level 2");
    }

    private void theUserIsOnCall() {
        assertThat(read.rows("on_calls", Row.Grant.class))
                .filteredOn(grant -> grant.through().contains("PMISTYP"))
                .singleElement()
                .matches(grant -> grant.account().equals(read.user()))
                .matches(grant -> grant.through().equals("level 1, schedule PMISTYP, from 2026-11-22T00:00:00Z"));
    }

    private static List<Row> rowsOfUsersBefore() throws InterruptedException {
        try (var untouched = SimulatedPagerDuty.with(PitfallReading.anAccount())) {
            return untouched.collect().feed("users").rows();
        }
    }
}
