package dev.muster.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.CostlyQuestions;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// A tenant that asks too much at once waits for itself alone.
@MusterTest
class CostlyQuestionsAreBoundedTest {
    @Autowired
    private ApplicationContext server;

    private static final int MORE_THAN_AT_ONCE = 8;

    @LocalServerPort
    private int port;

    @Test
    void who_asks_too_much_is_told_when_to_come_back_and_everybody_else_is_answered() {
        var busy = ScriptedIntegration.synced(server, 2, 1);
        Visitor visitor = visitor(busy.tenant());
        CostlyQuestions costly = server.getBean(CostlyQuestions.class);
        List<Runnable> underWay = Stream.generate(
                        () -> costly.begin(busy.tenant().tenant().id()))
                .limit(3)
                .toList();
        try {
            var list = CompletableFuture.supplyAsync(() -> busy.api().get(busy.path() + "/accounts/P0/access"));
            var audit =
                    CompletableFuture.supplyAsync(() -> visitor.get(page(busy.tenant(), "/settings/audit?check=true")));
            var file = CompletableFuture.supplyAsync(
                    () -> visitor.get(page(busy.tenant(), busy.path() + "/accounts.csv")));

            assertThat(visitor.get(page(busy.tenant(), "/settings/audit")).statusCode())
                    .isEqualTo(200);
            TestTenant other = TestTenant.on(server);
            assertThat(visitor(other)
                            .get(page(other, "/settings/audit?check=true"))
                            .body())
                    .contains("entries are as they were written");
            assertRefused(list.join());
            Stream.of(audit.join(), file.join()).forEach(CostlyQuestionsAreBoundedTest::assertRefused);
        } finally {
            underWay.forEach(Runnable::run);
        }

        for (int i = 0; i < MORE_THAN_AT_ONCE; i++) {
            assertThat(visitor.get(page(busy.tenant(), "/settings/audit?check=true"))
                            .statusCode())
                    .as("question %d, one after the other", i)
                    .isEqualTo(200);
        }
    }

    private static void assertRefused(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("10");
        assertThat(page.body()).contains("as many large questions of your tenant as it does at once");
    }

    private static void assertRefused(ApiClient.Answer call) {
        assertThat(call.status()).isEqualTo(503);
        assertThat(call.json().get("detail").asString()).contains("Wait for one to end, then ask again");
    }

    private Visitor visitor(TestTenant tenant) {
        var visitor = new Visitor(port);
        visitor.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
        return visitor;
    }

    private static String page(TestTenant tenant, String path) {
        return "/t/%s%s".formatted(tenant.tenant().slug(), path);
    }
}
