package dev.muster.changes;

import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import dev.muster.source.Source;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What changed between two revisions of an integration (`changes/changes`): GET
/// `/t/{tenant}/integrations/{id}/changes` with `from`, `to`, `what`, `kind`, `after`, all optional and all kept in the
/// address; `.../changes.csv` with the same filters.
///
/// @param compared what is compared, and how the list is narrowed
/// @param what     what is shown
/// @param recorded whether the application tells who did something
/// @param trail    the application's own book: `Payroll's audit records`
/// @param groups   by the revision that saw the changes, newest first
/// @param file     address of the same list as a file
public record ChangesPage(
        Comparison compared, What what, boolean recorded, String trail, List<Group> groups, Pager pager, Address file) {
    public ChangesPage {
        groups = List.copyOf(groups);
    }

    /// The sign of a way.
    static Icon icon(Way way) {
        return switch (way) {
            case GRANTED -> Icon.PLUS;
            case REMOVED -> Icon.MINUS;
            case CHANGED -> Icon.ARROW_RIGHT;
        };
    }

    /// What can be shown, and what its columns are called.
    public enum What {
        ACCESS(Kind.GRANT, "Access", "Person", "Access", "On", "Granted"),
        ACCOUNTS(Kind.ACCOUNT, "Accounts", "Account", "What", "", "Added"),
        RESOURCES(Kind.RESOURCE, "Resources", "Resource", "What", "", "Added"),
        LINKS(Kind.LINK, "Links", "From", "Link", "To", "Added");

        private final Kind kind;
        private final String title;
        private final List<String> columns;
        private final String came;

        What(Kind kind, String title, String subject, String said, String object, String came) {
            this.kind = kind;
            this.title = title;
            this.columns = List.of(subject, said, object);
            this.came = came;
        }

        Kind kind() {
            return kind;
        }

        /// As addresses say it: `grants`.
        public String value() {
            return ChangeFilter.what(kind);
        }

        public String title() {
            return title;
        }

        public String subject() {
            return columns.getFirst();
        }

        public String said() {
            return columns.get(1);
        }

        /// Empty where nothing is held and nothing is linked.
        public String object() {
            return columns.getLast();
        }

        /// What it is called to change so.
        public String word(Way way) {
            return switch (way) {
                case GRANTED -> came;
                case REMOVED -> "Removed";
                case CHANGED -> "Changed";
            };
        }

        static What of(@Nullable Kind kind) {
            return Stream.of(values())
                    .filter(what -> what.kind == kind)
                    .findFirst()
                    .orElse(ACCESS);
        }
    }

    /// What one revision saw.
    ///
    /// @param integration whose revision it is
    /// @param run         the page of the run that made it
    /// @param recorded    whether the application tells who did something
    /// @param trail       the application's own book: `Payroll's audit records`
    public record Group(
            String integration,
            long revision,
            Moment seen,
            String run,
            boolean recorded,
            String trail,
            List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /// @param subject the account, the resource, or where the link begins
    /// @param object  what the grant is held on, or where the link ends; none otherwise
    /// @param who     who did it; empty when the application does not tell
    /// @param how     by what means; empty when the application does not tell
    /// @param at      when it was done; none when only the revision that saw it is known
    /// @param source  where it was read; none when facts that old are not kept one by one
    /// @param because what proves the change, as a sentence without a full stop
    public record Row(
            Way way,
            String word,
            Thing subject,
            List<Said> said,
            @Nullable Thing object,
            String who,
            String how,
            @Nullable Moment at,
            @Nullable Source source,
            String because) {
        public Row {
            said = List.copyOf(said);
        }

        public Icon icon() {
            return ChangesPage.icon(way);
        }
    }

    /// @param href its page; none where it has none
    public record Thing(String name, @Nullable String href) {}

    /// What was said before and what is said now, of which one can be missing.
    ///
    /// @param label what it is about; empty where the column says it
    public record Said(
            String label, @Nullable Side before, @Nullable Side after) {}

    /// @param raw        the application's own value; empty where the text is that
    /// @param privileged whether such a level can change who has access or reach everything
    public record Side(String text, String raw, boolean privileged) {}
}
