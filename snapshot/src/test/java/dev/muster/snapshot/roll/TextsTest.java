package dev.muster.snapshot.roll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.snapshot.RandomText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void texts_are_read_back_one_by_one_and_one_after_the_other(long seed) {
        var random = new Random(seed);
        Texts texts = new Texts();
        List<String> added = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();

        for (int i = 0; i < 2_000; i++) {
            String text = RandomText.of(random, i % 100 == 0 ? 3_000 : 40);
            added.add(text);
            begins.add(texts.end());
            texts.add(text);
        }

        Texts.Reader all = texts.from(0);
        for (int i = 0; i < added.size(); i++) {
            assertThat(all.next()).isEqualTo(added.get(i));
            assertThat(texts.from(begins.get(i)).next()).isEqualTo(added.get(i));
            assertThat(texts.from(begins.get(i)).nextIs(bytes(added.get(i)))).isTrue();
            assertThat(texts.from(begins.get(i)).nextIs(bytes(added.get(i) + "x")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 65_533, 65_536, 200_000})
    void a_text_may_be_of_any_length_and_cross_the_border_of_a_chunk(int length) {
        Texts texts = new Texts();
        texts.add("before");
        int begin = texts.end();

        texts.add("x".repeat(length));
        texts.add("after");

        Texts.Reader reader = texts.from(begin);
        assertThat(reader.next()).hasSize(length);
        assertThat(reader.next()).isEqualTo("after");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static LongStream seeds() {
        return RandomText.seeds();
    }
}
