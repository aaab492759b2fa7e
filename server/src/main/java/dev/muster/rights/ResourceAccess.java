package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
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
    /// Columns of its cursors.
    public static final int COLUMNS = 2 + Keyset.COUNT;

    /// What the list holds, whoever asks: accounts that are let through, each with its level on the application as
    /// a whole. Those that stand apart are told by type and id with a space between; all others are alike by that
    /// level.
    private static final String LISTED = """
              from account a
             cross join lateral (
                   select string_agg(g.value, chr(31) order by g.value collate "C") as level
                     from access_grant g
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.account_type = a.type and g.account_id = a.external_id
                      and g.resource_type = :wholeType and g.resource_id = :whole
                      and holds(g.from_revision, g.to_revision, :revision, :newest)) w
             where a.tenant_id = :tenant and a.integration_id = :integration
               and holds(a.from_revision, a.to_revision, :revision, :newest)
               and (:every
                    or a.type || ' ' || a.external_id = any (:admitted)
                    or (w.level = any (:levels) or :levelless and w.level is null)
                       and a.type || ' ' || a.external_id <> all (:apart))
               and
            """ + SearchText.IN_ACCOUNT;
    /// The same for a question that few answer: all that can be among them, and few others, are looked up by what
    /// they hold, and not found by reading everybody.
    private static final String LISTED_OF_FEW = LISTED + """
               and (a.type, a.external_id) in (
                       select split_part(n.key, ' ', 1), substr(n.key, strpos(n.key, ' ') + 1)
                         from unnest(cast(:admitted as text[])) as n (key)
                       union
                       select g.account_type, g.account_id
                         from access_grant g
                        where g.tenant_id = :tenant and g.integration_id = :integration
                          and g.resource_type = :wholeType and g.resource_id = :whole and g.value = any (:values)
                          and holds(g.from_revision, g.to_revision, :revision, :newest)
                       union
                       select c.type, c.external_id
                         from account c
                        where :levelless and c.tenant_id = :tenant and c.integration_id = :integration
                          and holds(c.from_revision, c.to_revision, :revision, :newest)
                          and not exists (
                                  select 1 from access_grant g
                                   where g.tenant_id = :tenant and g.integration_id = :integration
                                     and g.account_type = c.type and g.account_id = c.external_id
                                     and g.resource_type = :wholeType and g.resource_id = :whole
                                     and holds(g.from_revision, g.to_revision, :revision, :newest)))
            """;
    private static final String SHOWN = """
            select a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind, w.level
            """;
    private static final String AFTER = """
               and (a.sort_name, a.external_id) > (:afterName, :afterId)
             order by a.sort_name, a.external_id
             limit :limit
            """;
    private static final String PLACES = "select a.sort_name, a.external_id";
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String BEFORE = """
               and (a.sort_name, a.external_id) <= (:afterName, :afterId)
             order by a.sort_name desc, a.external_id desc
            offset :limit limit 1
            """;
    private static final String PAGE = SHOWN + LISTED + AFTER;
    private static final String PAGE_OF_FEW = SHOWN + LISTED_OF_FEW + AFTER;
    private static final String PAGE_BEFORE = PLACES + LISTED + BEFORE;
    private static final String PAGE_BEFORE_OF_FEW = PLACES + LISTED_OF_FEW + BEFORE;
    private static final String FOUND = "select count(*)" + LISTED;
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
        return transactions.read(
                revision.tenant(), () -> list(question).slice(after, limit).map(Row::account));
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
        return transactions.read(
                revision.tenant(),
                () -> list(question)
                        .stretch(after, limit, () -> found(question))
                        .map(Row::account));
    }

    private Keyset<Row> list(Question question) {
        return new Keyset<>(
                COLUMNS - Keyset.COUNT,
                Row::key,
                (key, most) -> from(question, question.few() ? PAGE_OF_FEW : PAGE, key, most)
                        .query((row, index) -> Row.of(row, question.classes()))
                        .list(),
                (key, rows) -> from(question, question.few() ? PAGE_BEFORE_OF_FEW : PAGE_BEFORE, key, rows)
                        .query((row, index) -> List.of(row.getString("sort_name"), row.getString("external_id")))
                        .optional());
    }

    /// Without a search the classes tell.
    private long found(Question question) {
        return question.everybody()
                ? question.classes().admitted(question.wanted().right())
                : statement(question, FOUND).query(Long.class).single();
    }

    private JdbcClient.StatementSpec from(Question question, String sql, List<String> key, int limit) {
        return statement(question, sql)
                .param("afterName", key.get(0))
                .param("afterId", key.get(1))
                .param("limit", limit);
    }

    private JdbcClient.StatementSpec statement(Question question, String sql) {
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
                .param("levelless", levels.contains(Optional.<String>empty()));
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

        List<String> key() {
            return List.of(sortName, account.account().id());
        }
    }
}
