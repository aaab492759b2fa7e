package dev.muster.setup;

import dev.muster.api.Parameters;
import dev.muster.problem.InvalidInput;
import dev.muster.web.Badge;
import dev.muster.web.Head;
import dev.muster.web.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the list of integrations shows (`setup/list`): GET `/t/{tenant}/integrations` with `q`, `show` and `sort`,
/// all optional and kept in the address.
///
/// @param text      the text filter, empty without one
/// @param shown     which part of the list
/// @param sort      as the address asks; empty where nobody asks for an order
/// @param heads     of the columns that sort: application, status and owner
/// @param all       integrations of the tenant, whatever the filter
/// @param action    those that wait for somebody
/// @param connected those that read Connected
/// @param rows      what is shown: those that wait for somebody first, then the others, each by name
/// @param applications those that can be added, in words, by their names
/// @param mayAdd    whether the viewer may add one
/// @param deleted   those that the viewer can restore
public record IntegrationsPage(
        String text,
        Shown shown,
        String sort,
        List<Head> heads,
        int all,
        int action,
        int connected,
        List<Row> rows,
        String applications,
        boolean mayAdd,
        int deleted) {

    public IntegrationsPage {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /// Parts of the list, by the value of `show` in the address.
    public enum Shown {
        ALL("all", "All"),
        ACTION("action", "Needs action"),
        CONNECTED("connected", "Connected");

        private final String value;
        private final String title;

        Shown(String value, String title) {
            this.value = value;
            this.title = title;
        }

        public String value() {
            return value;
        }

        public String title() {
            return title;
        }

        /// Whether a row is in this part.
        boolean has(Row row) {
            return switch (this) {
                case ALL -> true;
                case ACTION -> row.needsAction();
                case CONNECTED -> row.standing().badge() == Badge.CONNECTED;
            };
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

    /// How many a part has.
    public int count(Shown part) {
        return switch (part) {
            case ALL -> all;
            case ACTION -> action;
            case CONNECTED -> connected;
        };
    }

    /// @param id           in addresses
    /// @param owner        name of the primary owner
    /// @param secondary    how many secondary owners
    /// @param lastGood     end of the newest run that lacked nothing, or only what asking again does not bring;
    ///                     none before the first
    /// @param next         planned start of the next run; none when none is planned
    /// @param accounts     of the newest revision; none before the first
    /// @param grants       of the newest revision; none before the first
    /// @param manages      whether the viewer may change this integration
    public record Row(
            String id,
            String name,
            String description,
            Standing standing,
            String owner,
            int secondary,
            @Nullable Moment lastGood,
            @Nullable Moment next,
            @Nullable Count accounts,
            @Nullable Count grants,
            boolean manages) {

        /// Whether it waits for somebody.
        public boolean needsAction() {
            Badge badge = standing.badge();
            return standing.oldCredential()
                    || badge == Badge.ON_HOLD
                    || badge == Badge.NEEDS_ATTENTION
                    || badge == Badge.NOT_CONFIGURED;
        }

        /// The one worded action of the row.
        public NextStep nextStep() {
            return NextStep.of(standing, manages);
        }
    }

    /// @param now    in the newest revision
    /// @param change against the revision before
    public record Count(long now, long change) {}
}
