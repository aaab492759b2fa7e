package dev.muster.runs;

import dev.muster.api.Parameters;
import dev.muster.problem.InvalidInput;
import dev.muster.setup.IntegrationHead;
import dev.muster.sync.RunHistory.Filter;
import dev.muster.web.Badge;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the sync history shows (`runs/history`): GET `/t/{tenant}/integrations/{id}/history` with `show`, `run`,
/// `before` and `facts`, all optional and all kept in the address.
///
/// @param runs        newest first
/// @param file        address of the list as CSV
/// @param named       whether the address names a run; a phone then shows its certificate instead of the list
/// @param certificate of the named run, otherwise of the newest in the list; none without runs
public record HistoryPage(
        IntegrationHead head,
        Shown shown,
        List<Run> runs,
        Pager pager,
        String file,
        boolean named,
        @Nullable Certificate certificate) {

    public HistoryPage {
        runs = List.copyOf(runs);
    }

    /// Whether this run's certificate stands beside the list.
    public boolean isChosen(Run run) {
        return certificate != null && certificate.run() == run.number();
    }

    /// Parts of the list, by the value of `show` in the address.
    public enum Shown {
        ALL("all", "All", Filter.ALL),
        CHANGES("changes", "With changes", Filter.CHANGES),
        INCOMPLETE("incomplete", "Not complete", Filter.INCOMPLETE);

        private final String value;
        private final String title;
        private final Filter filter;

        Shown(String value, String title, Filter filter) {
            this.value = value;
            this.title = title;
            this.filter = filter;
        }

        Filter filter() {
            return filter;
        }

        public String value() {
            return value;
        }

        public String title() {
            return title;
        }

        /// The part an address asks for; all of it when it asks for none.
        ///
        /// @throws InvalidInput about `show`
        public static Shown of(String value) {
            return Arrays.stream(values())
                    .filter(shown -> shown.value.equals(value.isEmpty() ? ALL.value : value))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput(Map.of(
                            "show",
                            Parameters.unknown(
                                    "show",
                                    value,
                                    Arrays.stream(values()).map(Shown::value).toList()))));
        }
    }

    /// @param took     `33 s`; empty while it runs
    /// @param lacking  which parts could not be read: `2 teams`; empty when none
    /// @param changes  against the revision before; none when nothing was published
    /// @param revision that the run became; none when nothing was published
    public record Run(
            long number,
            Moment started,
            String took,
            Badge outcome,
            String lacking,
            @Nullable Changes changes,
            @Nullable Long revision) {}

    /// Facts added, removed and changed.
    public record Changes(long added, long removed, long changed) {
        public boolean isNone() {
            return added == 0 && removed == 0 && changed == 0;
        }
    }
}
