package dev.muster.connector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecordingSinkTest {
    private final Description library = new LibraryConnector(Secret.of("a key"), "", 0).describe();
    private final Feed readers = library.feed("readers");
    private final Feed rooms = library.feed("rooms");
    private final RecordingSink sink = RecordingSink.of(library);

    @Test
    void feeds_out_of_order_are_caught() {
        assertThatThrownBy(() -> sink.open(rooms)).hasMessage("rooms was opened where readers comes next");
    }

    @Test
    void a_feed_opened_inside_another_is_caught() {
        sink.open(readers);

        assertThatThrownBy(() -> sink.open(rooms)).hasMessage("rooms was opened before the feed before it was closed");
    }

    @Test
    void writing_after_the_end_is_caught() throws InterruptedException {
        FeedWriter writer = sink.open(readers);
        writer.close(new FeedOutcome.Complete());

        assertThatThrownBy(writer::page).hasMessage("readers was written to after it was closed");
    }

    @Test
    void a_record_without_rows_is_caught() {
        FeedWriter writer = sink.open(readers);

        assertThatThrownBy(() -> writer.record("r1", List.of())).hasMessage("readers recorded r1 without a row");
    }

    @Test
    void writing_from_another_thread_is_caught() {
        FeedWriter writer = sink.open(readers);
        var thrown = new AtomicReference<Throwable>();

        Thread other = Thread.ofVirtual().unstarted(writer::page);
        other.setUncaughtExceptionHandler((thread, caught) -> thrown.set(caught));
        other.start();

        assertThatThrownBy(() -> {
                    other.join();
                    throw thrown.get();
                })
                .hasMessageContaining("only the calling thread may");
    }
}
