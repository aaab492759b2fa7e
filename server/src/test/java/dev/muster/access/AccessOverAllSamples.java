package dev.muster.access;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.access.AccessPage.Choice;
import dev.muster.access.AccessPage.Option;
import dev.muster.access.AccessPage.Row;
import dev.muster.access.AccessPage.Token;
import dev.muster.ledger.Level;
import dev.muster.source.Source;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Head;
import dev.muster.web.Icon;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The list of all access in the states that matter.
public final class AccessOverAllSamples {
    private static final Page PAGE = page(Nav.ACCESS, "Explore", "Access");
    private static final String AT = "/t/acme/access";
    private static final String LONG = "Oluwaseun Adeyemi-Featherstonehaugh".repeat(4);
    private static final Level ADMIN = new Level("admin", "Global Admin", true);
    private static final Level RESPONDER = new Level("limited_user", "Responder", false);

    private AccessOverAllSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("access", "access/access", whole(), PAGE),
                new Sample("access-narrowed", "access/access", narrowed(rows()), PAGE),
                new Sample("access-nothing-found", "access/access", narrowed(List.of()), PAGE),
                new Sample("access-before-the-first-sync", "access/access", before(), PAGE));
    }

    private static AccessPage whole() {
        return view(6_902, rows(), List.of(), Set.of(Column.values()), false);
    }

    private static AccessPage narrowed(List<Row> rows) {
        return view(
                rows.size(),
                rows,
                List.of(
                        new Token("integration", "1", "Integration", "is", LONG, AT),
                        new Token("privileged", "yes", "Privileged", "is", "yes", AT),
                        new Token("since", "2026-11-20", "Since", "", "20 Nov 2026", AT)),
                Set.of(Column.PERSON, Column.ACCESS, Column.RESOURCE, Column.SINCE),
                true);
    }

    private static AccessPage before() {
        return new AccessPage(
                "0",
                0,
                null,
                "",
                null,
                AT,
                "",
                "",
                Address.of(AT),
                AT + ".csv",
                "/t/acme/changes?what=grants",
                List.of(),
                List.of(),
                true,
                Set.of(Column.PERSON, Column.RESOURCE),
                false,
                heads("", false),
                List.of(),
                List.of(),
                Pager.of(0, 0, 0, null, null));
    }

    private static AccessPage view(long found, List<Row> rows, List<Token> tokens, Set<Column> columns, boolean past) {
        return new AccessPage(
                Figures.grouped(found),
                6_902,
                at("2026-11-23T02:04:00Z"),
                past ? "2026-10-01" : "",
                past ? at("2026-10-01T23:59:59Z") : null,
                AT,
                past ? "ana" : "",
                past ? "-resource" : "",
                Address.of(AT),
                AT + ".csv",
                "/t/acme/changes?what=grants",
                tokens,
                List.of(
                        new Choice("title", "Access", List.of(new Option("Responder", "Responder 1,200"))),
                        new Choice("state", "State", List.of(new Option("active", "active")))),
                !past,
                columns,
                !past,
                heads(past ? "-resource" : "", true),
                List.of(new Option("", "Person"), new Option("-resource", "On, reversed")),
                rows,
                Pager.of(1, rows.size(), found, null, past ? null : AT));
    }

    private static Map<Column, Head> heads(String order, boolean sortable) {
        return Arrays.stream(Column.values())
                .collect(Collectors.toMap(
                        column -> column,
                        column -> sortable
                                ? Head.of(
                                        column.title(), Address.of(AT), column.field(), order, column == Column.PERSON)
                                : Head.unsorted(column.title())));
    }

    private static List<Row> rows() {
        return List.of(
                row("Ana Lima", "ana.lima@acme.example", false, ADMIN, "acme.pagerduty.com", "Account", "active"),
                row("terraform-bot", "", true, RESPONDER, "Checkout", "Team", "absent"),
                row(LONG, LONG + "@acme.example", false, RESPONDER, LONG, "Escalation policy", "invited"));
    }

    private static Row row(
            String name, String email, boolean service, Level level, String on, String type, String state) {
        return new Row(
                name,
                email,
                AT,
                "Pagerduty",
                level,
                service ? "Platform" : "",
                on,
                AT,
                type,
                Icon.WORLD,
                state,
                service ? "service" : "human",
                new Source(
                        "Team members",
                        LONG,
                        new Source.Seen(12, 14, at("2025-09-18T02:00:00Z"), AT),
                        service,
                        service ? null : new Source.Seen(87, 211, at("2026-11-23T02:04:00Z"), AT),
                        service ? "The members of team Checkout could not be read since 22 Nov 2026, 02:00" : ""));
    }
}
