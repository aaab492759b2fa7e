package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one account can do, resource by resource.
@Component
public class AccountAccess {
    /// Columns of its cursors.
    public static final int COLUMNS = 3 + Keyset.COUNT;

    /// What the list holds, whoever asks.
    private static final String LISTED = """
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = any (:types)
               and holds(r.from_revision, r.to_revision, :revision, :newest)
               and
            """ + SearchText.IN_RESOURCE;
    /// The same of those alone that a right is held on.
    private static final String LISTED_OF_SOME = LISTED + """
               and ((r.type, r.external_id) in (select a.type, a.id
                                                  from unnest(cast(:admittedTypes as text[]),
                                                              cast(:admittedIds as text[])) as a (type, id))
                    or (r.type, r.external_id) not in (select a.type, a.id
                                                         from unnest(cast(:apartTypes as text[]),
                                                                     cast(:apartIds as text[])) as a (type, id))
                       and (r.type, r.external_id) in (select c.type, c.external_id
                                                         from classed c
                                                        where c.alike = any (:classes)))
            """;
    private static final String SHOWN = """
            select r.type, r.external_id as id, r.name, r.sort_name,
            """ + ResourceClass.SPELLED;
    /// Ordered by the order of types, name and id, which is unique.
    private static final String AFTER = """
               and (array_position(cast(:order as text[]), r.type), r.sort_name, r.external_id)
                   > (coalesce(array_position(cast(:order as text[]), :afterType), 0), :afterName, :afterId)
             order by array_position(cast(:order as text[]), r.type), r.sort_name, r.external_id
             limit :limit
            """;
    private static final String PLACES = "select r.type, r.sort_name, r.external_id as id";
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String BEFORE = """
               and (array_position(cast(:order as text[]), r.type), r.sort_name, r.external_id)
                   <= (array_position(cast(:order as text[]), :afterType), :afterName, :afterId)
             order by array_position(cast(:order as text[]), r.type) desc, r.sort_name desc, r.external_id desc
            offset :limit limit 1
            """;
    private static final String PAGE_OF_ALL = SHOWN + LISTED + AFTER;
    private static final String PAGE_OF_SOME = AccountVerdicts.CLASSED + SHOWN + LISTED_OF_SOME + AFTER;
    private static final String PAGE_BEFORE_OF_ALL = PLACES + LISTED + BEFORE;
    private static final String PAGE_BEFORE_OF_SOME = AccountVerdicts.CLASSED + PLACES + LISTED_OF_SOME + BEFORE;
    private static final String FOUND_OF_ALL = "select count(*)" + LISTED;
    private static final String FOUND_OF_SOME = AccountVerdicts.CLASSED + "select count(*)" + LISTED_OF_SOME;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountAccess(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// An account at a revision.
    ///
    /// @param levels of the account
    public record Asker(Revision revision, Rulebook book, Key account, Levels levels) {}

    /// Which resources of an account are asked for.
    ///
    /// @param types types of resources, of those that the rules decide about; at least one
    public record Wanted(SearchText search, List<String> types, RightFilter right) {
        public Wanted {
            types = List.copyOf(types);
        }
    }

    /// A resource and what the account can do with it.
    ///
    /// @param owners the groups that own it
    public record OnResource(Key resource, String name, List<Key> owners, Decision decision) {}

    /// At most `limit` resources after a place, by type, name and id.
    ///
    /// @param classes of the same account and revision
    public Slice<OnResource> slice(
            Asker asker, ResourceClasses classes, Wanted wanted, @Nullable Cursor after, int limit) {
        return transactions.read(
                asker.revision().tenant(),
                () -> new Question(asker, classes, wanted)
                        .list()
                        .slice(after, limit)
                        .map(Row::shown));
    }

    /// The same, and where it lies in the whole list.
    public Stretch<OnResource> stretch(
            Asker asker, ResourceClasses classes, Wanted wanted, @Nullable Cursor after, int limit) {
        var question = new Question(asker, classes, wanted);
        return transactions.read(
                asker.revision().tenant(),
                () -> question.list().stretch(after, limit, question::found).map(Row::shown));
    }

    /// All resources of the types that the rules decide about.
    List<OnResource> all(Asker asker) {
        var everything = new Wanted(new SearchText(""), asker.book().types(), RightFilter.ALL);
        return transactions.read(
                asker.revision().tenant(),
                () -> new Question(asker, ResourceClasses.NONE, everything)
                        .rows(List.of("", "", ""), Integer.MAX_VALUE).stream()
                                .map(Row::shown)
                                .toList());
    }

    private record Row(OnResource shown, String sortName) {
        List<String> key() {
            return List.of(shown.resource().type(), sortName, shown.resource().id());
        }
    }

    /// Who asks for every right needs the owners of what is shown only.
    private final class Question {
        private final Asker asker;
        private final ResourceClasses classes;
        private final Wanted wanted;

        Question(Asker asker, ResourceClasses classes, Wanted wanted) {
            this.asker = asker;
            this.classes = classes;
            this.wanted = wanted;
        }

        Keyset<Row> list() {
            return new Keyset<>(
                    COLUMNS - Keyset.COUNT,
                    Row::key,
                    this::rows,
                    (key, rows) -> from(PAGE_BEFORE_OF_ALL, PAGE_BEFORE_OF_SOME, key, rows)
                            .query((row, index) ->
                                    List.of(row.getString("type"), row.getString("sort_name"), row.getString("id")))
                            .optional());
        }

        /// Without a search the classes tell.
        long found() {
            return wanted.search().value().isEmpty()
                    ? classes.admitted(wanted.right(), wanted.types())
                    : listed(FOUND_OF_ALL, FOUND_OF_SOME).query(Long.class).single();
        }

        List<Row> rows(List<String> after, int most) {
            return AccountVerdicts.spelled(from(PAGE_OF_ALL, PAGE_OF_SOME, after, most), asker.book(), asker.account())
                    .query((row, index) -> row(row))
                    .list();
        }

        private Row row(ResultSet row) throws SQLException {
            ResourceClass own = ResourceClass.parse(row.getString("exactly"));
            return new Row(
                    new OnResource(
                            new Key(row.getString("type"), row.getString("id")),
                            row.getString("name"),
                            own.groups(),
                            asker.book().decide(asker.levels(), own)),
                    row.getString("sort_name"));
        }

        private JdbcClient.StatementSpec from(String ofAll, String ofSome, List<String> key, int limit) {
            return listed(ofAll, ofSome)
                    .param("order", asker.book().types().toArray(String[]::new))
                    .param("afterType", key.get(0))
                    .param("afterName", key.get(1))
                    .param("afterId", key.get(2))
                    .param("limit", limit);
        }

        private JdbcClient.StatementSpec listed(String ofAll, String ofSome) {
            boolean all = leavesOutNothing();
            JdbcClient.StatementSpec statement = asker.revision()
                    .statement(db, all ? ofAll : ofSome)
                    .param("types", wanted.types().toArray(String[]::new))
                    .param("pattern", wanted.search().pattern());
            return all ? statement : classes.in(statement, asker.book(), wanted.right());
        }

        /// Who may change everything is shown it without a look at the class of each.
        private boolean leavesOutNothing() {
            return wanted.right().isAll()
                    || classes.admitted(wanted.right(), wanted.types())
                            == classes.admitted(RightFilter.ALL, wanted.types());
        }
    }
}
