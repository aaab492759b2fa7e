package dev.muster.simulator;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.Faults;
import dev.muster.simulator.objects.BaseRole;
import dev.muster.simulator.objects.Canary;
import dev.muster.simulator.objects.Licence;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedMember;
import dev.muster.simulator.objects.SimulatedOnCall;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What real accounts and PagerDuty's API do that readers stumble over, each as a scenario by name: something
/// is changed in an account of any size from [#SMALLEST] on, or the API misbehaves, or both.
public enum Pitfall {
    SAME_ID("a user and a team share an id, since ids are unique per type only", account -> {
        String id = anyUser(account).id();
        account.addTeam(SimulatedTeam.named(id, "Namesakes"));
        account.addMember(id, id, "observer");
    }),
    DELETED_USER("a deleted user stays named in schedules and policies", account -> {
        SimulatedUser leaver = anyUser(account);
        OnCallSetup onCall = account.onCallSetup();
        onCall.add(SimulatedSchedule.named("PGONE01", "Of the gone", leaver.id()));
        onCall.add(
                SimulatedPolicy.named("PGONE02", "Pages the gone").withLevel(SimulatedPolicy.Target.user(leaver.id())));
        account.removeUser(leaver.id());
    }),
    VANISHING_TEAM(
            "a team is deleted between the list of teams and that of its members",
            account -> {},
            faults -> faults.on("/teams").nth(1).answer(new Fault.AnotherRow("""
                    {"id":"PVANISH","type":"team","name":"Short-lived","summary":"Short-lived",\
                    "default_role":"manager"}"""))),
    HIDDEN_MEMBERS(
            "a team is listed, and neither its members nor the team itself are found",
            account -> account.addTeam(SimulatedTeam.named("PHIDDEN", "Half there")),
            faults -> faults.on("/teams/PHIDDEN/members")
                    .every()
                    .answer(new Fault.Status(404, ErrorShape.CODE_5001))
                    .on("/teams/PHIDDEN")
                    .every()
                    .answer(new Fault.Status(404))),
    TWO_ROLES(
            "a team lists one member with two roles",
            account -> {
                account.addUser(SimulatedUser.named("PTWICE0", "Ana Twice", "ana.twice@acme.example"));
                account.addTeam(SimulatedTeam.named("PTWOROL", "Of two minds"));
                account.addMember("PTWOROL", "PTWICE0", "manager");
            },
            faults -> faults.on("/teams/PTWOROL/members").every().answer(new Fault.AnotherRow("""
                    {"user":{"id":"PTWICE0","type":"user_reference"},"role":"observer"}"""))),
    SUB_TEAM("teams stand below others, one below a team that no list shows, and two in a circle", account -> {
        for (String id : List.of("PSUB001", "PSUB002", "PSUB003", "PSUB004")) {
            account.addTeam(SimulatedTeam.named(id, "Below " + id));
        }
        putParent("PSUB001", account.teams().getFirst().id(), account);
        putParent("PSUB002", "PNOLIST", account);
        putParent("PSUB003", "PSUB004", account);
        putParent("PSUB004", "PSUB003", account);
    }),
    ODD_PRIVACY("a team has a default role that nobody has documented", account -> {
        account.addTeam(SimulatedTeam.named("PODDPRI", "Neither"));
        account.putRawField("team", "PODDPRI", "default_role", "\"observer\"");
    }),
    REPEATED_TEAM("a user names a team twice", account -> {
        String team = account.teams().getFirst().id();
        SimulatedUser user = anyUser(account);
        account.addMember(team, user.id(), "manager");
        account.setTeamsOf(user.id(), List.of(team, team));
    }),
    NULLS("fields are null that are documented as texts, lists or objects", NullFields::into),
    EMAIL_CASE("e-mails differ in upper and lower case from those elsewhere", account -> {
        SimulatedUser user = anyUser(account);
        account.putRawUserField(user.id(), "email", "\"" + user.email().toUpperCase(Locale.ROOT) + "\"");
    }),
    INVITED("an invitation was never accepted, and the access exists all the same", account -> {
        SimulatedUser user = anyUser(account);
        account.addUser(user.withInvitationSent(true));
    }),
    MACHINES(
            "a machine is an ordinary user without a mark",
            account -> account.addUser(SimulatedUser.named("PROBOT1", "Deploy Bot", "deploy-bot@acme.example"))),
    RAILS_TIME_ZONE(
            "a time zone goes by a name of another system",
            account -> account.putRawUserField(anyUser(account).id(), "time_zone", "\"Pacific Time (US & Canada)\"")),
    UNLICENSED("a user has no licence, and a licence has no user", account -> {
        account.withdrawLicence(anyUser(account).id());
        account.allocateLicence("PNOBODY");
    }),
    UPGRADED_SCHEDULE(
            "a schedule keeps its id and moves from one list to the other",
            account -> account.onCallSetup()
                    .upgrade(account.onCallSetup().schedules().getFirst().id())),
    UNUSED_SCHEDULE(
            "a schedule that feeds no policy never shows among the on-calls",
            account -> account.onCallSetup()
                    .add(SimulatedSchedule.named(
                            "PUNUSED", "Feeds nobody", anyUser(account).id()))),
    UNKNOWN_VALUES("there are fields and values that nobody has documented", account -> {
        account.setRole(anyUser(account).id(), "team_lead");
        account.putRawUserField(anyUser(account).id(), "mood", "{\"value\":[1,2]}");
    }),
    MOVED_AVATAR(
            "pictures move to another host",
            account ->
                    account.putRawUserField(anyUser(account).id(), "avatar_url", "\"https://pictures.example/1.png\"")),
    LATE_WRITE("what was written a moment ago is not in every list yet", account -> {
        String team = account.teams().getFirst().id();
        account.addMember(team, anyUser(account).id(), "responder");
        account.setTeamsOf(anyUser(account).id(), List.of());
    }),
    ODD_403(
            "a refusal has a code that is in no table; another is no JSON, and gone when asked again",
            account -> account.addTeam(SimulatedTeam.named("PODD403", "Now and then")),
            faults -> faults.on("/extensions")
                    .every()
                    .answer(new Fault.Status(403, ErrorShape.STATUS_AS_CODE))
                    .on("/teams/PODD403/members")
                    .nth(1)
                    .answer(new Fault.Status(403, ErrorShape.HTML))),
    PRIVATE_TEAM("a key of a user whose role was lowered does not show private teams, and does not say so", account -> {
        SimulatedTeam team = account.teams().getFirst();
        SimulatedUser holder = anyUser(account);
        account.addTeam(team.asPrivate());
        account.removeMember(team.id(), holder.id());
        account.setRole(holder.id(), BaseRole.LIMITED_USER.value());
    }),
    SECRETS(
            "answers hold secrets in fields a reader never asked for",
            account -> account.putRawUserField(
                    anyUser(account).id(),
                    "personal_http_cal_url",
                    "\"https://calendar.example/%s\"".formatted(Canary.MARK))),
    SPACES("names begin and end with spaces, and links lead to another host", account -> {
        String user = anyUser(account).id();
        account.putRawUserField(user, "name", "\"  Ana Lima \"");
        account.putRawUserField(user, "self", "\"https://elsewhere.example/users/1\"");
    }),
    NO_TOMBSTONE(
            "who was deleted is simply not there any more",
            account -> account.removeUser(anyUser(account).id())),
    OWN_BUCKET(
            "on-calls have a rate limit of their own, and a proxy adds headers that tell of a smaller one",
            account -> {},
            faults -> List.of("/users", "/teams", "/services", "/oncalls").forEach(path -> exhausted(path, faults))),
    CALENDARS("keys of users are shown calendar addresses that work without a key", account -> {}),
    UNDOCUMENTED("documented fields are missing and others are there", account -> {
        String user = anyUser(account).id();
        account.putRawUserField(user, "locale", "\"en-US\"");
        account.putRawUserField(user, "created_at", "\"2024-05-01T09:00:00+03:00\"");
        account.putRawUserField(user, "role", "null");
        account.putRawUserField(user, "email", "null");
    }),
    CONTENT_TYPE(
            "content types name a version or none, and an old list holds nothing but its rows",
            account -> {},
            faults -> faults.on("/users")
                    .every()
                    .answer(new Fault.WrongContentType("application/vnd.pagerduty+json; charset=UTF-8"))
                    .on("/teams")
                    .every()
                    .answer(new Fault.WrongContentType("application/vnd.pagerduty+json;version=2"))
                    .on("/schedules")
                    .every()
                    .answer(new Fault.BareList())),
    DEFAULT_PAGES("some listings tell their total unasked, and their pages have other sizes", account -> {}),
    INVITED_ON_CALL("an invited user is on call, at two levels of one policy", account -> {
        SimulatedUser user = account.users().getLast();
        account.addUser(user.withInvitationSent(true));
        OnCallSetup onCall = account.onCallSetup();
        onCall.add(SimulatedPolicy.named("PTWICE1", "Pages one person twice")
                .withLevel(SimulatedPolicy.Target.user(user.id()))
                .withLevel(SimulatedPolicy.Target.user(user.id())));
        onCall.add(SimulatedOnCall.directly("PTWICE1", 1, user.id()));
        onCall.add(SimulatedOnCall.directly("PTWICE1", 2, user.id()));
    }),
    ONE_SIDED_MEMBER("a team lists a member whose own record does not name the team", account -> {
        SimulatedTeam team = account.teams().getLast();
        account.addMember(team.id(), anyUser(account).id(), "manager");
        account.setTeamsOf(anyUser(account).id(), List.of());
    }),
    MISTYPED_ON_CALL("the user who is on call is called a schedule", account -> {
        String policy = account.onCallSetup().policies().getFirst().id();
        var onCall = SimulatedOnCall.onSchedule(
                policy, 1, anyUser(account).id(), "PMISTYP", Instant.parse("2026-11-22T00:00:00Z"), null);
        account.onCallSetup().add(onCall);
        account.putRawField(
                "oncall",
                onCall.id(),
                "user",
                "{\"id\":\"%s\",\"type\":\"schedule_reference\"}".formatted(onCall.userId()));
    }),
    LOST_MEMBERS("member lists lack people whose own records name the team", Pitfall::loseMembers),
    UNLISTED_TEAM(
            "users name a team that no list of teams shows",
            account -> account.putRawUserField(anyUser(account).id(), "teams", """
                    [{"id":"PHIDTEAM","type":"team_reference","summary":"Treasury","self":null,"html_url":null}]""")),
    SEATS_WITHOUT_HOLDERS(
            "more seats of a licence are used than holders of it are listed",
            account -> account.putRawField(
                    "license",
                    Licence.FULL_USER.id(),
                    "current_value",
                    Integer.toString(account.allocations().size() + 7))),
    NAMED_LEAVER("who was deleted has a name in references alone, and a day", account -> {
        account.onCallSetup().add(SimulatedSchedule.named("PGONE03", "Of one who left", "PLEAVER"));
        account.putRawField("schedule", "PGONE03", "users", """
                [{"id":"PLEAVER","type":"user_reference","summary":"P. Example","self":null,"html_url":null,\
                "deleted_at":"2024-02-21T10:15:00+01:00"}]""");
    }),
    UNLISTED_NEIGHBOURS("policies, schedules and users are named by others and stand in no list", account -> {
        account.onCallSetup()
                .add(SimulatedSchedule.named(
                        "PNAMES1", "Names others", anyUser(account).id()));
        account.putRawField("schedule", "PNAMES1", "escalation_policies", """
                [{"id":"PHIDPOL","type":"escalation_policy_reference","summary":"Hidden policy"}]""");
        var onCall = SimulatedOnCall.onSchedule(
                account.onCallSetup().policies().getFirst().id(),
                1,
                anyUser(account).id(),
                "PHIDSCH",
                Instant.parse("2026-11-22T00:00:00Z"),
                null);
        account.onCallSetup().add(onCall);
        account.putRawField("oncall", onCall.id(), "schedule", """
                {"id":"PHIDSCH","type":"schedule_reference","summary":"Hidden schedule"}""");
        account.putRawField(
                "workflow_integration_connection",
                account.reach().connections().getFirst().id(),
                "created_by",
                """
                {"id":"PMAKER1","type":"user_reference","summary":"M. Maker","deleted_at":"2025-05-02T08:00:00Z"}""");
    }),
    STRANGER_ON_CALL(
            "somebody is on call whom the list of users does not show",
            account -> account.onCallSetup()
                    .add(SimulatedOnCall.directly(
                            account.onCallSetup().policies().getFirst().id(), 1, "PSTRANG"))),
    EMAIL_QUERY(
            "a search for names looks into e-mails too",
            account -> account.filtering().findEmails()),
    MIXED_ORDER(
            "each filter of a list has an order of its own",
            account -> account.filtering().mixOrder()),
    UNTOLD_TOTALS(
            "no list tells how many records it has, not even when it is asked",
            account -> {},
            faults -> List.of("/{list}", "/{of}/{list}", "/{of}/{id}/{list}")
                    .forEach(path -> faults.on(path).every().answer(new Fault.UntoldTotal()))),
    HUGE_ACCOUNT(
            "full pages end with a time-out of PagerDuty's own, and pages of 25 come",
            account -> {},
            faults -> List.of("/users", "/teams", "/teams/{id}/members", "/services")
                    .forEach(path -> faults.on(path + "?limit=100").every().answer(new Fault.Status(504))));

    /// Users an account needs for every scenario, besides a team.
    public static final int SMALLEST = 12;

    /// Memberships that were lost in a real account.
    private static final int MOST_LOST = 74;

    private final String what;
    private final Consumer<SimulatedAccount> account;
    private final Consumer<Faults> faults;

    Pitfall(String what, Consumer<SimulatedAccount> account) {
        this(what, account, faults -> {});
    }

    Pitfall(String what, Consumer<SimulatedAccount> account, Consumer<Faults> faults) {
        this.what = what;
        this.account = account;
        this.faults = faults;
    }

    /// As it is called on the command line: `same-id`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What happens, in words.
    public String what() {
        return what;
    }

    public static Optional<Pitfall> of(String id) {
        return Arrays.stream(values())
                .filter(pitfall -> pitfall.id().equals(id))
                .findFirst();
    }

    /// Makes it so, in the account and in what its API answers.
    public void into(PagerDutySimulator simulator) {
        account.accept(simulator.account());
        faults.accept(simulator.faults());
    }

    /// What a limit says that is used up, in headers that are not PagerDuty's.
    private static void exhausted(String path, Faults faults) {
        faults.on(path)
                .every()
                .answer(new Fault.AddedHeaders(
                        Map.of("x-ratelimit-limit", "1", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "3600")));
    }

    private static void loseMembers(SimulatedAccount account) {
        int lost = 0;
        for (SimulatedTeam team : account.teams()) {
            for (SimulatedMember member : account.membersOf(team.id())) {
                if (lost++ < MOST_LOST) {
                    account.forgetMember(team.id(), member.userId());
                }
            }
        }
    }

    private static void putParent(String team, String parent, SimulatedAccount account) {
        account.putRawField("team", team, "parent", "{\"id\":\"%s\",\"type\":\"team_reference\"}".formatted(parent));
    }

    /// Somebody other than the owner, the same each time.
    private static SimulatedUser anyUser(SimulatedAccount account) {
        return account.users().get(1);
    }
}
