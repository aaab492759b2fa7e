package dev.muster.home;

import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first page of a tenant shows (`home/home`): GET `/t/{tenant}/home` with `asOf`, optional.
///
/// @param asOf         as the address asks; empty for now
/// @param past         the moment that is shown; none for now
/// @param newest       when the youngest data was published; none before the first
/// @param integrations of the tenant
/// @param attention    those that wait for somebody, what is worst first; empty in the past, as nothing keeps
///                     how integrations stood then
/// @param left         people who left and still have access; none without a roster, or when there is nobody
/// @param first        what the first syncs found, in a line; none once there is something to compare with
/// @param tiles        a few numbers, each with its last 30 days; empty before anything is published
/// @param changes      access granted, changed and removed day by day; none before there is anything to compare
/// @param lastWeek     how much access changed since last week, and where that is listed; none before there is
///                     anything to compare
/// @param levels       accounts by their level on an application as a whole, one card for each application
/// @param seats        what is sold by the seat
/// @param mayAdd       whether the reader may add an integration
public record HomePage(
        String asOf,
        @Nullable Moment past,
        @Nullable Moment newest,
        int integrations,
        List<Row> attention,
        @Nullable Left left,
        @Nullable First first,
        List<Tile> tiles,
        @Nullable Bars changes,
        @Nullable Listed lastWeek,
        List<Areas> levels,
        List<SeatRow> seats,
        boolean mayAdd) {
    public HomePage {
        attention = List.copyOf(attention);
        tiles = List.copyOf(tiles);
        levels = List.copyOf(levels);
        seats = List.copyOf(seats);
    }

    /// @param people     who left and still have access
    /// @param privileged those of them who hold a privileged level
    public record Left(long people, long privileged) {}

    /// @param people     everybody with an account
    /// @param privileged those of them who hold a privileged level
    /// @param invited    those with an account that they never took up
    public record First(long people, long privileged, long invited) {}

    /// One number.
    ///
    /// @param change from the first day of the line to its last
    /// @param since  that time in words: `in 30 days`, `since 20 Nov`
    /// @param line   the last 30 days and the day before them, or all since the first data
    /// @param href   where what it counts is listed
    public record Tile(String title, long now, long change, String since, Line line, String href) {}

    /// A list to open.
    ///
    /// @param rows how many it has
    public record Listed(long rows, String href) {}

    /// @param href   page of this kind of seat
    /// @param bought none when it is not limited, and then so is what is free
    /// @param share  of what was bought, 0 to 100
    public record SeatRow(
            String name,
            String href,
            String integration,
            long used,
            @Nullable Long bought,
            @Nullable Long free,
            int share) {}
}
