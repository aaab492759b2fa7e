package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.problem.InvalidInput;
import dev.muster.rights.Resources.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What every account can do with one resource. Accounts with the same levels on the application and on the resource's
/// owners are alike, so that a decision is made once for each kind of them, however many there are.
@Component
public class ResourceAccess {
    /// Columns of its cursors: what the list is ordered by, name and id, and how many accounts lie before. Counting
    /// those again would mean deciding about each of them.
    public static final int COLUMNS = 3;

    private static final String PAGE = """
            select h.*
              from holder_list(:tenant, :integration, :revision, :newest, :pattern, :wholeType, :whole,
                               :every, :apart, :admitted, :levels, :levelless) h
             where (h.sort_name, h.external_id) > (:afterName, :afterId)
             order by h.sort_name, h.external_id
             limit :limit
            """;
    private static final String PAGE_OF_FEW = """
            select h.*
              from holder_candidates(:tenant, :integration, :revision, :newest, :wholeType, :whole,
                                     :admitted, :values, :levelless) c
              join holder_list(:tenant, :integration, :revision, :newest, :pattern, :wholeType, :whole,
                               :every, :apart, :admitted, :levels, :levelless) h
                on h.type = c.type and h.external_id = c.external_id
             where (h.sort_name, h.external_id) > (:afterName, :afterId)
             order by h.sort_name, h.external_id
             limit :limit
            """;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String PAGE_BEFORE = """
            select h.sort_name, h.external_id
              from holder_list(:tenant, :integration, :revision, :newest, :pattern, :wholeType, :whole,
                               :every, :apart, :admitted, :levels, :levelless) h
             where (h.sort_name, h.external_id) <= (:afterName, :afterId)
             order by h.sort_name desc, h.external_id desc
            offset :limit limit 1
            """;
    private static final String PAGE_BEFORE_OF_FEW = """
            select h.sort_name, h.external_id
              from holder_candidates(:tenant, :integration, :revision, :newest, :wholeType, :whole,
                                     :admitted, :values, :levelless) c
              join holder_list(:tenant, :integration, :revision, :newest, :pattern, :wholeType, :whole,
                               :every, :apart, :admitted, :levels, :levelless) h
                on h.type = c.type and h.external_id = c.external_id
             where (h.sort_name, h.external_id) <= (:afterName, :afterId)
             order by h.sort_name desc, h.external_id desc
            offset :limit limit 1
            """;
    private static final String FOUND = """
            select count(*) as found
              from holder_list(:tenant, :integration, :revision, :newest, :pattern, :wholeType, :whole,
                               :every, :apart, :admitted, :levels, :levelless) h
            """;
    /// Of so many accounts one that is let through: fewer are quicker found by what they hold than by reading on.
    private static final long FEW = 40;

    private final TenantTransactions transactions;
    private final ResourceHolders holders;
    private final JdbcClient db;

    ResourceAccess(TenantTransactions transactions, ResourceHolders holders, JdbcClient db) {
        this.transactions = transactions;
        this.holders = holders;
        this.db = db;
    }

    /// Which accounts are asked for.
    public record Wanted(SearchText search, RightFilter right) {}

    /// A question about one resource, with what is known of the answer.
    private record Question(Revision revision, AccessRules rules, AccountClasses classes, Wanted wanted) {
        boolean everybody() {
            return wanted.search().value().isEmpty();
        }

        boolean few() {
            return !wanted.right().isAll()
                    && classes.admitted(wanted.right()) * FEW
                            < classes.verdicts().all();
        }
    }

    /// An account and what it can do with the resource.
    ///
    /// @param levels on the application as a whole, in no order that means anything; nothing when that was not read
    public record ByAccount(
            Key account,
            String name,
            @Nullable String email,
            String state,
            String kind,
            List<String> levels,
            Decision decision) {
        public ByAccount {
            levels = List.copyOf(levels);
        }
    }

    /// How all accounts stand to a resource, alike ones together.
    public AccountClasses classes(Revision revision, Rulebook book, Found resource) {
        return transactions.read(revision.tenant(), () -> holders.of(revision, book, resource));
    }

    /// At most `limit` accounts after a place, by name and id.
    ///
    /// @param classes of the same resource and revision
    public Slice<ByAccount> slice(
            Revision revision,
            Rulebook book,
            AccountClasses classes,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        var question = new Question(revision, book.rules(), classes, wanted);
        return transactions.read(revision.tenant(), () -> slice(question, after, limit));
    }

    /// The same, and where it lies in the whole list.
    public Stretch<ByAccount> stretch(
            Revision revision,
            Rulebook book,
            AccountClasses classes,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        var question = new Question(revision, book.rules(), classes, wanted);
        return transactions.read(revision.tenant(), () -> {
            Slice<ByAccount> slice = slice(question, after, limit);
            return new Stretch<>(
                    slice.rows(), before(after), found(question), pageBefore(question, after, limit), slice.next());
        });
    }

    private Slice<ByAccount> slice(Question question, @Nullable Cursor after, int limit) {
        List<Row> rows = statement(question, question.few() ? PAGE_OF_FEW : PAGE, after)
                .param("limit", limit + 1)
                .query((row, index) -> Row.of(row, question.classes()))
                .list();
        long end = before(after) + limit;
        return Slice.of(rows, limit, row -> row.place(end)).map(Row::account);
    }

    /// Without a search the classes tell.
    private long found(Question question) {
        return question.everybody()
                ? question.classes().admitted(question.wanted().right())
                : statement(question, FOUND, null).query(Long.class).single();
    }

    private @Nullable Cursor pageBefore(Question question, @Nullable Cursor after, int limit) {
        long start = before(after) - limit;
        if (start <= 0) {
            return null;
        }
        return statement(question, question.few() ? PAGE_BEFORE_OF_FEW : PAGE_BEFORE, after)
                .param("limit", limit)
                .query((row, index) ->
                        Cursor.of(row.getString("sort_name"), row.getString("external_id"), String.valueOf(start)))
                .optional()
                .orElse(null);
    }

    private JdbcClient.StatementSpec statement(Question question, String sql, @Nullable Cursor after) {
        RightFilter right = question.wanted().right();
        List<Optional<String>> levels = question.classes().admittedLevels(right);
        return question.revision()
                .statement(db, sql)
                .param("pattern", question.wanted().search().pattern())
                .param("wholeType", question.rules().whole().type())
                .param("whole", question.rules().whole().id())
                .param("every", right.isAll())
                .param("apart", question.classes().namedApart())
                .param("admitted", question.classes().namedAdmitted(right))
                .param("levels", levels.stream().flatMap(Optional::stream).toArray(String[]::new))
                .param(
                        "values",
                        levels.stream()
                                .flatMap(Optional::stream)
                                .flatMap(level -> HeldLevels.of(level).stream())
                                .distinct()
                                .toArray(String[]::new))
                .param("levelless", levels.contains(Optional.<String>empty()))
                .param("afterName", after == null ? "" : after.key().get(0))
                .param("afterId", after == null ? "" : after.key().get(1));
    }

    /// How many accounts lie before a place.
    ///
    /// @throws InvalidInput when somebody made the cursor up
    private static long before(@Nullable Cursor after) {
        String before = after == null ? "" : after.key().get(2);
        if (!before.matches("\\d{0,9}")) {
            throw Cursor.foreign();
        }
        return before.isEmpty() ? 0 : Long.parseLong(before);
    }

    private record Row(ByAccount account, String sortName) {
        static Row of(ResultSet row, AccountClasses classes) throws SQLException {
            Key account = new Key(row.getString("type"), row.getString("external_id"));
            String level = row.getString("level");
            return new Row(
                    new ByAccount(
                            account,
                            row.getString("name"),
                            row.getString("email"),
                            row.getString("state"),
                            row.getString("kind"),
                            HeldLevels.of(level),
                            classes.of(account, level).decision()),
                    row.getString("sort_name"));
        }

        Cursor place(long before) {
            return Cursor.of(sortName, account.account().id(), String.valueOf(before));
        }
    }
}
