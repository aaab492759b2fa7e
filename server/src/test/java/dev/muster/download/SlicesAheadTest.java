package dev.muster.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Eventually;
import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.problem.Conflict;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void a_slice_is_read_while_the_one_before_it_is_written_and_no_further() {
        try (var ahead = new SlicesAhead(Cursor.of("1"), this::further)) {
            assertThat(Eventually.eventually(read::get, count -> count > 0)).isEqualTo(1);

            assertThat(ahead.next().rows()).isEqualTo(List.of(List.of(1)));
            assertThat(ahead.next()).isEqualTo(new Slice<>(List.of(List.of(2)), null));
        }
        assertThat(read).hasValue(2);
    }

    @Test
    void what_reading_throws_reaches_whoever_writes() {
        try (var ahead = new SlicesAhead(Cursor.of("1"), after -> {
            throw new Conflict("The integration was deleted.");
        })) {
            assertThatThrownBy(ahead::next).isInstanceOf(Conflict.class).hasMessage("The integration was deleted.");
        }
    }

    @Test
    void a_list_of_one_slice_reads_nothing() {
        try (var ahead = new SlicesAhead(null, this::further)) {
            assertThat(read).hasValue(0);
            assertThatThrownBy(ahead::next).hasMessage("the list has ended");
        }
    }
}
