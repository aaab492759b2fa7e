package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.junit.jupiter.api.Test;

class NoTaskDataTest {
    private final NoTaskData tasks = new NoTaskData();

    @Test
    void java_objects_in_the_table_of_tasks_are_not_read() {
        byte[] planted = Serializer.DEFAULT_JAVA_SERIALIZER.serialize("planted");

        assertThat(tasks.serializer()).containsSame(tasks);
        assertThatThrownBy(() -> tasks.deserialize(String.class, planted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("It was not read");
    }

    @Test
    void a_task_without_data_stays_without() {
        assertThat(tasks.serialize(null)).isNull();
        assertThat(tasks.<Object>deserialize(Object.class, null)).isNull();
        assertThatThrownBy(() -> tasks.serialize("something")).isInstanceOf(IllegalArgumentException.class);
    }
}
