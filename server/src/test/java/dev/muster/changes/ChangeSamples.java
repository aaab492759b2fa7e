package dev.muster.changes;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.changes.AllChangesPage.Compared;
import dev.muster.changes.AllChangesPage.Field;
import dev.muster.changes.AllChangesPage.Kept;
import dev.muster.changes.AllChangesPage.Option;
import dev.muster.changes.AllChangesPage.Token;
import dev.muster.changes.ChangesPage.Group;
import dev.muster.changes.ChangesPage.Row;
import dev.muster.changes.ChangesPage.Said;
import dev.muster.changes.ChangesPage.Side;
import dev.muster.changes.ChangesPage.Thing;
import dev.muster.changes.ChangesPage.What;
import dev.muster.changes.Comparison.Choice;
import dev.muster.changes.Comparison.Edge;
import dev.muster.changes.Comparison.Lacking;
import dev.muster.changes.RightsPage.Told;
import dev.muster.difference.Change.Way;
import dev.muster.explorer.AccessSamples;
import dev.muster.explorer.Shown;
import dev.muster.pagerduty.rules.Rights;
import dev.muster.setup.IntegrationHead;
import dev.muster.setup.IntegrationSamples;
import dev.muster.setup.Standing;
import dev.muster.web.Address;
import dev.muster.web.Badge;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import dev.muster.web.SampleFrames;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What changed between two revisions.
public final class ChangeSamples {
    private static final Page FRAME =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Changes");
    private static final Page ALL = page(Nav.CHANGES, "Explore", "Changes");
    private static final IntegrationHead HEAD =
            IntegrationSamples.head(new Standing(Badge.CONNECTED, "Data available", false, null, true, false, null));
    private static final String PATH = "/t/acme/integrations/main/changes";
    private static final Shown EARLIER = new Shown(80, at("2026-11-16T02:03:00Z"), false);
    private static final Shown LATER = new Shown(87, at("2026-11-23T02:04:00Z"), true);
    private static final Lacking UNREAD = new Lacking(
            87,
            List.of(
                    "The members of team Payments could not be read since 22 Nov 2026, 02:00",
                    "Licences could not be read since 20 Nov 2026, 02:00"));

    private ChangeSamples() {}

    public static List<Sample> all() {
        return List.of(
                sample("changes", What.ACCESS, null, true, List.of(), access()),
                sample("changes-unread", What.ACCESS, Way.GRANTED, true, List.of(UNREAD), access().subList(0, 1)),
                sample("changes-of-accounts", What.ACCOUNTS, null, false, List.of(), accounts()),
                sample("changes-none", What.LINKS, null, true, List.of(), List.of()),
                new Sample("changes-of-rights", "changes/rights", rights(rightRows()), FRAME),
                new Sample("changes-of-rights-none", "changes/rights", rights(List.of()), FRAME),
                new Sample(
                        "changes-none-yet",
                        "changes/changes",
                        view(
                                new Edge("", new Shown(0, null, true)),
                                new Edge("", new Shown(0, null, true)),
                                What.ACCESS,
                                null,
                                false,
                                List.of(),
                                List.of()),
                        FRAME),
                new Sample("changes-over-all", "changes/all", all(false, access()), ALL),
                new Sample("changes-over-all-narrowed", "changes/all", all(true, access().subList(0, 1)), ALL),
                new Sample("changes-over-all-nothing-found", "changes/all", all(true, List.of()), ALL),
                new Sample("changes-over-all-none-yet", "changes/all", noneYet(), ALL));
    }

    private static AllChangesPage all(boolean narrowed, List<Group> groups) {
        String at = "/t/acme/changes";
        return new AllChangesPage(
                Address.of(at),
                narrowed ? SampleFrames.at("2026-11-23T23:59:59Z") : null,
                at,
                narrowed ? List.of(new Kept("from", "2026-10-01")) : List.of(),
                narrowed ? List.of(new Kept("kind", "granted")) : List.of(),
                new AllChangesPage.Edge("2026-11-16", "as it ended"),
                narrowed
                        ? new AllChangesPage.Edge("2026-11-23T02:04:00Z", "that moment")
                        : new AllChangesPage.Edge("", "now"),
                List.of(
                        new Choice("1 day", null, at, false),
                        new Choice("7 days", null, at, !narrowed),
                        new Choice("30 days", null, at, false),
                        new Choice("90 days", null, at, false)),
                List.of(
                        new Compared("Pagerduty", 80, EARLIER.published(), 87, LATER.published(), false, List.of()),
                        new Compared(
                                "Warehouse of the Northern Region",
                                1,
                                EARLIER.published(),
                                7,
                                LATER.published(),
                                true,
                                narrowed ? List.of(UNREAD) : List.of())),
                What.ACCESS,
                Stream.of(What.values())
                        .map(what -> new Choice(what.title(), null, at, what == What.ACCESS))
                        .toList(),
                List.of(
                        new Choice("All", 1068L, at, !narrowed),
                        way(What.ACCESS, Way.GRANTED, 1037L, narrowed ? Way.GRANTED : null),
                        way(What.ACCESS, Way.REMOVED, 27L, null),
                        way(What.ACCESS, Way.CHANGED, 4L, null)),
                narrowed ? "wolfe" : "",
                narrowed
                        ? List.of(
                                new Token("title", "Responder", "Access", "Responder", at),
                                new Token("privileged", "no", "Privileged", "no", at))
                        : List.of(),
                List.of(new Field("type", "Resource type", List.of(new Option("team", "Team")))),
                groups,
                new Pager("1–4 of 1,068", new Pager.Step("Newest", null), new Pager.Step("Older", at + "?after=x")),
                at + ".csv",
                at);
    }

    private static AllChangesPage noneYet() {
        return new AllChangesPage(
                Address.of("/t/acme/changes"),
                null,
                "/t/acme/changes",
                List.of(),
                List.of(),
                new AllChangesPage.Edge("2026-11-16", "as it ended"),
                new AllChangesPage.Edge("", "now"),
                List.of(),
                List.of(),
                What.ACCESS,
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                Pager.of(0, 0, 0, null, null),
                "/t/acme/changes.csv",
                "/t/acme/changes");
    }

    private static Sample sample(
            String name, What what, @Nullable Way way, boolean recorded, List<Lacking> lacking, List<Group> groups) {
        return new Sample(
                name,
                "changes/changes",
                view(
                        new Edge("2026-11-16", EARLIER),
                        new Edge("2026-11-23", LATER),
                        what,
                        way,
                        recorded,
                        lacking,
                        groups),
                FRAME);
    }

    private static ChangesPage view(
            Edge from,
            Edge to,
            What what,
            @Nullable Way way,
            boolean recorded,
            List<Lacking> lacking,
            List<Group> groups) {
        return new ChangesPage(
                comparison(from, to, what, way, lacking),
                what,
                recorded,
                "Pagerduty's audit records",
                groups,
                new Pager("1–4 of 1,068", new Pager.Step("Newest", null), new Pager.Step("Older", PATH + "?after=x")),
                Address.of(PATH + ".csv"));
    }

    private static Comparison comparison(
            Edge from, Edge to, @Nullable What what, @Nullable Way way, List<Lacking> lacking) {
        What words = what == null ? What.ACCESS : what;
        return new Comparison(
                HEAD,
                Address.of(PATH),
                PATH,
                from,
                to,
                what == null ? "rights" : what.value(),
                List.of(
                        new Choice("Access", 1068L, PATH + "?what=grants", what == What.ACCESS),
                        new Choice("Accounts", 12L, PATH + "?what=accounts", what == What.ACCOUNTS),
                        new Choice("Resources", 3L, PATH + "?what=resources", what == What.RESOURCES),
                        new Choice("Links", 0L, PATH + "?what=links", what == What.LINKS),
                        new Choice("Rights", null, PATH + "?what=rights", what == null)),
                way,
                List.of(
                        new Choice("All", what == null ? null : 1068L, PATH, way == null),
                        way(words, Way.GRANTED, what == null ? null : 1037L, way),
                        way(words, Way.REMOVED, what == null ? null : 27L, way),
                        way(words, Way.CHANGED, what == null ? null : 4L, way)),
                lacking);
    }

    private static Choice way(What words, Way way, @Nullable Long count, @Nullable Way chosen) {
        return new Choice(words.word(way), count, PATH + "?kind=" + way.id(), way == chosen);
    }

    private static RightsPage rights(List<RightsPage.Row> rows) {
        return new RightsPage(
                comparison(new Edge("2026-11-16", EARLIER), new Edge("2026-11-23", LATER), null, null, List.of(UNREAD)),
                50,
                1214,
                "What an object's own settings allow is not known to Muster.",
                rows,
                new Pager("3 rows", new Pager.Step("First", null), new Pager.Step("Next", PATH + "?after=x")),
                Address.of(PATH + ".csv?what=rights"));
    }

    private static List<RightsPage.Row> rightRows() {
        return List.of(
                right(
                        "Lukas Brandt",
                        new Told(Way.GRANTED, "", List.of(Rights.EDIT, Rights.MANAGE_TEAM)),
                        new Told(Way.CHANGED, "Known now, held:", List.of(Rights.RESPOND))),
                right(
                        "Oluwaseun Adeyemi-Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff",
                        new Told(Way.REMOVED, "", List.of(Rights.VIEW, Rights.RESPOND, Rights.OVERRIDE))),
                right("Priya Raman", new Told(Way.CHANGED, "Not known any more:", List.of(Rights.EDIT))));
    }

    private static RightsPage.Row right(String who, Told... told) {
        return new RightsPage.Row(
                new Thing(who, "/t/acme/x"), new Thing("Checkout", "/t/acme/y"), "Service", List.of(told), null, null);
    }

    private static List<Group> access() {
        Side responder = new Side("Responder", "limited_user", false);
        Side manager = new Side("Manager", "manager", true);
        return List.of(
                new Group(
                        "Pagerduty",
                        87,
                        at("2026-11-23T02:04:00Z"),
                        "/t/acme/integrations/main/history?run=91",
                        true,
                        "Pagerduty\'s audit records",
                        List.of(
                                row(
                                        Way.GRANTED,
                                        "Lukas Brandt",
                                        new Said("", null, new Side("Global Admin", "admin", true)),
                                        "acme.pagerduty.com",
                                        "Sofia Rossi",
                                        "browser",
                                        "2026-11-22T17:48:12Z"),
                                row(
                                        Way.CHANGED,
                                        "Priya Raman",
                                        new Said("", manager, responder),
                                        "Checkout",
                                        "API key ending 1b7e",
                                        "API token",
                                        "2026-11-22T16:12:00Z"),
                                row(
                                        Way.REMOVED,
                                        "Oluwaseun Adeyemi-Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff",
                                        new Said("", responder, null),
                                        "Payments and Ledger Reconciliation Squad of the Northern Region",
                                        "",
                                        "",
                                        null))),
                new Group(
                        "Warehouse of the Northern Region",
                        85,
                        at("2026-11-21T02:00:00Z"),
                        "/t/acme/integrations/main/history?run=88",
                        true,
                        "Pagerduty\'s audit records",
                        List.of(row(
                                Way.GRANTED,
                                "Daniel Cho",
                                new Said("", null, manager),
                                "Checkout",
                                "",
                                "browser",
                                "2026-11-20T10:31:00Z"))));
    }

    private static List<Group> accounts() {
        return List.of(new Group(
                "Pagerduty",
                86,
                at("2026-11-22T02:04:00Z"),
                "/t/acme/integrations/main/history?run=90",
                true,
                "Pagerduty\'s audit records",
                List.of(
                        account(
                                Way.CHANGED,
                                "Ana Lima",
                                new Said("Name", side("Ana Souza"), side("Ana Lima")),
                                new Said("E-mail", side("ana.souza@acme.example"), side("ana.lima@acme.example"))),
                        account(
                                Way.REMOVED,
                                "Noah Fischer",
                                new Said("E-mail", side("noah.fischer@acme.example"), null),
                                new Said("State", side("active"), null)))));
    }

    private static Side side(String text) {
        return new Side(text, "", false);
    }

    private static Row account(Way way, String name, Said... said) {
        return new Row(
                way,
                What.ACCOUNTS.word(way),
                new Thing(name, "/t/acme/x"),
                List.of(said),
                null,
                "",
                "",
                null,
                null,
                "Revision 87 shows it, and revision 86 does not");
    }

    private static Row row(Way way, String who, Said said, String on, String by, String how, @Nullable String when) {
        return new Row(
                way,
                What.ACCESS.word(way),
                new Thing(who, "/t/acme/integrations/main/accounts/P1"),
                List.of(said),
                new Thing(on, "/t/acme/integrations/main/resources/team/T1"),
                by,
                how,
                when == null ? null : at(when),
                AccessSamples.SOURCE,
                "Revision 86 shows it; for revision 87 what had named it was read again, without it");
    }
}
