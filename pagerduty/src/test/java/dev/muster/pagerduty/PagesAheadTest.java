package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.muster.connector.RecordedFeed;
import dev.muster.kit.LocalServer;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.credential.LocalApi;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages of one listing, several of them asked for at once.
@Timeout(60)
class PagesAheadTest {
    private static final int UNTOLD = -1;
    private static final Listing THINGS = Lists.counted("/things", "things", "things", Allowed.of("id"));

    private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void pages_whose_place_is_known_are_asked_for_at_once_and_written_in_order() throws Exception {
        SimulatedAccount account = SimulatedAccount.of(350, 0, 1);
        FaultGate second = new FaultGate();
        FaultGate fourth = new FaultGate();
        try (var far = SimulatedPagerDuty.with(account).feeds("users");
                ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            far.faults().on("/users?offset=100").nth(1).answer(new Fault.Stall(second));
            far.faults().on("/users?offset=300").nth(1).answer(new Fault.Stall(fourth));
            Future<RecordedFeed> reading = reader.submit(() -> far.collect().feed("users"));

            second.awaitReached();
            fourth.awaitReached();
            fourth.release();
            second.release();

            RecordedFeed users = reading.get();
            assertThat(users.isComplete()).isTrue();
            assertThat(users.requests()).isEqualTo(4);
            assertThat(users.records())
                    .extracting(record -> record.id())
                    .isEqualTo(account.users().stream().map(SimulatedUser::id).toList());
        }
    }

    @Test
    void a_page_shorter_than_foreseen_is_followed_from_where_it_ends() throws Exception {
        List<List<Fields>> pages = read(250, Map.of(0, 100, 100, 99, 199, 51));

        assertThat(ids(pages)).isEqualTo(IntStream.range(0, 250).boxed().toList());
        assertThat(asked).startsWith(0).contains(100, 199);
        assertThat(requests).as("that of the page at 200 was sent in vain").hasValue(4);
    }

    @Test
    void nothing_is_foreseen_after_a_first_page_that_is_not_full() throws Exception {
        List<List<Fields>> pages = read(250, Map.of(0, 90, 90, 100, 190, 60));

        assertThat(ids(pages)).hasSize(250);
        assertThat(asked).containsExactly(0, 90, 190);
    }

    @Test
    void a_list_that_grew_while_it_was_read_is_read_to_its_new_end() throws Exception {
        List<List<Fields>> pages = read(200, Map.of(0, 100, 100, 100, 200, 30));

        assertThat(ids(pages)).hasSize(230);
        assertThat(asked).containsExactly(0, 100, 200);
    }

    @Test
    void pages_of_a_list_without_a_total_are_asked_for_by_guess_and_written_in_order() throws Exception {
        SimulatedAccount account = SimulatedAccount.of(1_000, 0, 1);
        FaultGate third = new FaultGate();
        FaultGate fourth = new FaultGate();
        try (var far = SimulatedPagerDuty.with(account).feeds("users");
                ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            far.faults().on("/users?offset=200").nth(1).answer(new Fault.Stall(third));
            far.faults().on("/users?offset=300").nth(1).answer(new Fault.Stall(fourth));
            far.faults().on("/users").every().answer(new Fault.UntoldTotal());
            Future<RecordedFeed> reading = reader.submit(() -> far.collect().feed("users"));

            third.awaitReached();
            fourth.awaitReached();
            fourth.release();
            third.release();

            RecordedFeed users = reading.get();
            assertThat(users.isComplete()).isTrue();
            assertThat(users.requests()).as("at most two beyond the end").isBetween(10, 12);
            assertThat(users.records())
                    .extracting(record -> record.id())
                    .isEqualTo(account.users().stream().map(SimulatedUser::id).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 1, 1", "101, 2, 2", "200, 2, 2", "250, 3, 4", "400, 4, 4", "430, 5, 8", "1700, 17, 20"})
    void a_guess_costs_no_more_than_three_requests(int things, int pages, int most) throws Exception {
        List<List<Fields>> read = read(UNTOLD, pagesOf(things));

        assertThat(ids(read)).isEqualTo(IntStream.range(0, things).boxed().toList());
        assertThat(read).hasSize(pages);
        assertThat(requests.get()).isBetween(pages, most);
    }

    @Test
    void a_page_shorter_than_guessed_is_followed_from_where_it_ends() throws Exception {
        List<List<Fields>> pages = read(UNTOLD, Map.of(0, 100, 100, 100, 200, 99, 299, 51));

        assertThat(ids(pages)).isEqualTo(IntStream.range(0, 350).boxed().toList());
    }

    private static Map<Integer, Integer> pagesOf(int things) {
        return IntStream.iterate(0, offset -> offset < things, offset -> offset + 100)
                .boxed()
                .collect(Collectors.toMap(offset -> offset, offset -> Math.min(100, things - offset)));
    }

    /// Reads things that are numbered from 0.
    ///
    /// @param total   how many the list says it has at first; later it tells the truth. [#UNTOLD] when it never
    ///                tells
    /// @param lengths of its pages, by where they begin; elsewhere it is empty
    private List<List<Fields>> read(int total, Map<Integer, Integer> lengths) throws Exception {
        int end = lengths.entrySet().stream()
                .mapToInt(page -> page.getKey() + page.getValue())
                .max()
                .orElseThrow();
        try (var far = new LocalServer(exchange -> send(exchange, total, end, lengths))) {
            return Gathered.pages(new Walk(LocalApi.of(far, new SettableTime()), THINGS, requests::incrementAndGet));
        }
    }

    private void send(HttpExchange exchange, int total, int end, Map<Integer, Integer> lengths) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int offset = Integer.parseInt(query.replaceAll(".*offset=(\\d+).*", "$1"));
        asked.add(offset);
        int length = lengths.getOrDefault(offset, 0);
        String rows = IntStream.range(offset, offset + length)
                .mapToObj("{\"id\":\"%d\"}"::formatted)
                .collect(Collectors.joining(","));
        boolean more = length > 0 && offset + length < end;
        Integer told = total == UNTOLD ? null : Integer.valueOf(asked.size() == 1 ? total : end);
        LocalServer.send(exchange, 200, "{\"things\":[%s],\"more\":%s,\"total\":%s}".formatted(rows, more, told));
    }

    private static List<Integer> ids(List<List<Fields>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .map(row -> Integer.valueOf(row.text("id").orElseThrow()))
                .toList();
    }
}
