package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.CannotStart;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

class FailedStartTest {
    private static final Path LOG = Path.of("/data/logs/muster.log");

    @Test
    void what_was_said_in_words_is_passed_on() {
        var said = new CannotStart("The disk is full.", "Free some of it.");

        assertThat(inWords(new BeanCreationException("database", "failed", said)))
                .isSameAs(said);
    }

    @Test
    void of_what_nobody_foresaw_the_innermost_cause_is_told_and_where_to_read_on() {
        var bottom = new IllegalStateException("The clock of this machine stands still.");

        CannotStart told =
                inWords(new BeanCreationException("clock", "Error creating bean", new RuntimeException(bottom)));

        assertThat(told.happened()).isEqualTo("Muster did not start: The clock of this machine stands still.");
        assertThat(told.remedy()).contains("the end of /data/logs/muster.log says more");
        assertThat(told).hasRootCause(bottom);
    }

    @Test
    void a_message_of_one_word_stands_behind_the_name_of_the_fault() {
        assertThat(inWords(new RuntimeException(new UnknownHostException("db.example.org")))
                        .happened())
                .isEqualTo("Muster did not start: unknown host: db.example.org.");
        assertThat(inWords(new OutOfMemoryError()).happened()).isEqualTo("Muster did not start: out of memory.");
    }

    private static CannotStart inWords(Throwable failure) {
        return new FailedStart(failure).inWords(new ListenAddress("127.0.0.1", 8080, false), LOG);
    }
}
