package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ServerProcess;
import dev.muster.signin.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("packaged")
class DemoProcessTest {
    private static final String LAST_WORDS = "Ctrl-C ends everything; the data stays.\n";

    private static final Pattern MAIL = Pattern.compile("href=\"(/t/acme/settings/mail/[0-9a-f-]{36})\"");
    private static final Pattern LINK = Pattern.compile("href=\"(/invitation[^\"]+)\"");

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_that_every_user_may_pass_through() throws IOException {
        folder = Files.createTempDirectory("muster-demo-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void one_command_leads_to_a_particular_account_on_its_first_day() throws Exception {
        try (ServerProcess demo = start("--users", "60", "--teams", "6").until(LAST_WORDS)) {
            JsonNode first = facts();

            assertThat(demo.output()).contains("Pagerduty of acme: Connected, Data available");
            assertThat(first.get("url").asString()).isEqualTo(demo.url());
            assertThat(first.get("users").findValuesAsString("role"))
                    .containsSubsequence("Administrator", "Risk Manager", "Reviewer", "Auditor", "Administrator");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(integration(first).get("message").asString()).isEqualTo("Data available");
            assertThat(integration(first).get("revision").asInt()).isEqualTo(1);
            assertThat(roleTitles(first))
                    .contains(
                            "Global Admin",
                            "Full Stakeholder",
                            "Limited Stakeholder",
                            "Manager/User",
                            "Responder",
                            "Observer",
                            "Restricted Access",
                            "Account Owner");
            aKeptInvitationLetsSomebodyIn(demo, first.at("/users/0"));
        }
    }

    private static void aKeptInvitationLetsSomebodyIn(ServerProcess demo, JsonNode signIn) {
        int port = URI.create(demo.url()).getPort();
        var administrator = new Visitor(port);
        administrator.signIn(
                signIn.get("email").asString(), signIn.get("password").asString());
        administrator.get("/t/acme/settings/members");

        administrator.post(
                "/t/acme/settings/members",
                Map.of("email", "new.person@acme.example", "name", "New Person", "role", "REVIEWER"));
        String mail = found(MAIL, administrator.get("/t/acme/settings/mail").body());
        String link = found(LINK, administrator.get(mail).body());

        assertThat(new Visitor(port).get(link).body()).contains("Join Acme as Reviewer");
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    @Test
    void an_account_whose_port_is_taken_is_told_in_two_lines() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Files.createDirectory(folder.resolve("data"));
            Files.writeString(file(), """
                    {"url": "", "apiToken": "", "users": [], "simulator":
                        {"url": "http://127.0.0.1:%d", "token": "t", "users": 60, "teams": 6, "seed": 7}}
                    """.formatted(taken.getLocalPort()));

            try (ServerProcess demo = start()) {
                assertThat(demo.exitCode()).isEqualTo(1);
                assertThat(demo.errors())
                        .startsWith(
                                "The simulated PagerDuty account of this demo lives on port " + taken.getLocalPort())
                        .contains("Stop that program, or start a new demo on another folder with --data.")
                        .hasLineCount(2);
            }
        }
    }

    @Test
    void further_hosts_of_the_operator_are_heeded() throws Exception {
        var nonsense = Map.of("MUSTER_PAGERDUTY_HOSTS", "no address");

        try (ServerProcess demo = ServerProcess.start(
                folder,
                nonsense,
                "demo",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())) {
            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.errors()).startsWith("MUSTER_PAGERDUTY_HOSTS or MUSTER_PAGERDUTY_IDENTITY holds something");
        }
    }

    @Test
    void an_impossible_size_is_refused_before_anything_is_made() throws Exception {
        try (ServerProcess demo = start("--users", "-1")) {
            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.errors())
                    .startsWith("The demo cannot be started with --users -1; choose from 0 to 100,000");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    private ServerProcess start(String... more) throws IOException {
        var args = new ArrayList<>(
                List.of("demo", "--port", "0", "--data", folder.resolve("data").toString()));
        args.addAll(List.of(more));
        return ServerProcess.start(folder, Map.of(), args.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("data/demo.json");
    }

    private JsonNode facts() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file()));
    }

    private static JsonNode integration(JsonNode facts) {
        return api(facts).get("/integrations").json().at("/items/0");
    }

    private static Iterable<String> roleTitles(JsonNode facts) {
        String id = integration(facts).get("id").asString();
        JsonNode accounts = api(facts)
                .get("/integrations/%s/accounts?limit=100".formatted(id))
                .json();
        return StreamSupport.stream(accounts.get("items").spliterator(), false)
                .map(account -> account.at("/role/title").asString())
                .toList();
    }

    private static ApiClient api(JsonNode facts) {
        URI server = URI.create(facts.get("url").asString());
        return ApiClient.of(
                server.resolve("/api/v1/tenants/acme"), facts.get("apiToken").asString());
    }
}
