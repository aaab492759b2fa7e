package dev.muster.snapshot.roll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.snapshot.RandomText;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumberingTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_different_text_has_its_own_number_and_keeps_it(long seed) {
        var random = new Random(seed);
        Numbering numbering = new Numbering();
        Map<String, Integer> expected = new HashMap<>();

        for (int i = 0; i < 5_000; i++) {
            String text = RandomText.of(random, 3);
            assertThat(numbering.isNew(text)).isEqualTo(!expected.containsKey(text));
            expected.putIfAbsent(text, expected.size());
        }

        assertThat(numbering.size()).isEqualTo(expected.size());
        expected.forEach((text, number) -> {
            assertThat(numbering.of(text)).isEqualTo(number);
            assertThat(numbering.text(number)).isEqualTo(text);
        });
    }

    @Test
    void it_grows_past_its_first_slots() {
        Numbering numbering = new Numbering();

        for (int i = 0; i < 10_000; i++) {
            assertThat(numbering.of("P" + i)).isEqualTo(i);
        }

        assertThat(numbering.text(9_999)).isEqualTo("P9999");
        assertThat(numbering.of("P0")).isZero();
    }

    static LongStream seeds() {
        return RandomText.seeds();
    }
}
