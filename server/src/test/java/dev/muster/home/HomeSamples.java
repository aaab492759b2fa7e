package dev.muster.home;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.difference.Sighting.Count;
import dev.muster.home.Areas.Level;
import dev.muster.home.HomePage.First;
import dev.muster.home.HomePage.Left;
import dev.muster.home.HomePage.Listed;
import dev.muster.home.HomePage.SeatRow;
import dev.muster.home.HomePage.Tile;
import dev.muster.setup.IntegrationSamples;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Sample;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Home, in the states that matter.
public final class HomeSamples {
    private static final Page PAGE = page(Nav.HOME, "Home");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String LONG = "Digital Operations for everybody who is ever called".repeat(3);

    private HomeSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("home", "home/home", lived(), PAGE),
                new Sample("home-after-first-sync", "home/home", begun(), PAGE),
                new Sample("home-empty", "home/home", empty(), PAGE));
    }

    private static HomePage lived() {
        List<Row> waiting =
                IntegrationSamples.rows().stream().filter(Row::needsAction).toList();
        return new HomePage(
                "",
                null,
                at("2026-11-23T02:04:00Z"),
                6,
                waiting,
                new Left(12, 1),
                null,
                List.of(
                        tile("People", 2_064, 2),
                        tile("Privileged people", 57, 0),
                        tile("Invited, never joined", 47, -1),
                        tile("Seats used", 2_022, 1)),
                Bars.of(Days.upTo(TODAY, 30), changes(), day -> "#"),
                new Listed(1_068, "#"),
                List.of(Areas.of("Pagerduty", Days.upTo(TODAY, 90), levels(91))),
                List.of(
                        new SeatRow("Digital Operations, full user", "#", "Pagerduty Payments", 846, 850L, 4L, 99),
                        new SeatRow("Business, stakeholder", "#", "Pagerduty", 226, 300L, 74L, 75),
                        new SeatRow(LONG, "#", LONG, 154, null, null, 0)),
                true);
    }

    private static HomePage begun() {
        return new HomePage(
                "",
                null,
                at("2026-11-23T02:04:00Z"),
                1,
                List.of(),
                null,
                new First(250, 5, 5),
                List.of(tile("People", 250, 0), tile("Privileged people", 5, 0), tile("Invited, never joined", 5, 0)),
                null,
                null,
                List.of(Areas.of(
                        "Pagerduty", Days.upTo(TODAY, 0), List.of(new Level("admin", "Global Admin", List.of(5L))))),
                List.of(),
                true);
    }

    private static HomePage empty() {
        return new HomePage(
                "", null, null, 0, List.of(), null, null, List.of(), null, null, List.of(), List.of(), true);
    }

    private static Tile tile(String title, long first, long step) {
        List<Long> ends = steps(31, first, step);
        return new Tile(title, ends.getLast(), ends.getLast() - ends.getFirst(), "in 30 days", new Line(ends), "#");
    }

    private static List<Long> steps(int days, long first, long step) {
        return LongStream.range(0, days).map(day -> first + step * day).boxed().toList();
    }

    private static Map<LocalDate, Count> changes() {
        Map<LocalDate, Count> counts = new HashMap<>();
        for (int day = 0; day < 30; day++) {
            if (day % 7 < 5) {
                counts.put(TODAY.minusDays(day), new Count(day * 5 % 16, day == 2 ? 19 : day % 5, day % 3));
            }
        }
        return counts;
    }

    private static List<Level> levels(int days) {
        return List.of(
                new Level("owner", "Account Owner", steps(days, 1, 0)),
                new Level("admin", "Global Admin", steps(days, 24, 0)),
                new Level("user", "Manager/User", steps(days, 371, 1)),
                new Level("limited_user", "Responder", steps(days, 1_010, 2)),
                new Level("observer", "Observer", steps(days, 206, 0)),
                new Level("restricted_access", "Restricted Access", steps(days, 95, 0)),
                new Level("read_only_user", "Full Stakeholder", steps(days, 211, 0)),
                new Level("read_only_limited_user", "Limited Stakeholder", steps(days, 147, 0)),
                new Level("incident_commander", "Unknown (incident_commander)", steps(days, 1, 0)));
    }
}
