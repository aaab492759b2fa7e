package dev.muster.runs;

import dev.muster.setup.IntegrationHead;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page about a held run shows (`runs/held`): GET `/t/{tenant}/integrations/{id}/runs/{run}` with `kind`, `q`
/// and `page`, all optional and all kept in the address.
///
/// Its forms: POST `.../runs/{run}/discard` and `.../runs/{run}/release`, without fields.
///
/// @param title      the fact: `412 of 1,000 users would disappear`
/// @param ended      when the run was held
/// @param revision   what readers still see; none before the first
/// @param percent    share above which a run is held, 0 to 100
/// @param floor      number above which a run is held
/// @param group      what a group is called there: `Team`; empty when the application has none
/// @param groups     what several are called: `Teams`
/// @param closings   what the run would close
/// @param before     number of the run before, whose facts stand beside this one's; none when there is none
/// @param looked     what changed in how Muster looked
/// @param remark     what to think of that, one sentence; empty when there is nothing to say
/// @param seesLess   whether the credential sees less than in the run before
/// @param ends       what a release would end: `412 accounts, 23 teams and 2,188 grants`
/// @param today      on which day it would end
/// @param mayDecide  whether the viewer may release and discard
/// @param deciders   who may: `Administrators and the owners Priya Raman, Ana Lima`
/// @param kind       which list is shown below
/// @param text       the text filter of that list, empty without one
/// @param leaving    the rows of that list, privileged first
public record HeldPage(
        IntegrationHead head,
        long run,
        String title,
        Moment ended,
        @Nullable Long revision,
        @Nullable Moment revisionPublished,
        int percent,
        long floor,
        String group,
        String groups,
        List<Closing> closings,
        @Nullable Long before,
        List<Looked> looked,
        String remark,
        boolean seesLess,
        String ends,
        Moment today,
        boolean mayDecide,
        String deciders,
        Kind kind,
        String text,
        List<Leaving> leaving,
        Pager pager) {

    public HeldPage {
        closings = List.copyOf(closings);
        looked = List.copyOf(looked);
        leaving = List.copyOf(leaving);
    }

    /// How many of a kind would be closed.
    public long count(Kind of) {
        return closings.stream()
                .filter(closing -> closing.kind() == of)
                .mapToLong(Closing::closes)
                .sum();
    }

    /// What a kind is called.
    public String title(Kind of) {
        return switch (of) {
            case ACCOUNTS -> "Accounts";
            case GROUPS -> groups;
            case GRANTS -> "Grants";
        };
    }

    /// Head of the first column.
    public String who() {
        return kind == Kind.GROUPS ? group : "Person";
    }

    /// Head of the second column.
    public String what() {
        return switch (kind) {
            case ACCOUNTS -> "Base role";
            case GROUPS -> "Privacy";
            case GRANTS -> "Access";
        };
    }

    /// Head of the third column.
    public String where() {
        return switch (kind) {
            case ACCOUNTS -> groups;
            case GROUPS -> "Members";
            case GRANTS -> "On";
        };
    }

    /// What can disappear, by the value of `kind` in the address.
    public enum Kind {
        ACCOUNTS("accounts"),
        GROUPS("groups"),
        GRANTS("grants");

        private final String value;

        Kind(String value) {
            this.value = value;
        }

        public String value() {
            return value;
        }

        /// The kind an address asks for; accounts when nobody offers that value.
        public static Kind of(@Nullable String value) {
            for (Kind kind : values()) {
                if (kind.value.equals(value)) {
                    return kind;
                }
            }
            return ACCOUNTS;
        }
    }

    /// @param before in the newest revision
    /// @param now    in the held run
    /// @param closes rows that would end
    public record Closing(Kind kind, long before, long now, long closes) {

        /// Share of the rows that would end, 0 to 100.
        public double percent() {
            return before == 0 ? 0 : 100.0 * closes / before;
        }
    }

    /// @param fact   `Users, total by the application`
    /// @param before in the run before
    /// @param now    in this run
    /// @param code   whether the values are fingerprints
    /// @param more   further words about the value now; empty when there are none
    public record Looked(String fact, String before, String now, boolean code, String more) {}

    /// @param name       person or group
    /// @param detail     e-mail; empty when there is none
    /// @param access     title of the role
    /// @param raw        its raw value; empty when there is none
    /// @param privileged whether the role can change who has access or reach everything
    /// @param where      groups, or the object
    public record Leaving(String name, String detail, String access, String raw, boolean privileged, String where) {}
}
