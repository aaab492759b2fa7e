package dev.muster.runs;

import dev.muster.setup.IntegrationHead;
import dev.muster.web.Figures;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the overview of an integration shows (`runs/overview`): a running sync beside the last good revision,
/// since both are true at once.
///
/// @param progress the run under way; none when nothing runs
/// @param revision the newest one; none before the first
/// @param details  the facts about the integration
/// @param days     the last 30 days, oldest first
public record OverviewPage(
        IntegrationHead head,
        @Nullable SyncProgress progress,
        @Nullable Revision revision,
        Details details,
        List<Day> days) {

    public OverviewPage {
        days = List.copyOf(days);
    }

    /// How many days ended this way.
    public long count(Day kind) {
        return days.stream().filter(kind::equals).count();
    }

    /// The days in words: `28 days complete, 1 day partial, 1 day failed`.
    public String daysInWords() {
        return "%s complete, %s partial, %s failed"
                .formatted(inDays(Day.COMPLETE), inDays(Day.PARTIAL), inDays(Day.FAILED));
    }

    private String inDays(Day kind) {
        return Figures.counted(count(kind), "day", "days");
    }

    /// How the runs of one day ended: the best outcome counts. The number is the height of its bar, 0 to 24.
    public enum Day {
        COMPLETE(24),
        PARTIAL(16),
        FAILED(8),
        NONE(4);

        private final int height;

        Day(int height) {
            this.height = height;
        }

        public int height() {
            return height;
        }

        /// Its style class.
        public String style() {
            return "day-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param number    of the revision: 87
    /// @param published when
    /// @param older     what of it was not read by the run that made it, nor by one since
    public record Revision(long number, Moment published, List<Counted> counts, List<Older> older) {
        public Revision {
            counts = List.copyOf(counts);
            older = List.copyOf(older);
        }
    }

    /// A feed, or some parts of one, that keeps its old rows.
    ///
    /// @param feed  its title, or the parts: `The members of 2 teams`
    /// @param since when its rows were published
    public record Older(String feed, Moment since) {}

    /// @param apart  what is among them and told apart: `3 absent`; empty when nothing is
    /// @param change against the revision before
    /// @param path   below the integration's address, where these are listed; none when no page lists them
    public record Counted(
            Icon icon,
            String title,
            long now,
            String apart,
            long change,
            @Nullable String path) {}

    /// @param account the far account in words: `acme.example.com, US`; none before the first answer
    /// @param secret  the saved credential; none before the first, and for viewers who may not see it
    /// @param next    planned start of the next run; none when none is planned
    public record Details(
            String primaryOwner,
            List<String> secondaryOwners,
            String description,
            @Nullable String account,
            @Nullable SavedSecret secret,
            @Nullable Moment next) {
        public Details {
            secondaryOwners = List.copyOf(secondaryOwners);
        }
    }

    /// @param label  as the form shows it: `Access Token`
    /// @param endsIn its last four characters
    /// @param old    whether it is older than 90 days
    public record SavedSecret(String label, String endsIn, String setBy, Moment setAt, boolean old) {}
}
