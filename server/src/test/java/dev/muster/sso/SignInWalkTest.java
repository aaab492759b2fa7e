package dev.muster.sso;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.database.MusterTest;
import dev.muster.factor.AuthenticatorApp;
import dev.muster.signin.KnownPassword;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Walker;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The ways into a tenant, in a real browser: an authenticator app, a recovery code, an invitation, a link for a new
/// password, and a provider. And what somebody who is in does about their sessions, tokens and members.
@MusterTest
@Tag("browser")
class SignInWalkTest extends SignOnScene {
    @Test
    void with_an_app_with_a_recovery_code_and_by_the_provider() throws IOException {
        KnownPassword.give(JdbcClient.create(database.owner()), acme.user());
        try (Walker walker = Walker.at(port)) {
            Page page = walker.window();
            signIn(page);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Set up an app"))
                    .click();
            page.getByLabel("Your password").fill(KnownPassword.TEXT);
            press(page, "Continue");
            var app = new AuthenticatorApp(page.locator("p.mono").innerText());
            walker.picture(page, "app-set-up");
            page.getByLabel("Code that the app shows").fill(app.code());
            press(page, "Turn on");
            List<String> codes = page.locator(".codes li").allInnerTexts();
            page.getByText("I have kept them").click();
            assertThat(page.getByText("Authenticator app")).isVisible();

            Page elsewhere = walker.window();
            signIn(elsewhere);
            elsewhere.getByLabel("Code from your authenticator app").fill(app.next());
            press(elsewhere, "Continue");
            assertThat(elsewhere.getByText("Where you are signed in")).isVisible();
            page.reload();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^End the session")))
                    .click();
            assertThat(page.getByText("The session has ended.")).isVisible();
            elsewhere.reload();
            assertThat(elsewhere.getByLabel("Password")).isVisible();

            signIn(elsewhere);
            elsewhere.getByText("Use a recovery code").click();
            elsewhere.getByLabel("Recovery code").fill(codes.getFirst());
            press(elsewhere, "Continue");
            assertThat(elsewhere.getByText("9 of 10 left")).isVisible();

            makeAToken(page, codes.getLast());
            inviteInBothWays(walker, page, elsewhere);
            comeByTheProvider(walker.window());
        }
    }

    private void makeAToken(Page page, String recoveryCode) {
        page.navigate(at("/settings/tokens"));
        page.getByLabel("Name").fill("Nightly export");
        JdbcClient.create(database.owner())
                .sql("update web_session set attributes = attributes - 'last-proof' where user_id = ?")
                .param(acme.user().value())
                .update();
        press(page, "Make token");
        assertThat(page.getByText("nothing was done yet")).isVisible();
        page.getByLabel("Code from your authenticator app, or a recovery code").fill(recoveryCode);
        press(page, "Continue");
        assertThat(page.locator(".code-line code")).containsText("mst_");
        assertThat(page.getByText("Nightly export").first()).isVisible();
    }

    /// One makes a sign-in, the other, who works for globex already, adds the tenant to theirs. A password is
    /// forgotten.
    private void inviteInBothWays(Walker walker, Page page, Page elsewhere) {
        String nora = "nora@" + domain(email);
        Page anew = walker.window();
        anew.navigate(invited(page, nora, "Nora Person"));
        assertThat(anew.getByText("as Auditor")).isVisible();
        anew.getByLabel("Password").fill(KnownPassword.TEXT);
        press(anew, "Make a sign-in and join");
        assertThat(anew).hasURL(Pattern.compile(".*" + at("/home")));

        TenantAccess globex = people.tenant("globex");
        KnownPassword.give(JdbcClient.create(database.owner()), globex.user());
        elsewhere.context().clearCookies();
        elsewhere.navigate(invited(page, "another@" + domain(email), "Ana of Globex"));
        walker.picture(elsewhere, "invitation");
        press(elsewhere, "Sign in first");
        elsewhere.getByLabel("E-mail").fill(email(globex.user()));
        elsewhere.getByLabel("Password").fill(KnownPassword.TEXT);
        press(elsewhere, "Sign in");
        press(elsewhere, "Join with this sign-in");
        assertThat(elsewhere).hasURL(Pattern.compile(".*" + at("/home")));

        page.navigate(at("/settings/members"));
        page.getByLabel("More actions for Nora Person").click();
        press(page, "New password");
        page.locator("[id^=password-]:popover-open button[type=submit]").click();
        anew.navigate(page.locator(".code-line code").innerText());
        anew.getByLabel("Password").fill("eleven boats in a harbour");
        press(anew, "Set password");
        assertThat(anew).hasURL(Pattern.compile(".*" + at("/home")));

        page.navigate(at("/settings/mail"));
        assertThat(page.getByText("No mail server is named")).isVisible();
    }

    /// Invites somebody as Auditor; the link.
    private String invited(Page page, String address, String name) {
        page.navigate(at("/settings/members"));
        page.getByLabel("E-mail").fill(address);
        page.getByLabel("Name").fill(name);
        page.locator("#role").selectOption("AUDITOR");
        press(page, "Invite");
        return page.locator(".code-line code").innerText();
    }

    private void comeByTheProvider(Page page) {
        provider.expect(person("ana", email));
        page.navigate("/sign-in");
        page.getByText("Continue with single sign-on").click();
        page.getByLabel("E-mail").fill(email);
        press(page, "Continue");
        assertThat(page).hasURL(Pattern.compile(".*" + at("/home")));
        page.navigate(at("/security"));
        assertThat(page.getByText("This session opens acme alone.")).isVisible();
    }

    private void signIn(Page page) {
        page.navigate(at("/security"));
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(KnownPassword.TEXT);
        press(page, "Sign in");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private String at(String page) {
        return "/t/" + acme.tenant().slug() + page;
    }
}
