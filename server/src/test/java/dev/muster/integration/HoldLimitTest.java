package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.integration.Integration.HoldLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldLimitTest {

    @Test
    void usually_a_fifth_and_ten_are_the_limit() {
        assertThat(HoldLimit.USUAL).isEqualTo(new HoldLimit(20, 10));
    }

    @ParameterizedTest(name = "{2} of {3} above {0} % and {1}: {4}")
    @CsvSource({
        "20, 10, 10, 10, false",
        "20, 10, 11, 11, true",
        "20, 10, 20, 100, false",
        "20, 10, 21, 100, true",
        "20, 10, 11, 55, false",
        "20, 10, 11, 54, true",
        "20, 10, 0, 0, false",
        "1, 0, 1, 99, true",
        "1, 0, 1, 100, false",
        "100, 0, 50, 50, false",
        "20, 10, 2000000000, 9999999999, true"
    })
    void both_the_share_and_the_number_must_be_exceeded(
            int percent, int minimum, long closing, long of, boolean exceeded) {
        assertThat(new HoldLimit(percent, minimum).isExceededBy(closing, of)).isEqualTo(exceeded);
    }
}
