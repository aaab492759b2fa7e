package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.Licence;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotTest {
    private static final LocalDate A_MONDAY = LocalDate.of(2026, 8, 31);

    /// On weekends little happens, so each weekday to begin on makes a story of its own.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void whatever_day_it_begins_on_the_same_happens_again_and_the_seats_run_out(int later) {
        var days = new StoryDays(A_MONDAY.plusDays(later));

        List<Object> lived = lived(days);

        assertThat(lived(days)).isEqualTo(lived);
        assertThat((int) lived.getFirst()).isBetween(1, 3);
    }

    private static List<Object> lived(StoryDays days) {
        var time = new StoryTime();
        time.moveTo(days.begin());
        try (FarSide far = FarSide.two(Optional.empty(), time.clock())) {
            var plot = new Plot(far, days);
            plot.passAll();
            SimulatedAccount account = plot.account();
            int used = (int) account.allocations().stream()
                    .filter(held -> held.licence() == Licence.FULL_USER)
                    .count();
            return List.of(
                    account.fullSeats().orElseThrow() - used,
                    account.users(),
                    account.teams(),
                    far.europe().orElseThrow().account().users(),
                    far.main().token(),
                    plot.employees().csv());
        }
    }
}
