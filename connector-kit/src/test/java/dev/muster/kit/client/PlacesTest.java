package dev.muster.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTest {
    private final Places places = new Places(1);
    private final List<String> entered = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> visitors = new ArrayList<>();

    @Test
    void whoever_asks_in_series_goes_before_the_others_and_equals_in_the_order_they_came() throws Exception {
        places.enter(false);
        visit("first of many", false);
        visit("second of many", false);
        visit("first in series", true);
        visit("second in series", true);

        places.leave();
        awaitAll();

        assertThat(entered).containsExactly("first in series", "second in series", "first of many", "second of many");
    }

    @Test
    void a_place_that_nobody_waits_for_is_taken_at_once() throws Exception {
        Places several = new Places(3);

        several.enter(false);
        several.enter(true);
        several.enter(false);
        several.leave();
        several.enter(false);

        assertThat(entered).isEmpty();
    }

    @Test
    void whoever_gives_up_waiting_leaves_the_place_to_the_next() throws Exception {
        places.enter(false);
        Thread impatient = visit("impatient", true);
        visit("patient", false);

        impatient.interrupt();
        impatient.join();
        places.leave();
        awaitAll();

        assertThat(entered).containsExactly("patient");
    }

    /// Returns once the visitor waits.
    private Thread visit(String name, boolean inSeries) {
        Thread visitor = Thread.ofVirtual().start(() -> {
            try {
                places.enter(inSeries);
                entered.add(name);
                places.leave();
            } catch (InterruptedException gaveUp) {
                Thread.currentThread().interrupt();
            }
        });
        visitors.add(visitor);
        while (visitor.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return visitor;
    }

    private void awaitAll() throws InterruptedException {
        for (Thread visitor : visitors) {
            visitor.join();
        }
    }
}
