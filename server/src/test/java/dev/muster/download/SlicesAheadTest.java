package dev.muster.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Eventually;
import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.problem.Conflict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlicesAheadTest {
    private final AtomicInteger read = new AtomicInteger();

    /// Two slices after the first.
    private Slice<List<? extends @Nullable Object>> further(Cursor after) {
        int number = Integer.parseInt(after.key().getFirst());
        read.incrementAndGet();
        return new Slice<>(List.of(List.of(number)), number == 2 ? null : Cursor.of("2"));
    }

    private static ListFile list(
            @Nullable Cursor next, Function<Cursor, Slice<List<? extends @Nullable Object>>> further) {
        var head = new FileHead("", List.of(), "", "", "", "", List.of(), null, Asked.of(Map.of()), Map.of());
        return new ListFile(head, new Slice<>(List.of(), next), further);
    }

    @Test
    void slices_are_read_while_one_before_them_is_written_and_no_further_than_the_end() {
        try (var ahead = new SlicesAhead(list(Cursor.of("1"), this::further))) {
            assertThat(Eventually.eventually(read::get, count -> count > 1)).isEqualTo(2);

            assertThat(ahead.next().rows()).isEqualTo(List.of(List.of(1)));
            assertThat(ahead.next()).isEqualTo(new Slice<>(List.of(List.of(2)), null));
            assertThatThrownBy(ahead::next).hasMessage("The list has ended");
        }
        assertThat(read).hasValue(2);
    }

    @Test
    void two_slices_are_read_at_the_same_time_where_the_first_ends_is_foreseen() {
        var both = new CyclicBarrier(2);
        ListFile foreseen = list(Cursor.of("1"), after -> {
                    meet(both);
                    return further(after);
                })
                .foreseen(after -> Optional.of(Cursor.of("2")).filter(end -> !end.equals(after)));
        try (var ahead = new SlicesAhead(foreseen)) {
            assertThat(ahead.next().rows()).isEqualTo(List.of(List.of(1)));
            assertThat(ahead.next().rows()).isEqualTo(List.of(List.of(2)));
        }
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("Nothing else was read at that time", alone);
        }
    }

    @Test
    void a_slice_that_ends_elsewhere_than_was_foreseen_is_no_part_of_a_file() {
        ListFile foreseen = list(Cursor.of("1"), this::further).foreseen(after -> Optional.of(Cursor.of("3")));
        try (var ahead = new SlicesAhead(foreseen)) {
            assertThatThrownBy(ahead::next).hasMessageContaining("ended elsewhere");
        }
    }

    @Test
    void what_reading_throws_reaches_whoever_writes() {
        try (var ahead = new SlicesAhead(list(Cursor.of("1"), after -> {
            throw new Conflict("The integration was deleted.");
        }))) {
            assertThatThrownBy(ahead::next).isInstanceOf(Conflict.class).hasMessage("The integration was deleted.");
        }
    }

    @Test
    void a_list_of_one_slice_reads_nothing() {
        try (var ahead = new SlicesAhead(list(null, this::further))) {
            assertThatThrownBy(ahead::next).hasMessage("The list has ended");
            assertThat(read).hasValue(0);
        }
    }
}
