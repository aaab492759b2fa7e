package dev.muster.people;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.ledger.Level;
import dev.muster.people.AccountDecisions.Decision;
import dev.muster.people.PeoplePage.HeldRow;
import dev.muster.people.PeoplePage.LeaverRow;
import dev.muster.people.PeoplePage.Numbers;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.PeoplePage.SharedRow;
import dev.muster.people.PeoplePage.Told;
import dev.muster.people.PeoplePage.UnmatchedRow;
import dev.muster.tenant.Role;
import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Sample;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who works here, and whose an account is, in the states that matter.
public final class PeopleSamples {
    private static final Page PAGE = page(Nav.PEOPLE, "Explore", "People", "Who works here");
    private static final Page READER =
            page(Nav.PEOPLE, Role.AUDITOR, "Priya Raman", "Explore", "People", "Who works here");
    private static final String AT = "/t/acme/integrations/pagerduty/accounts/P1";
    private static final String LONG = "Oluwaseun Adeyemi-Featherstonehaugh".repeat(4);
    private static final Told ROSTER =
            new Told(at("2026-11-20T08:00:00Z"), 2_031, "Jonas Weber", "/t/acme/integrations/roster");

    private PeopleSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("people", "people/people", whole(true), PAGE),
                new Sample("people-read-only", "people/people", whole(false), READER),
                new Sample("people-without-roster", "people/people", told(null, true), PAGE),
                new Sample("people-empty", "people/people", told(ROSTER, false), PAGE),
                new Sample("people-one-list", "people/people", one(), PAGE),
                new Sample("people-with-accounts", "people/persons", persons(), PAGE),
                new Sample("people-decide", "people/decide", decide(false, true), PAGE),
                new Sample("people-decide-faults", "people/decide", decide(true, true), PAGE),
                new Sample("people-decide-read-only", "people/decide", decide(false, false), READER));
    }

    private static PeoplePage whole(boolean mayChange) {
        return new PeoplePage(
                ROSTER,
                true,
                mayChange,
                mayChange ? "" : "2026-11-19",
                mayChange ? null : at("2026-11-19T23:59:59Z"),
                null,
                new Numbers(12, 3, 1, 46, 12, 3, 42, 5),
                leavers(),
                unmatched(),
                List.of(shared(null), shared(null)),
                List.of(shared("Ben Carter, P19")),
                null);
    }

    private static PeoplePage told(@Nullable Told roster, boolean twins) {
        return new PeoplePage(
                roster,
                true,
                true,
                "",
                null,
                null,
                new Numbers(0, 0, 0, 0, 1, 0, 1, 0),
                List.of(),
                List.of(),
                twins ? List.of(shared(null)) : List.of(),
                List.of(),
                null);
    }

    private static PeoplePage one() {
        return new PeoplePage(
                ROSTER,
                true,
                true,
                "",
                null,
                PeopleList.UNMATCHED,
                null,
                List.of(),
                unmatched(),
                List.of(),
                List.of(),
                "/t/acme/people/unmatched?after=x");
    }

    private static PersonsPage persons() {
        return new PersonsPage(
                Persons.Who.EVERYBODY,
                new Persons.Count(2_106, 61, 38),
                "lind",
                "-name",
                "2026-11-19",
                at("2026-11-19T23:59:59Z"),
                Address.of("/t/acme/people/with-accounts?q=lind"),
                Address.of("/t/acme/people/with-accounts?asOf=2026-11-19"),
                Map.of(
                        Persons.Who.EVERYBODY, "/t/acme/people/with-accounts",
                        Persons.Who.PRIVILEGED, "/t/acme/people/with-accounts?who=privileged",
                        Persons.Who.INVITED, "/t/acme/people/with-accounts?who=invited"),
                new Head("Person", "descending", "/t/acme/people/with-accounts"),
                leavers().stream()
                        .map(row -> new PersonsPage.PersonRow(
                                row.name(), row.email(), row.email().isEmpty(), row.privileged(), row.held()))
                        .toList(),
                "/t/acme/people/with-accounts",
                "/t/acme/people/with-accounts?after=x");
    }

    private static List<LeaverRow> leavers() {
        return List.of(
                new LeaverRow(
                        "Sara Lindqvist",
                        "sara.lindqvist@acme.example",
                        "Finance",
                        "Sofia Rossi",
                        "30 Sep 2026",
                        "54 days ago",
                        true,
                        List.of(new HeldRow(
                                "Payroll",
                                AT,
                                new Level("Approve", "Approve", true),
                                "on Expenses",
                                2,
                                List.of("last used 12 Nov 2026, after the last day"),
                                List.of(
                                        "Take away Approve on Expenses",
                                        "Take away View on 2 resources",
                                        "Remove the account Sara Lindqvist (sara.lindqvist@acme.example)")))),
                new LeaverRow(
                        LONG,
                        LONG.replace(" ", ".") + "@acme.example",
                        "",
                        LONG,
                        "31 Oct 2026",
                        "23 days ago",
                        true,
                        List.of(
                                new HeldRow(
                                        "Pagerduty",
                                        AT,
                                        new Level("admin", "Global Admin", true),
                                        "",
                                        0,
                                        List.of("on call, Platform backup until 27 Nov 2026, 08:00"),
                                        List.of(
                                                "Hand over on call, Platform backup",
                                                "Take away Global Admin",
                                                "Remove the account %s (PONE)".formatted(LONG))),
                                new HeldRow(
                                        LONG,
                                        AT,
                                        new Level(LONG, LONG, false),
                                        "on 3 resources",
                                        1,
                                        List.of(),
                                        List.of("Take away %s on 3 resources".formatted(LONG))))),
                new LeaverRow(
                        "Ben Carter",
                        "",
                        "Search",
                        "",
                        "15 Sep 2026",
                        "69 days ago",
                        false,
                        List.of(new HeldRow(
                                "Pagerduty",
                                AT,
                                null,
                                "",
                                0,
                                List.of(),
                                List.of("Remove the account Ben Carter (PBEN)")))));
    }

    private static List<UnmatchedRow> unmatched() {
        return List.of(
                new UnmatchedRow(
                        "terraform-bot",
                        "terraform-bot@acme.example",
                        "Pagerduty",
                        AT,
                        AT + "/person",
                        "No person of this e-mail",
                        ""),
                new UnmatchedRow(
                        "Marta Kowalska",
                        "m.kowalska@northwind.example",
                        "Pagerduty Northwind",
                        AT,
                        AT + "/person",
                        "Perhaps Marta Kowalska, marta.kowalska@acme.example, by name",
                        "marta.kowalska@acme.example"),
                new UnmatchedRow(LONG, "", LONG, AT, AT + "/person", "No e-mail", ""));
    }

    private static SharedRow shared(@Nullable String former) {
        return new SharedRow(
                "Ben Carter",
                "P20",
                "ben.carter@acme.example",
                "Pagerduty",
                AT,
                AT + "/person",
                former == null ? "" : former,
                former == null ? null : at("2026-11-19T09:12:00Z"));
    }

    private static DecisionPage decide(boolean faulty, boolean mayDecide) {
        return new DecisionPage(
                AT + "/person",
                AT,
                faulty ? LONG : "Marta Kowalska",
                "Pagerduty Northwind",
                "m.kowalska@northwind.example",
                faulty
                        ? null
                        : new DecisionPage.Before(
                                DecisionPage.title(Decision.LINKED, "marta.kowalska@acme.example"),
                                "She said so in the stand-up",
                                "Ana Lima",
                                at("2026-11-19T09:12:00Z")),
                Decision.LINKED.word(),
                faulty ? "marta" : "marta.kowalska@acme.example",
                "",
                mayDecide,
                faulty
                        ? Map.of(
                                "decision", "Choose one of matched, linked, alone, service.",
                                "person", "That is no e-mail address",
                                "reason", "Reason must be filled in")
                        : Map.of());
    }
}
