package dev.muster.snapshot.roll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.snapshot.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HoldingsTest {
    private record Held(int account, int resource, int value) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holdings_are_found_by_account_and_by_resource_in_the_order_they_came(long seed) {
        var random = new Random(seed);
        int numbers = 1 + random.nextInt(40);
        Holdings holdings = new Holdings();
        List<Held> added = new ArrayList<>();

        for (int i = random.nextInt(500); i > 0; i--) {
            Held held = new Held(random.nextInt(numbers), random.nextInt(numbers), random.nextInt(5));
            added.add(held);
            holdings.add(held.account(), held.resource(), held.value());
        }

        for (int number = 0; number < numbers; number++) {
            assertThat(found(holdings, holdings.byAccount(numbers), number))
                    .isEqualTo(expected(added, Held::account, number));
            assertThat(found(holdings, holdings.byResource(numbers), number))
                    .isEqualTo(expected(added, Held::resource, number));
        }
    }

    private static List<Held> found(Holdings holdings, Holdings.Grouped grouped, int number) {
        List<Held> found = new ArrayList<>();
        grouped.each(
                number,
                holding -> found.add(
                        new Held(holdings.account(holding), holdings.resource(holding), holdings.value(holding))));
        return found;
    }

    private static List<Held> expected(List<Held> added, ToIntFunction<Held> by, int number) {
        return IntStream.range(0, added.size())
                .mapToObj(added::get)
                .filter(held -> by.applyAsInt(held) == number)
                .toList();
    }

    static LongStream seeds() {
        return RandomText.seeds();
    }
}
