package dev.muster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.database.MusterTest;
import dev.muster.tenant.Role;
import dev.muster.tenant.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// What a person does with an application that has no connector, in a real browser against the real server.
@MusterTest
@Tag("browser")
class UploadWalkTest {
    private static final String HEADING = "User e-mail;Employee;Module;Permission;Last sign-in;Cost centre\n";

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private Walker walker;
    private Page page;

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
    void a_custom_application_is_added_its_file_previewed_published_and_changed_the_next_day() throws IOException {
        TestTenant acme = TestTenant.on(server);
        User priya = acme.join("Priya Raman", Role.REVIEWER);
        signIn(acme.administrator().email());

        addPayroll(acme);
        sayWhatTheColumnsMean();
        lookAndPublish();
        readWhoHasAccess();
        changeTheNextDay();
        renameAColumn();
        othersOnlyLook(acme, priya);
    }

    private void addPayroll(TestTenant acme) {
        page.navigate("/t/%s/integrations/add".formatted(acme.tenant().slug()));
        page.getByLabel("Custom application").check();
        assertThat(page.getByText("Look, then publish")).isVisible();
        assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Payroll");
        page.getByLabel("Description").fill("Salaries and expenses, run by Finance");
        page.getByLabel("A new file is promised every").selectOption("31");
        picture("upload-add");
        press("Add this application");
        assertThat(page.getByText("Payroll is in the list. Upload its first file."))
                .isVisible();
        assertThat(page.getByText("No file is published yet; a file is promised every 31 days"))
                .isVisible();
        picture("upload-first");
    }

    private void sayWhatTheColumnsMean() {
        send("payroll-10.csv", HEADING + """
                anna.berg@acme.example;Berg, Anna;Expenses;Approve;20.10.2026;4410
                anna.berg@acme.example;Berg, Anna;Salaries;View;20.10.2026;4410
                jonas.weber@acme.example;Jonas Weber;Salaries;View;;4420
                sofia.rossi@acme.example;Rossi, Sofia;Payroll;Administrator;19.10.2026;1000
                """);
        assertThat(page).hasURL(Pattern.compile(".*/upload/columns"));
        assertThat(page.getByText(
                        Pattern.compile("4 rows, 6 columns, \\d+ bytes, CSV, UTF-8, separated by semicolons")))
                .isVisible();
        assertThat(page.getByLabel("User e-mail means")).hasValue("account_email");
        assertThat(page.getByLabel("Last sign-in means")).hasValue("last_used_dots");
        assertThat(page.getByLabel("Cost centre means")).hasValue("not_used");
        assertThat(page.getByLabel("Administrator is privileged")).isChecked();
        page.getByLabel("Approve is privileged").check();
        page.getByLabel("Title of View").fill("Viewer");
        page.getByLabel("Order of View").fill("0");
        picture("upload-columns");
        press("Preview");
        assertThat(page.getByRole(AriaRole.HEADING, named("4 rows read = 4 stored + 0 rejected")))
                .isVisible();
        press("Publish");
        assertThat(page.getByText("The file is published.")).isVisible();
        assertThat(page.getByText("Data available").first()).isVisible();
        assertThat(page.getByText("Connected").first()).isVisible();
    }

    private void lookAndPublish() {
        page.getByRole(AriaRole.LINK, link("Upload a file")).first().click();
        send("payroll-11.csv", HEADING + """
                anna.berg@acme.example;Berg, Anna;Expenses;View;20.11.2026;4410
                anna.berg@acme.example;Berg, Anna;Salaries;View;20.11.2026;4410
                j.weber@acme;Jonas Weber;Salaries;View;;4420
                ;Nilsen, Kari;Expenses;Edit;;4420
                sofia.rossi@acme.example;Rossi, Sofia;Payroll;Administrator;19.11.2026;1000
                sofia.rossi@acme.example;Rossi, Sofia;Salaries;;19.11.2026;1000
                piotr.zielinski@acme.example;Zieliński, Piotr;Salaries;Pay out;22.11.2026;4420
                """);
        assertThat(page.getByRole(AriaRole.HEADING, named("7 rows read = 4 stored + 3 rejected")))
                .isVisible();
        assertThat(page.getByText("Not an e-mail address: j.weber@acme")).isVisible();
        assertThat(page.getByText("jonas.weber@acme.example is there now, and would be gone because of this row"))
                .isVisible();
        assertThat(page.getByText("User e-mail is empty")).isVisible();
        assertThat(page.getByText("Permission is empty")).isVisible();
        assertThat(page.getByText("The other row of this person is kept")).isVisible();
        assertThat(page.getByText("1 joined, 1 gone, 2 as before")).isVisible();
        assertThat(page.getByText("1 granted, 1 removed, 1 changed")).isVisible();
        assertThat(page.getByText("Unknown (Pay out)")).isVisible();
        assertThat(page.getByText("Because of row 4 Jonas Weber would be gone."))
                .isVisible();
        picture("upload-preview");
        Download rejected = page.waitForDownload(() ->
                page.getByRole(AriaRole.LINK, link("Rejected rows as CSV")).click());
        assertThat(rejected.path()).content().contains("Not an e-mail address: j.weber@acme", "Jonas Weber");
        page.getByRole(AriaRole.LINK, link("Changed 1")).click();
        assertThat(page.getByText("Piotr")).hasCount(0);
        press("Publish without the 3 rows");
        assertThat(page.getByText("The file is published.")).isVisible();
        picture("upload-published");
    }

    private void readWhoHasAccess() {
        String payroll = page.url();
        page.getByRole(AriaRole.LINK, link("Data")).first().click();
        page.getByRole(AriaRole.LINK, link("Rossi, Sofia")).first().click();
        assertThat(page.locator("table").getByText("Administrator").first()).isVisible();
        assertThat(page.getByText("2026-11-19")).isVisible();
        picture("upload-account");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Payroll").setExact(true))
                .last()
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Who holds access"))).isVisible();
        assertThat(page.getByText("Rossi, Sofia").first()).isVisible();
        picture("upload-resource");
        page.navigate(payroll + "/history");
        assertThat(page.getByText("payroll-11.csv").first()).isVisible();
        assertThat(page.getByText("Not an e-mail address").first()).isVisible();
        picture("upload-certificate");
        page.navigate(payroll);
    }

    private void changeTheNextDay() {
        page.getByRole(AriaRole.LINK, link("Upload a file")).first().click();
        assertThat(page.getByText("7 = 4 + 3")).isVisible();
        send("payroll-12.csv", HEADING + """
                anna.berg@acme.example;Berg, Anna;Expenses;Approve;20.12.2026;4410
                sofia.rossi@acme.example;Rossi, Sofia;Payroll;Administrator;19.11.2026;1000
                """);
        assertThat(page.getByText("0 joined, 1 gone, 2 as before")).isVisible();
        press("Discard this file");
        assertThat(page.getByText("The file was discarded. Nothing of it is published."))
                .isVisible();
        assertThat(page.getByText("Data available").first()).isVisible();
    }

    private void renameAColumn() {
        page.getByRole(AriaRole.LINK, link("Upload a file")).first().click();
        send(
                "payroll-13.csv",
                HEADING.replace("User e-mail", "Mail") + "anna.berg@acme.example;Anna;Expenses;View;;\n");
        assertThat(page.getByText("The file has no column User e-mail (Account: e-mail)"))
                .isVisible();
        assertThat(page.getByLabel("Mail means")).isVisible();
        picture("upload-renamed");
        page.getByRole(AriaRole.LINK, link("Choose another")).click();
        send("payroll.xls", "\u00d0\u00cf");
        assertThat(page.getByText("The file was not taken")).isVisible();
    }

    private void othersOnlyLook(TestTenant acme, User priya) {
        String here = page.url();
        page = walker.window();
        signIn(priya.email());
        page.navigate(here);
        assertThat(page.getByText("Only Administrators, Risk Managers and the owners")
                        .first())
                .isVisible();
        page.navigate("/t/%s/integrations".formatted(acme.tenant().slug()));
        assertThat(page.getByRole(AriaRole.LINK, link("Upload a file"))).hasCount(0);
    }

    @Test
    void a_roster_is_uploaded_leavers_are_told_and_a_machine_is_marked() {
        TestTenant acme = TestTenant.on(server);
        ScriptedIntegration application = ScriptedIntegration.added(server, acme);
        for (String id : List.of("Ben", "Terraform", "Lena")) {
            application
                    .script()
                    .record("people", id, ScriptedIntegration.person(id), ScriptedIntegration.role(id, "admin"));
        }
        application.connect();
        signIn(acme.administrator().email());

        page.navigate("/t/%s/people".formatted(acme.tenant().slug()));
        assertThat(page.getByText("Nobody has told Muster yet who works at")).isVisible();
        press("Upload a roster");
        send("roster.csv", """
                E-mail,Other e-mails,Name,Id,Department,Manager,First day,Last day
                ben@acme.example,,Ben Carter,1,Search,Ana Lima,2020-01-31,2026-01-31
                lena@acme.example,,Lena Vogel,2,Platform,Ana Lima,2021-03-01,
                lena.v@acme.example,,Lena again,2,,,,
                """);
        assertThat(page.getByLabel("Other e-mails means")).hasValue("person_other_emails");
        assertThat(page.getByLabel("Last day means")).hasValue("last_day_year_first");
        assertThat(page.getByText("Show the levels")).hasCount(0);
        picture("roster-columns");
        press("Preview");
        assertThat(page.getByText("The same person as in row 3")).isVisible();
        assertThat(page.getByText("lena@acme.example, Department Platform, Manager Ana Lima, First day 2021-03-01"))
                .isVisible();
        picture("roster-preview");
        press("Publish without the 1 row");
        assertThat(page.getByText("The file is published.")).isVisible();

        page.navigate("/t/%s/people".formatted(acme.tenant().slug()));
        assertThat(page.getByText("Ben Carter", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        page.getByText("What to remove").first().click();
        assertThat(page.getByText(Pattern.compile("^Remove the account ")).first())
                .isVisible();
        assertThat(page.getByText("31 Jan 2026")).isVisible();
        assertThat(page.getByText("Person Terraform").first()).isVisible();
        picture("people");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("Mark as service account.*Person Terraform")))
                .click();
        assertThat(page.getByLabel("A machine")).isChecked();
        page.getByLabel("Reason").fill("Runs the deployments");
        picture("people-decide");
        press("Save decision");
        assertThat(page.getByText("Recorded whose account Person Terraform is."))
                .isVisible();
        assertThat(page.getByText("Every account belongs to somebody on the roster or to a machine."))
                .isVisible();
        press("Upload a roster");
        assertThat(page.getByText("One row for each person")).isVisible();
        picture("roster-upload");
    }

    private void send(String name, String content) {
        page.getByLabel("CSV or XLSX file")
                .setInputFiles(new FilePayload(name, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
        press("Read the file");
    }

    private void signIn(String email) {
        page.navigate("/");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(TestTenant.PASSWORD);
        press("Sign in");
        assertThat(page).hasURL(Pattern.compile(".*/t/.*"));
    }

    private void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static Page.GetByRoleOptions link(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private void picture(String name) {
        walker.picture(page, name);
    }
}
