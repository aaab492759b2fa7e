package dev.muster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.TestTenant;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a person does with a passkey, in a real browser with an authenticator that the browser plays.
@MusterTest
@Tag("browser")
class PasskeyWalkTest {
    private final List<String> complaints = new ArrayList<>();

    @Autowired
    private ApplicationContext server;

    @Autowired
    private FreshDatabase database;

    @LocalServerPort
    private int port;

    @Test
    void a_passkey_is_made_signed_in_with_and_asked_for_again() throws IOException {
        TestTenant acme = TestTenant.on(server);
        String security = at("/t/%s/security".formatted(acme.tenant().slug()));
        try (Walker walker = Walker.at(port)) {
            Page page = walker.window();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            giveAuthenticator(page);

            signIn(page, acme, security);
            press(page, "Add a passkey");
            page.getByLabel("Name").fill("MacBook of Ana");
            press(page, "Make the passkey");
            assertThat(page.getByText("The second factor is on.")).isVisible();
            page.getByText("I have kept them").click();
            assertThat(page.getByText("Passkey, MacBook of Ana")).isVisible();
            walker.picture(page, "passkey-security");

            page.context().clearCookies();
            signIn(page, acme, security);
            assertThat(page.getByText("Use a recovery code")).isVisible();
            walker.picture(page, "passkey-second-step");
            press(page, "Use a passkey");
            assertThat(page.getByText("Passkey, MacBook of Ana")).isVisible();

            forgetProofs(acme);
            press(page, "Make new codes");
            press(page, "Use a passkey");
            assertThat(page.getByText("Those of before do not work any more")).isVisible();
        }
        assertThat(complaints)
                .as("nothing but that the question who somebody is comes as a 401")
                .singleElement()
                .asString()
                .contains("401");
    }

    private static void giveAuthenticator(Page page) {
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        JsonObject wanted = new JsonObject();
        wanted.add("options", options);
        browser.send("WebAuthn.addVirtualAuthenticator", wanted);
    }

    private static void signIn(Page page, TestTenant acme, String to) {
        page.navigate(to);
        page.getByLabel("E-mail").fill(acme.administrator().email());
        page.getByLabel("Password").fill(TestTenant.PASSWORD);
        press(page, "Sign in");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void forgetProofs(TestTenant acme) {
        JdbcClient.create(database.owner())
                .sql("update web_session set attributes = attributes - 'last-proof' where user_id = ?")
                .param(acme.administrator().id().value())
                .update();
    }

    /// Passkeys belong to a host with a name.
    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
