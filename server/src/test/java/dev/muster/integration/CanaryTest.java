package dev.muster.integration;

import static dev.muster.WatchedAccount.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.Counted;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.token.ApiTokens;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// An access token goes to PagerDuty and into the seal, and nowhere else: no log at any level, no answer, page, file,
/// message, audit entry, row (so no backup, which copies them) or thread. `MailTest` looks into a mail.
@MusterTest
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest {
    private static final String REFUSED = "canaryREFUSED5tok3nZ";

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private final List<Answer> answers = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    @Test
    void a_token_appears_nowhere(CapturedOutput output) throws IOException {
        try (WatchedAccount watched = WatchedAccount.added(server, SimulatedAccount.of(20, 2, 8))) {
            String canary = watched.pagerDuty().token();
            int traced;
            watched.api().patch(watched.path(), json(Map.of("description", "A needle that must be found")));
            String apiToken = server.getBean(ApiTokens.class)
                    .make(watched.tenant().access(), "canary", null)
                    .text();
            try (var trace = new TraceLog(List.of(canary, REFUSED, apiToken, TestTenant.PASSWORD))) {
                useInEveryWay(watched, canary);
                lookEverywhere(watched, canary);
                URI api = URI.create("http://127.0.0.1:" + port + "/api/v1");
                answers.add(ApiClient.of(api, apiToken).get("/me"));
                assertThat(trace.found()).isEmpty();
                assertThat(trace.lines()).as("lines of TRACE").isGreaterThan(1000);
                traced = trace.lines();
            }

            assertThat(watched.pagerDuty().requests().list())
                    .anyMatch(request -> request.authorized())
                    .anyMatch(request -> !request.authorized());
            for (String secret : List.of(canary, REFUSED)) {
                assertThat(output.getAll()).doesNotContain(secret);
                assertThat(answers).noneMatch(answer -> answer.json().toString().contains(secret));
                assertThat(texts).noneMatch(text -> text.contains(secret));
                assertThat(columnsWith(watched, secret)).isEmpty();
            }
            assertThat(columnsWith(watched, "needle that must")).contains("integration.description");
            Counted.tell(
                    "canary",
                    "Canary: looked for in %,d columns of the database, %,d answers, %,d pages, files and threads, and %,d lines of log at TRACE"
                            .formatted(questions(watched).size(), answers.size(), texts.size(), traced));
        }
    }

    private void useInEveryWay(WatchedAccount watched, String canary) {
        answers.add(watched.test(Map.of("accessToken", canary)));
        answers.add(watched.test(Map.of("accessToken", canary + " ")));
        answers.add(watched.configure(Map.of("accessToken", REFUSED)));
        answers.add(watched.configure(Map.of("accessToken", canary, "region", canary)));
        answers.add(watched.configure(Map.of("accessToken", canary, "timeZone", "x")));
        answers.add(watched.api().put(watched.path() + "/configuration", "{\"accessToken\":\"" + canary));
        answers.add(watched.api().put(watched.path() + "/configuration", "{\"accessToken\":[\"" + canary + "\"]}"));
        watched.connect();
        for (Fault fault : List.of(
                new Fault.Status(500),
                new Fault.Status(401),
                new Fault.MalformedJson(),
                new Fault.Redirect(URI.create("http://elsewhere.example/?token=" + canary)),
                new Fault.Html())) {
            watched.pagerDuty().faults().on("/users").every().answer(fault);
            watched.sync();
            watched.pagerDuty().faults().clear();
            answers.add(watched.api().get(watched.path()));
        }
        watched.saveAnyway(Map.of("accessToken", REFUSED));
        for (String path : List.of("", "/runs", "/runs/1", "/runs/2", "/runs/7", "/accounts")) {
            answers.add(watched.api().get(watched.path() + path));
        }
        answers.add(watched.api().get("/integrations"));
    }

    /// Pages, among them a form that comes back as it was typed; files of lists and of the record; and what threads are
    /// called and wait for.
    private void lookEverywhere(WatchedAccount watched, String canary) {
        var ana = new Visitor(port);
        ana.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
        String home = "/t/" + watched.tenant().tenant().slug();
        String pages = home + watched.path();
        texts.add(ana.get(pages + "/configure").body());
        for (String action : List.of("/test", "/configure")) {
            texts.add(ana.post(
                            pages + action,
                            Map.of("access_token", canary, "region", "", "dailyAt", "25:00", "timeZone", "UTC"))
                    .body());
        }
        for (String page : List.of("", "/history", "/runs/2", "/settings", "/audit", "/accounts", "/accounts.csv")) {
            texts.add(ana.get(pages + page).body());
        }
        for (String page : List.of("/home", "/settings/audit", "/settings/audit.csv", "/settings/audit.jsonl")) {
            texts.add(ana.get(home + page).body());
        }
        Thread.getAllStackTraces()
                .forEach((thread, frames) -> texts.add(thread.getName() + " " + Arrays.toString(frames)));
    }

    /// Every column of every table, seals included, that holds a text somewhere.
    private static List<String> columnsWith(WatchedAccount watched, String text) {
        return questions(watched).stream()
                .filter(column -> watched.database()
                                .sql(column.getValue())
                                .param("text", text)
                                .query(Long.class)
                                .single()
                        > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// How many rows of each column hold a text, as a statement.
    private static List<Map.Entry<String, String>> questions(WatchedAccount watched) {
        return watched.database()
                .sql("""
                        select table_name || '.' || column_name as place,
                               case when data_type = 'bytea'
                                    then format('select count(*) from %I where position(convert_to(:text, ''UTF8'') in %I) > 0',
                                                table_name, column_name)
                                    else format('select count(*) from %I where position(:text in %I::text) > 0',
                                                table_name, column_name) end as question
                          from information_schema.columns
                         where table_schema = 'public'
                           and data_type in ('text', 'character varying', 'character', 'jsonb', 'json', 'bytea', 'ARRAY')
                         order by place
                        """)
                .query((row, index) -> Map.entry(row.getString("place"), row.getString("question")))
                .list();
    }
}
