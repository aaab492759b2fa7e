package dev.muster.explorer;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.explorer.AccountsPage.InGroup;
import dev.muster.explorer.AccountsPage.RoleChoice;
import dev.muster.explorer.AccountsPage.Row;
import dev.muster.explorer.AccountsPage.State;
import dev.muster.ledger.Level;
import dev.muster.setup.IntegrationHead;
import dev.muster.setup.IntegrationSamples;
import dev.muster.setup.Standing;
import dev.muster.web.Address;
import dev.muster.web.Badge;
import dev.muster.web.Head;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pager;
import dev.muster.web.Sample;
import java.util.List;

/// Lists of accounts.
public final class AccountSamples {
    private static final Page DATA =
            page(Nav.INTEGRATIONS, "Integrations", "Third Party Applications", "Pagerduty", "Data");
    private static final IntegrationHead HEAD =
            IntegrationSamples.head(new Standing(Badge.CONNECTED, "Data available", false, null, true, false, null));
    private static final Head PERSON = new Head("Person", "ascending", "/t/acme/integrations/main/accounts?sort=-name");
    private static final List<RoleChoice> ROLES = List.of(
            new RoleChoice("owner", "Account Owner", 1),
            new RoleChoice("admin", "Global Admin", 26),
            new RoleChoice("limited_user", "Responder", 1141),
            new RoleChoice("team_lead", "Unknown (team_lead)", 1));

    private static final Address ACCOUNTS = Address.of("/t/acme/integrations/main/accounts");
    private static final Address RESOURCES = Address.of("/t/acme/integrations/main/resources");

    private AccountSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("accounts", "explorer/accounts", accounts("", "", rows(), true), DATA),
                new Sample("accounts-past", "explorer/accounts", accounts("", "", rows(), false), DATA),
                new Sample(
                        "accounts-narrowed", "explorer/accounts", accounts("lima", "limited_user", rows(), true), DATA),
                new Sample("accounts-nothing-found", "explorer/accounts", accounts("zz", "", List.of(), true), DATA),
                new Sample("accounts-none-yet", "explorer/accounts", noneYet(), DATA));
    }

    private static AccountsPage accounts(String text, String role, List<Row> rows, boolean newest) {
        return new AccountsPage(
                HEAD,
                "Teams",
                ACCOUNTS,
                RESOURCES,
                rows.isEmpty() ? 0 : 184,
                1214,
                6,
                new Shown(87, at("2026-11-23T02:04:00Z"), newest),
                text,
                role,
                "",
                "",
                PERSON,
                ROLES,
                rows,
                Pager.of(1, 5, 1214, null, "/t/acme/integrations/main/accounts?after=P5"));
    }

    private static AccountsPage noneYet() {
        return new AccountsPage(
                HEAD,
                "Teams",
                ACCOUNTS,
                RESOURCES,
                0,
                0,
                0,
                new Shown(0, null, true),
                "",
                "",
                "",
                "",
                PERSON,
                List.of(),
                List.of(),
                Pager.of(0, 0, 0, null, null));
    }

    private static List<Row> rows() {
        return List.of(
                row("P1", "Ana Lima", "ana.lima@acme.example", "Global Admin", "admin", true, State.ACTIVE, List.of()),
                row(
                        "P2",
                        "Daniel Cho",
                        "daniel.cho@acme.example",
                        "Responder",
                        "limited_user",
                        false,
                        State.ACTIVE,
                        List.of(new InGroup("Checkout", "Manager"), new InGroup("Card Issuing", "Responder"))),
                row(
                        "P3",
                        "Lukas Brandt",
                        "lukas.brandt@acme.example",
                        "Manager/User",
                        "user",
                        false,
                        State.INVITED,
                        List.of(new InGroup("Payments Core", "Observer"))),
                row(
                        "P4",
                        "Oluwaseun Adeyemi-Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff",
                        "oluwaseun.adeyemi.featherstonehaugh.wolfeschlegelsteinhausenbergerdorff@acme.example",
                        "Unknown (team_lead)",
                        "team_lead",
                        false,
                        State.ACTIVE,
                        List.of()),
                new Row(
                        "P5",
                        "/t/acme/integrations/main/accounts/P5",
                        "terraform-bot",
                        "terraform-bot@acme.example",
                        true,
                        List.of(new Level("restricted_access", "Restricted Access", false)),
                        State.ABSENT,
                        at("2025-11-09T02:00:00Z"),
                        List.of(new InGroup("Platform", "")),
                        at("2025-10-09T02:00:00Z")));
    }

    private static Row row(
            String id,
            String name,
            String email,
            String title,
            String value,
            boolean privileged,
            State state,
            List<InGroup> groups) {
        return new Row(
                id,
                "/t/acme/integrations/main/accounts/" + id,
                name,
                email,
                false,
                List.of(new Level(value, title, privileged)),
                state,
                null,
                groups,
                at("2025-09-18T02:00:00Z"));
    }
}
