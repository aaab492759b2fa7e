package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.problem.InvalidInput;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "", "a.b|c", "Ünïcödé \uD83D\uDE00 \u05D0", "' or 1 = 1 --"})
    void a_cursor_comes_back_as_it_went(String name) {
        Cursor cursor = Cursor.of(name, "17");

        assertThat(cursor.text()).matches("[A-Za-z0-9_.-]*");
        assertThat(Cursor.parse(cursor.text(), 2)).contains(cursor);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void without_a_cursor_the_list_begins_at_its_start(String after) {
        assertThat(Cursor.parse(after, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"YQ", "YQ.YQ.YQ", "%%%.YQ", "AA.YQ", "Ä.YQ"})
    void what_is_no_cursor_of_this_list_is_a_fault_of_after(String after) {
        assertThatThrownBy(() -> Cursor.parse(after, 2))
                .isInstanceOfSatisfying(
                        InvalidInput.class, input -> assertThat(input.faults()).containsOnlyKeys("after"));
    }

    @Test
    void a_limit_is_100_unless_asked_for_and_at_most_500() {
        assertThat(Limit.parse(null).rows()).isEqualTo(100);
        assertThat(Limit.parse("1").rows()).isEqualTo(1);
        assertThat(Limit.parse("500").rows()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "ten", "1e2", "99999999999"})
    void any_other_limit_is_a_fault(String limit) {
        assertThatThrownBy(() -> Limit.parse(limit)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void pages_follow_each_other_until_there_is_no_more() {
        Limit limit = Limit.parse("2");

        Listing<Integer> first = page(List.of(1, 2, 3), limit);
        Listing<Integer> last = page(List.of(3, 4), limit);

        assertThat(first.items()).containsExactly(1, 2);
        assertThat(Cursor.parse(first.next(), 1)).contains(Cursor.of("2"));
        assertThat(last.items()).containsExactly(3, 4);
        assertThat(last.next()).isNull();
        assertThat(page(List.of(), limit)).isEqualTo(new Listing<>(List.of(), null));
    }

    private static Listing<Integer> page(List<Integer> rows, Limit limit) {
        return Listing.of(rows, limit.rows(), Function.identity(), row -> Cursor.of(String.valueOf(row)));
    }
}
