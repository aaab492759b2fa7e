package dev.muster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import dev.muster.search.SearchSamples;
import dev.muster.setup.IntegrationSamples;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What pages do when they are used, in a real browser.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBehaveTest {
    private Stage stage;

    @BeforeAll
    void open_the_browser() {
        stage = new Stage();
    }

    @AfterAll
    void close_the_browser() {
        stage.close();

        assertThat(stage.complaints())
                .as("what the browser refused or complained about")
                .isEmpty();
    }

    @Test
    void a_row_menu_opens_below_its_button_with_delete_last_and_escape_closes_it() {
        try (Page page = show("integrations")) {
            Locator button = button(page, "More actions for Pagerduty Sandbox");

            button.press("Enter");

            Locator menu = page.locator("#menu-sandbox");
            assertThat(menu).isVisible();
            BoundingBox box = menu.boundingBox();
            BoundingBox below = button.boundingBox();
            assertThat(box.y).isBetween(below.y + below.height, below.y + below.height + 8);
            assertThat(box.x + box.width).isBetween(below.x + below.width - 2, below.x + below.width + 2);
            assertThat(menu.locator("a, button").last()).hasText("Delete");
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "integrations-menu");

            page.keyboard().press("Escape");
            assertThat(menu).isHidden();
        }
    }

    @Test
    void the_user_menu_offers_themes_and_the_way_out() {
        try (Page page = show("integrations")) {
            button(page, "Ana Lima: theme, sign out").click();

            assertThat(button(page, "Light")).hasAttribute("aria-pressed", "true");
            assertThat(button(page, "Sign out")).isVisible();
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "user-menu");
        }
    }

    @Test
    void on_a_phone_the_navigation_is_a_drawer_with_the_tenants_in_it() {
        try (Page page = show("integrations")) {
            page.setViewportSize(390, 844);
            Locator members = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Members"));
            assertThat(members).isHidden();

            button(page, "Open navigation").click();
            assertThat(members).isVisible();
            picture(page, "drawer");
            page.locator("[popovertarget=tenants]").click();

            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Globex")))
                    .isVisible();
            assertThat(members).isVisible();
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "drawer-tenants");
        }
    }

    @Test
    void on_a_phone_a_certificate_shows_what_betrays_trouble_without_scrolling() {
        try (Page page = show("sync-history-named")) {
            page.setViewportSize(390, 844);
            Locator table = page.getByRole(
                    AriaRole.REGION, new Page.GetByRoleOptions().setName("Certificate by feed, scrolls sideways"));
            BoundingBox room = table.boundingBox();

            for (String betraying : List.of("Rejected", "Unread", "Unre-")) {
                BoundingBox heading = table.locator("th")
                        .filter(new Locator.FilterOptions().setHasText(betraying))
                        .boundingBox();
                assertThat(heading.x + heading.width).as(betraying).isLessThanOrEqualTo(room.x + room.width);
            }
            assertThat(table.locator("th").last().boundingBox().x).isGreaterThan(room.x + room.width);
            picture(page, "certificate-phone");
        }
    }

    @Test
    void keys_open_the_list_of_shortcuts_find_and_go_unless_they_are_switched_off() {
        try (Page page = show("integrations")) {
            Locator shortcuts = page.locator("#shortcuts");

            page.keyboard().press("?");
            assertThat(shortcuts).isVisible();
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "shortcuts");
            page.keyboard().press("Escape");
            assertThat(shortcuts).isHidden();

            page.keyboard().press("/");
            assertThat(page.locator("[data-search]")).isFocused();
            page.keyboard().type("g?m");
            assertThat(page.locator("[data-search]")).hasValue("g?m");
            assertThat(shortcuts).isHidden();

            page.locator("h1").click();
            button(page, "Shortcuts ?").click();
            page.getByLabel("Use single-key shortcuts in this browser").uncheck();
            page.keyboard().press("Escape");
            page.keyboard().press("?");
            assertThat(shortcuts).isHidden();
        }
    }

    @Test
    void the_search_opens_by_keys_chooses_the_first_and_arrows_and_enter_go_on() {
        stage.answerWith(
                "/t/acme/search/hits",
                Sample.part("search/hits", Map.of("view", SearchSamples.found(), "options", true)));
        try (Page page = show("integrations")) {
            page.keyboard().press("Control+k");
            Locator search = page.locator("#search");
            Locator chosen = search.locator("[aria-selected=true]");
            assertThat(search.getByRole(AriaRole.COMBOBOX)).isFocused();
            assertThat(chosen).containsText("Payments Core");
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "search-dialog");

            search.getByRole(AriaRole.COMBOBOX).press("ArrowUp");
            assertThat(chosen).containsText("Payroll");
            search.getByRole(AriaRole.COMBOBOX).press("Escape");
            assertThat(search).isHidden();

            page.locator(".m-search").click();
            assertThat(chosen).containsText("Payments Core");
            search.getByRole(AriaRole.COMBOBOX).press("ArrowDown");
            search.getByRole(AriaRole.COMBOBOX).press("Enter");
            page.waitForURL("**/t/acme/payouts");
        }
    }

    @Test
    void a_list_follows_what_is_typed_and_chosen_keeps_the_keys_where_they_are_and_says_what_it_found() {
        try (Page page = show("access")) {
            stage.answerWith("/t/acme/access", html("access-nothing-found"));
            Locator search = page.locator("#find");

            search.pressSequentially("nobody");

            assertThat(page.locator("#said")).containsText("No access matches all of this.");
            assertThat(search).isFocused();
            assertThat(search).hasValue("nobody");
            page.waitForURL("**/t/acme/access?q=nobody");

            page.locator(".more-filters > summary").first().click();
            stage.answerWith("/t/acme/access", html("access"));
            page.locator("#by-state").selectOption("active");
            page.waitForURL("**q=nobody&**state=active**");
            assertThat(page.locator("#said")).containsText("6,902 grants");
            assertThat(page.locator("#by-state")).isVisible();
        } finally {
            stage.answerWith("/t/acme/access", html("access"));
        }
    }

    @Test
    void a_list_is_walked_by_keys_alone_from_its_search_to_what_a_row_opens() {
        try (Page page = show("access")) {
            page.keyboard().press("/");
            page.keyboard().press("Tab");
            page.keyboard().press("j");
            page.keyboard().press("j");
            assertThat(focusedRow(page)).containsText("terraform-bot");
            page.keyboard().press("k");
            assertThat(focusedRow(page)).containsText("Ana Lima");
            picture(page, "access-by-keys");

            page.keyboard().press("e");
            assertThat(focusedRow(page).locator("details.origin")).hasAttribute("open", "");
            page.keyboard().press("e");
            assertThat(focusedRow(page).locator("details.origin[open]")).hasCount(0);

            focusedRow(page).locator("a").first().evaluate("link => link.href = '/t/acme/opened'");
            page.keyboard().press("o");
            page.waitForURL("**/t/acme/opened");
        }
    }

    private static Locator focusedRow(Page page) {
        return page.locator("tbody tr:focus-within");
    }

    @Test
    void what_a_field_lacks_is_said_below_it_in_the_words_of_the_page() {
        try (Page page = show("members")) {
            Locator email = page.locator("#email");
            email.fill("");

            email.press("Enter");
            assertThat(page.locator("#email-fault")).hasText("This is needed");
            assertThat(email).isFocused();
            email.fill("nils");
            email.press("Enter");
            assertThat(page.locator("#email-fault")).hasText("This is no e-mail address");

            email.fill("nils@acme.example");
            assertThat(page.locator("#email-fault")).hasCount(0);
        }
    }

    @Test
    void what_was_typed_is_there_again_after_signing_in_once() {
        try (Page page = show("members")) {
            String here = page.url();
            stage.answerWith("/t/acme/settings/members", html("sign-in"));
            page.locator("#name").fill("Nils Holm");
            page.locator("#email").fill("nils@acme.example");
            page.locator("#role").selectOption("REVIEWER");
            leave(page, "form:has(#email)", "form => { setTimeout(() => form.requestSubmit()); }");

            page.navigate(here);
            assertThat(page.locator("#name")).hasValue("Nils Holm");
            assertThat(page.getByText("What you had typed is here again.")).isVisible();

            page.navigate(here);
            assertThat(page.locator("#name")).not().hasValue("Nils Holm");
        }
    }

    @Test
    void a_filter_is_saved_under_a_name_beside_its_list() {
        try (Page page = show("access-narrowed")) {
            page.getByText("Save filter").click();

            assertThat(page.locator("[name=name]")).isVisible();
            assertThat(page.getByLabel("Share with everybody in Acme")).isVisible();
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "save-filter");
        }
    }

    @Test
    void two_keys_go_to_a_page() {
        try (Page page = show("integrations")) {
            page.keyboard().press("g");
            page.keyboard().press("m");

            page.waitForURL("**/t/acme/settings/members");
        }
    }

    @Test
    void a_refused_test_is_shown_without_leaving_the_form_and_warns_in_the_save_bar() {
        stage.answerWith(
                "/t/acme/integrations/eu/test",
                Sample.part("setup/testResult", Map.of("test", IntegrationSamples.refused(), "fragment", true)));
        try (Page page = show("configure-new")) {
            token(page).fill("u+wrong");

            button(page, "Test connection").click();

            assertThat(page.locator("#test-said")).hasText("PagerDuty refused this token (401)");
            assertThat(page.locator("#test-result h2")).hasText("PagerDuty refused this token (401)");
            assertThat(page.locator("#save-note")).containsText("every sync will fail");
            assertThat(token(page)).hasValue("u+wrong");
        }
    }

    @Test
    void progress_asks_for_itself_and_says_what_is_being_read() {
        String path = "/t/acme/integrations/main/progress";
        stage.answerWith(
                path, Sample.part("runs/progress", Map.of("view", IntegrationSamples.progress(), "fragment", true)));
        try (Page page = show("overview")) {
            assertThat(page.locator("#sync-said")).hasText("Reading Team members");

            page.waitForCondition(() -> Collections.frequency(stage.asked(), "GET " + path) >= 2);
            assertThat(page.locator("#sync-chip")).hasText("Syncing 67 %");
            assertThat(page.locator("h2", new Page.LocatorOptions().setHasText("Sync in progress")))
                    .hasCount(1);
        }
    }

    /// A page that leaves while it is told something may never say that it was, and one that is closed while it
    /// leaves may never say that it is closed.
    private static void leave(Page page, String form, String script) {
        page.waitForNavigation(() -> page.locator(form).first().evaluate(script));
    }

    @Test
    void a_second_click_on_save_sends_nothing() {
        try (Page page = show("integration-add")) {
            leave(page, "form.far", "form => { setTimeout(() => { form.requestSubmit(); form.requestSubmit(); }); }");

            page.waitForCondition(() -> stage.asked().contains("POST /t/acme/integrations/add"));
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(stage.asked())
                    .filteredOn("POST /t/acme/integrations/add"::equals)
                    .hasSize(1);
        }
    }

    @Test
    void what_a_page_shows_goes_with_the_session_and_asks_nothing_of_the_server() {
        try (Page page = show("members")) {
            page.clock().install();
            page.reload();
            List<String> before = stage.asked();

            page.clock().fastForward("29:00");
            assertThat(page.getByText("Nils Falk").first()).isVisible();
            page.clock().fastForward("01:10");

            Locator heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Your session"));
            assertThat(heading).isFocused();
            assertThat(page.content()).doesNotContain("Nils Falk");
            assertThat(page.title()).isEqualTo("Signed out · Muster");
            assertThat(page.getByRole(AriaRole.LINK)).hasCount(1);
            assertThat(stage.asked()).isEqualTo(before);
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "session-over");
        }
    }

    @Test
    void signing_out_in_one_tab_takes_away_what_the_others_show() {
        try (Page page = show("members");
                Page other = page.context().newPage()) {
            other.navigate(page.url());
            assertThat(other.getByText("Nils Falk").first()).isVisible();

            leave(page, "form[action$='/sign-out']", "form => { setTimeout(() => form.requestSubmit()); }");

            assertThat(other.getByText("Your session has ended")).isVisible();
            assertThat(other.content()).doesNotContain("Nils Falk");
        }
    }

    @Test
    void a_removal_is_asked_first() {
        try (Page page = show("members")) {
            button(page, "More actions for Nils Falk").click();
            button(page, "Remove").click();

            Locator question = page.locator("[role=dialog]:popover-open");
            assertThat(question).containsText("Remove Nils Falk?");
            assertThat(Axe.againstAnyRule(page)).isEmpty();
            picture(page, "members-remove");
            question.getByText("Cancel").click();
            assertThat(question).hasCount(0);
        }
    }

    private Page show(String name) {
        return stage.show(sample(name), Theme.LIGHT);
    }

    private static String html(String name) {
        return sample(name).html(Theme.LIGHT);
    }

    private static Sample sample(String name) {
        return SamplePages.all().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The field of that label, not the choice of such a credential.
    private static Locator token(Page page) {
        return page.getByLabel("Access Token").and(page.locator("[name=access_token]"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void picture(Page page, String name) {
        if (Stage.PAINTED) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pages", name + ".png")));
        }
    }
}
