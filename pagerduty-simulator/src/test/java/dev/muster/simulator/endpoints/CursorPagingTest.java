package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTrigger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CursorPagingTest {

    private static final String PATH = "/incident_workflows/triggers";

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_walk_gives_every_row_once_and_in_order() throws Exception {
        addTriggers(230);

        assertThat(walk(100)).extracting(List::size).containsExactly(100, 100, 30);
        assertThat(walk(7).stream().flatMap(List::stream))
                .containsExactlyElementsOf(account.reach().triggers().stream()
                        .map(SimulatedTrigger::id)
                        .toList());
    }

    @Test
    void the_last_page_has_no_cursor() throws Exception {
        addTriggers(100);

        var page = client.json(PATH + "?limit=100");

        assertThat(page.get("next_cursor").isNull()).isTrue();
        assertThat(page.get("more").booleanValue()).isFalse();
    }

    @Test
    void a_page_holds_25_rows_and_100_at_most() throws Exception {
        addTriggers(120);

        assertThat(client.json(PATH).get("triggers").size()).isEqualTo(25);
        assertThat(client.json(PATH + "?limit=500").get("triggers").size()).isEqualTo(100);
        assertThat(client.json(PATH + "?limit=500").get("limit").intValue()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=nonsense", "cursor=%21%21", "limit=0", "limit=x"})
    void a_cursor_or_limit_that_is_none_is_refused(String query) throws Exception {
        var refused = client.get(PATH + "?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).at("/error/code").intValue()).isEqualTo(2001);
    }

    @Test
    void a_cursor_for_a_row_that_went_away_goes_on_where_it_stood() throws Exception {
        addTriggers(40);
        String cursor = Base64.getUrlEncoder().encodeToString("30:gone".getBytes(StandardCharsets.UTF_8));

        assertThat(client.json(PATH + "?cursor=" + cursor).get("triggers").size())
                .isEqualTo(10);
    }

    @Test
    void a_constant_cursor_leads_to_the_first_page_for_ever() throws Exception {
        addTriggers(60);
        pagerduty.faults().on(PATH).from(2).answer(new Fault.ConstantCursor());

        var first = client.json(PATH);
        var second = client.json(PATH + "?cursor=" + first.get("next_cursor").stringValue());
        var third = client.json(PATH + "?cursor=" + second.get("next_cursor").stringValue());

        assertThat(second.get("triggers")).isEqualTo(first.get("triggers"));
        assertThat(third).isEqualTo(second);
    }

    private void addTriggers(int count) {
        for (int i = 0; i < count; i++) {
            account.reach()
                    .add(new SimulatedTrigger("trigger-" + i, "manual", "PWF0001", "Outage", List.of(), true, null));
        }
    }

    private List<List<String>> walk(int limit) throws Exception {
        List<List<String>> pages = new ArrayList<>();
        JsonNode cursor;
        String query = "?limit=" + limit;
        do {
            var page = client.json(PATH + query);
            pages.add(page.get("triggers")
                    .valueStream()
                    .map(row -> row.get("id").stringValue())
                    .toList());
            cursor = page.get("next_cursor");
            query = "?limit=%d&cursor=%s".formatted(limit, cursor.asString());
        } while (!cursor.isNull());
        return pages;
    }
}
