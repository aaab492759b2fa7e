package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ServerProcess;
import dev.muster.signin.Visitor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a demo shows once it has told where it is, for the first time on its folder.
///
/// @param output      what it printed
/// @param url         where it is
/// @param facts       its `demo.json`
/// @param permissions of that file
/// @param integration of the simulated account, as the API has it
/// @param roles       titles of its accounts' roles
/// @param invited     the page that an invitation leads to, found by its administrator in the mail that is kept
/// @param listedHost  what the API says to a test against a host that the operator lists
/// @param otherHost   the same, against one that nobody lists
record FirstDay(
        String output,
        String url,
        JsonNode facts,
        String permissions,
        JsonNode integration,
        List<String> roles,
        String invited,
        ApiClient.Answer listedHost,
        ApiClient.Answer otherHost) {
    /// Nobody answers there.
    static final String HOST = "https://127.0.0.1:1";

    private static final Pattern MAIL = Pattern.compile("href=\"(/t/acme/settings/mail/[0-9a-f-]{36})\"");
    private static final Pattern LINK = Pattern.compile("href=\"(/invitation[^\"]+)\"");

    static FirstDay of(ServerProcess demo, Path file) throws IOException {
        JsonNode facts = JsonMapper.shared().readTree(Files.readString(file));
        URI server = URI.create(facts.get("url").asString());
        ApiClient api = ApiClient.of(
                server.resolve("/api/v1/tenants/acme"), facts.get("apiToken").asString());
        JsonNode integration = api.get("/integrations").json().at("/items/0");
        String path = "/integrations/" + integration.get("id").asString();
        return new FirstDay(
                demo.output(),
                demo.url(),
                facts,
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                integration,
                roles(api.get(path + "/accounts?limit=100").json()),
                invited(server.getPort(), facts.at("/users/0")),
                tested(api, path, HOST),
                tested(api, path, "https://127.0.0.1:2"));
    }

    private static List<String> roles(JsonNode accounts) {
        return StreamSupport.stream(accounts.get("items").spliterator(), false)
                .map(account -> account.at("/role/title").asString())
                .toList();
    }

    private static ApiClient.Answer tested(ApiClient api, String path, String host) {
        return api.post(path + "/test", """
                {"accessToken": "u+abcdefghijklmnopqr", "region": "%s"}
                """.formatted(host));
    }

    private static String invited(int port, JsonNode signIn) {
        var administrator = new Visitor(port);
        administrator.signIn(
                signIn.get("email").asString(), signIn.get("password").asString());
        administrator.get("/t/acme/settings/members");
        administrator.post(
                "/t/acme/settings/members",
                Map.of("email", "new.person@acme.example", "name", "New Person", "role", "REVIEWER"));
        String mail = found(MAIL, administrator.get("/t/acme/settings/mail").body());
        String link = found(LINK, administrator.get(mail).body());
        return new Visitor(port).get(link).body();
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }
}
