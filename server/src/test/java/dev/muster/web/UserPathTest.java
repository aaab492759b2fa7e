package dev.muster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.TestPagerDuty;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.audit.Actor;
import dev.muster.database.MusterTest;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.User;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// What a person does, in a real browser against the real server: from signing in to who has which access, and back to
/// nothing. With `-Dmuster.test.pictures` every page on the way is kept, of a desk and of a phone, in
/// `target/screenshots`.
@MusterTest
@Tag("browser")
class UserPathTest {

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private Walker walker;
    private Page page;
    private int pictures;

    @BeforeEach
    void open_a_browser() throws IOException {
        walker = Walker.at(port);
        page = walker.window();
    }

    @AfterEach
    void close_the_browser() {
        walker.close();
    }

    @Test
    void from_nothing_to_who_has_which_access_and_back() throws IOException, InterruptedException {
        TestTenant acme = TestTenant.on(server);
        acme.join("Priya Raman", Role.REVIEWER);
        try (PagerDutySimulator pagerDuty = TestPagerDuty.start(SimulatedAccount.of(120, 8, 7))) {
            signIn(acme);
            assertThat(page.getByText("No application is connected yet")).isVisible();
            page.getByRole(AriaRole.LINK, link("Third Party Applications")).click();
            assertThat(page.getByRole(AriaRole.HEADING, heading("Third Party Applications")))
                    .isVisible();
            picture("integrations-empty");

            addPagerduty();
            configure(pagerDuty);
            watchTheFirstSync(pagerDuty);
            readTheAccounts();
            readTheHistory();
            pauseAndResume();
            readTheOtherPages(acme);
            delete();
        }
    }

    @Test
    void bad_days_show_what_happened_and_the_way_out() {
        SimulatedAccount account = SimulatedAccount.of(120, 8, 7);
        pictures = 40;
        try (WatchedAccount watched = WatchedAccount.synced(server, account)) {
            TestTenant acme = watched.tenant();
            User priya = acme.join("Priya Raman", Role.REVIEWER);
            String integration = "/t/%s/integrations/%s".formatted(acme.tenant().slug(), watched.id());
            signIn(acme);

            account.users().stream().skip(60).limit(40).forEach(user -> account.removeUser(user.id()));
            page.navigate(integration);
            press("Sync now");
            page.getByRole(AriaRole.LINK, link("Review change")).first().click();
            assertThat(page.getByText("40 of 120 users would disappear").first())
                    .isVisible();
            picture("held-run");
            pauseWhileARunIsHeld(integration);
            press("Discard this run");
            assertThat(page.getByText("was discarded by Ana Lima").first()).isVisible();
            picture("needs-attention");

            page.navigate(integration + "/configure");
            page.locator("summary").first().click();
            token().fill("u+wrongwrongwrong123");
            press("Test connection");
            assertThat(page.getByText("every sync will fail until this works").first())
                    .isVisible();
            press("Save changes");
            assertThat(page.getByText("PagerDuty refused the access token (401)")
                            .first())
                    .isVisible();
            picture("refused-token-saved-all-the-same");

            page = walker.window();
            signInAs(priya.email());
            page.navigate("/t/%s/settings/audit".formatted(acme.tenant().slug()));
            picture("not-allowed");
            page.navigate(integration + "/configure");
            assertThat(page.getByText("Only Administrators, Risk Managers and the owners")
                            .first())
                    .isVisible();
        }
    }

    @Test
    void a_member_of_two_tenants_chooses_and_switches() {
        TestTenant acme = TestTenant.on(server);
        TestTenant globex = TestTenant.on(server);
        server.getBean(Members.class).add(globex.tenant().id(), Actor.MUSTER, acme.administrator(), Role.AUDITOR);
        pictures = 60;

        signIn(acme);
        picture("choose-tenant");
        page.getByText(globex.tenant().name()).first().click();

        assertThat(page)
                .hasURL(Pattern.compile(".*/t/%s/home".formatted(globex.tenant().slug())));
        page.getByRole(AriaRole.LINK, link("Third Party Applications")).first().click();
        assertThat(page.getByRole(AriaRole.HEADING, heading("Third Party Applications")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LINK, link("Add Integration"))).hasCount(0);
    }

    private void signIn(TestTenant acme) {
        page.navigate("/");
        picture("sign-in");
        signInAs(acme.administrator().email());
    }

    private void signInAs(String email) {
        page.navigate("/");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(TestTenant.PASSWORD);
        press("Sign in");
    }

    private void addPagerduty() {
        page.getByRole(AriaRole.LINK, link("Add Integration")).first().click();
        page.getByLabel("Description").fill("Company-wide on-call");
        picture("add-integration");
        press("Add Integration");
        assertThat(page.getByRole(AriaRole.HEADING, heading("Configure and Integrate")))
                .isVisible();
        page.getByRole(AriaRole.LINK, link("Third Party Applications")).first().click();
        assertThat(page.getByText("Add an access token to start syncing").first())
                .isVisible();
        picture("integrations-not-configured");
    }

    /// The field of that label, not the choice of such a credential.
    private Locator token() {
        return page.getByLabel("Access Token").and(page.locator("[name=access_token]"));
    }

    private void configure(PagerDutySimulator pagerDuty) {
        page.getByRole(AriaRole.LINK, link("Configure and Integrate")).first().click();
        picture("configure");
        token().fill("u+wrongwrongwrong123");
        page.locator("input[name=region][value='%s']".formatted(pagerDuty.uri()))
                .check();
        press("Test connection");
        assertThat(page.getByText("PagerDuty refused the access token (401)").first())
                .isVisible();
        picture("configure-refused");

        token().fill(pagerDuty.token());
        page.locator("input[name=feeds][value=tags]").check();
        page.locator("input[name=feeds][value=oauth_delegations]").check();
        press("Test connection");
        assertThat(page.getByText("Connection works")).isVisible();
        picture("configure-works");
    }

    private void watchTheFirstSync(PagerDutySimulator pagerDuty) throws InterruptedException {
        var gate = new FaultGate();
        pagerDuty.faults().on("/teams").nth(2).answer(new Fault.Stall(gate));
        press("Save changes");
        gate.awaitReached();
        assertThat(page.getByRole(AriaRole.HEADING, heading("Sync in progress")))
                .isVisible();
        assertThat(page.getByText("First sync: ").first()).isVisible();
        picture("first-sync");
        gate.release();
        pagerDuty.faults().clear();

        assertThat(page.getByText("Data available").first()).isVisible();
        assertThat(page.getByText("Connected").first()).isVisible();
        picture("overview");
    }

    private void readTheAccounts() throws IOException {
        tab("Data");
        picture("accounts");
        page.getByLabel("Base role").selectOption("restricted_access");
        press("Show");
        assertThat(page.locator("tbody").getByText("Restricted Access").first()).isVisible();
        picture("accounts-by-role");
        page.getByRole(AriaRole.BUTTON, button("Download")).first().click();
        Download csv = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, link("CSV")).first().click());
        assertThat(Files.readString(csv.path())).startsWith("\uFEFFid,name,email,state,role,role_title,groups");
    }

    private void readTheHistory() {
        tab("Sync history");
        assertThat(page.getByText("Complete: every feed was read to its end")).isVisible();
        picture("sync-history");
    }

    private void pauseAndResume() {
        tab("Overview");
        page.getByRole(AriaRole.BUTTON, button("More actions")).first().click();
        press("Pause");
        assertThat(page.getByText("Paused by Ana Lima").first()).isVisible();
        picture("paused");
        page.getByRole(AriaRole.BUTTON, button("Resume")).first().click();
        assertThat(page.getByText("Data available").first()).isVisible();
    }

    /// Both ways on stay open, and the decision is still there afterwards.
    private void pauseWhileARunIsHeld(String integration) {
        page.navigate(integration);
        page.getByRole(AriaRole.BUTTON, button("More actions")).first().click();
        press("Pause");
        assertThat(page.getByRole(AriaRole.BUTTON, button("Resume")).first()).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, link("Review change")).first()).isVisible();
        picture("paused-with-a-held-run");
        press("Resume");
        assertThat(page.getByText("40 of 120 users would disappear").first()).isVisible();
        page.getByRole(AriaRole.LINK, link("Review change")).first().click();
    }

    private void readTheOtherPages(TestTenant acme) {
        tab("Settings");
        assertThat(page.getByText("Tags, Sign-in hints")).isVisible();
        picture("integration-settings");
        tab("Audit");
        assertThat(page.getByText("saved the configuration of").first()).isVisible();
        picture("integration-audit");
        for (String settings : List.of("members", "tokens", "audit")) {
            page.navigate("/t/%s/settings/%s".formatted(acme.tenant().slug(), settings));
            picture("settings-" + settings);
        }
        page.navigate("/t/%s/integrations".formatted(acme.tenant().slug()));
        picture("integrations");
        page.navigate("/t/nobody/integrations");
        picture("not-found");
        page.navigate("/t/%s/integrations".formatted(acme.tenant().slug()));
    }

    private void delete() {
        page.getByRole(AriaRole.LINK, link("Pagerduty")).first().click();
        page.getByRole(AriaRole.BUTTON, button("More actions")).first().click();
        page.getByRole(AriaRole.LINK, link("Delete")).first().click();
        picture("delete");
        page.getByRole(AriaRole.TEXTBOX).fill("Pagerduty");
        press("Delete");
        assertThat(page.getByText("was deleted")).isVisible();
    }

    private void tab(String title) {
        page.locator("nav.tabs")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(title).setExact(true))
                .click();
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, button(name)).first().click();
    }

    /// Keeps the page at a desk and on a phone, and holds it to WCAG.
    private void picture(String name) {
        String file = "%02d-%s".formatted(++pictures, name);
        walker.picture(page, file);
        assertThat(Axe.againstWcag(page)).as(name).isEmpty();
    }

    private static Page.GetByRoleOptions heading(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions link(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
