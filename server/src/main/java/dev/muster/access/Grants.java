package dev.muster.access;

import dev.muster.api.Keyset;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.ledger.PerRevision;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.problem.InvalidInput;
import dev.muster.source.Told;
import dev.muster.web.Figures;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists of access over all applications. Runs in the caller's tenant transaction.
@Component
public class Grants {
    /// Also how far is counted what a search finds, which is another question each time somebody types a letter.
    private static final int FEW = 20_000;

    private final Scopes scopes;
    private final Catalogue catalogue;
    private final JdbcClient db;
    private final int few;
    private final PerRevision<Long> counted = new PerRevision<>();

    @Autowired
    Grants(Scopes scopes, Catalogue catalogue, JdbcClient db) {
        this(scopes, catalogue, db, FEW);
    }

    /// @param few up to so many grants are found first, whole, and sorted then
    Grants(Scopes scopes, Catalogue catalogue, JdbcClient db, int few) {
        this.few = few;
        this.scopes = scopes;
        this.catalogue = catalogue;
        this.db = db;
    }

    private record Placed(Grant grant, List<String> place) {}

    /// An integration, and what its application says of itself.
    private record Described(Integration integration, Description application) {}

    /// A walk through what a filter lets through.
    ///
    /// @throws dev.muster.problem.InvalidInput about `asOf` or `after`
    static PeopleWalk walk(AccessFilter filter, GrantOrder order, String asOf, String after) {
        String question = "%s %s %s".formatted(order.value(), filter.search().value(), filter.values());
        return PeopleWalk.parse(asOf, after, order.place(), "grants " + Integer.toHexString(question.hashCode()));
    }

    /// How much access a filter lets through that searches for nothing.
    ///
    /// @throws dev.muster.problem.InvalidInput about what the filter asks for and nobody has
    public long count(PeopleState state, AccessFilter filter) {
        return count(scopes.of(state, filter)).grants();
    }

    /// At most `limit` rows of a walk.
    Slice<Grant> slice(CountedScope list, GrantOrder order, PeopleWalk walk, int limit) {
        return walk.through(
                list.scope().all(), rows(list, order).slice(walk.after(), limit).map(Placed::grant));
    }

    /// The same, and where they lie in the whole list.
    Stretch<Grant> stretch(CountedScope list, GrantOrder order, PeopleWalk walk, int limit) {
        Stretch<Placed> stretch = rows(list, order).stretch(walk.after(), limit, list.counted()::grants);
        return walk.through(list.scope().all(), stretch.map(Placed::grant), order.place());
    }

    CountedScope counted(Scope scope) {
        return new CountedScope(scope, count(scope));
    }

    /// Where the levels alone say it, they were counted; what no decision changes is counted once for each revision,
    /// and what a search finds to 20,000.
    private Counted count(Scope scope) {
        if (scope.isCountedByLevel()) {
            return new Counted(scope.heldInAll(), false);
        }
        long found = IntStream.range(0, scope.state().applications().size())
                .mapToObj(scope::only)
                .mapToLong(one -> one.dependsOnDecisions()
                        ? found(one)
                        : counted.of(one.state().applications().getFirst(), one.question(), () -> found(one)))
                .sum();
        return scope.isSearched() ? Counted.upTo(few, found) : new Counted(found, false);
    }

    private long found(Scope scope) {
        GrantSource source = GrantSource.whole(scope, few);
        String count = source == GrantSource.SEARCHED && scope.asksOfLevelsAlone()
                ? SearchCount.FOUND
                : GrantStatements.of(source, GrantOrder.PERSON).count();
        return scope.statement(db, count)
                .param("most", scope.isSearched() ? few + 1L : Long.MAX_VALUE)
                .query(Long.class)
                .single();
    }

    /// Much is met on a walk through accounts by name; nothing else can be walked through for long.
    private GrantSource source(CountedScope list, GrantOrder order) {
        if (!order.isByPerson()) {
            requireSortable(list);
            return GrantSource.whole(list.scope(), few);
        }
        GrantSource whole = list.isAtMost(few) ? GrantSource.whole(list.scope(), few) : GrantSource.WALK;
        return whole == GrantSource.ACCOUNTS ? GrantSource.WALK : whole;
    }

    private void requireSortable(CountedScope list) {
        if (!isSortable(list)) {
            throw new InvalidInput(Map.of(
                    "sort",
                    "Where more than %s grants are looked through, they are sorted by person alone. Narrow the list by a level, a group, a day, a person or a search first."
                            .formatted(Figures.grouped(few))));
        }
    }

    /// Whether a list is short enough for every order, and found without a look at all accounts of a large tenant.
    boolean isSortable(CountedScope list) {
        Scope scope = list.scope();
        return list.isAtMost(few) && (GrantSource.whole(scope, few) != GrantSource.ACCOUNTS || scope.total() <= few);
    }

    private Keyset<Placed> rows(CountedScope list, GrantOrder order) {
        Scope scope = list.scope();
        GrantStatements statements = GrantStatements.of(source(list, order), order);
        RowMapper<Grant> grants = rows(scope);
        return new Keyset<>(
                order.width(),
                Placed::place,
                (key, most) -> from(statements.page(), scope, order, key, most)
                        .query((row, index) -> new Placed(grants.mapRow(row, index), place(row)))
                        .list(),
                (key, rows) -> from(statements.before(), scope, order, key, rows)
                        .query((row, index) -> place(row))
                        .optional());
    }

    /// Reads the rows of statements about a scope.
    RowMapper<Grant> rows(Scope scope) {
        Map<UUID, Described> integrations = scope.integrations().stream()
                .collect(Collectors.toMap(one -> one.id().value(), one -> new Described(one, catalogue.describe(one))));
        return (row, index) ->
                grant(row, Objects.requireNonNull(integrations.get(row.getObject("integration_id", UUID.class))));
    }

    /// Whether a list is met on a walk through all accounts.
    boolean walks(CountedScope list, GrantOrder order) {
        return source(list, order) == GrantSource.WALK;
    }

    /// A statement with all that a scope narrows filled in, and a place.
    ///
    /// @param key of the place, as the order has it; empty texts for the beginning
    JdbcClient.StatementSpec from(String sql, Scope scope, GrantOrder order, List<String> key, int limit) {
        JdbcClient.StatementSpec statement = scope.statement(db, sql)
                .param("first", key.stream().allMatch(String::isEmpty))
                .param("limit", limit);
        List<String> names = order.parameters();
        for (int i = 0; i < names.size(); i++) {
            statement = statement.param(names.get(i), key.get(i));
        }
        return statement;
    }

    private static Grant grant(ResultSet row, Described of) throws SQLException {
        var resource = new Key(row.getString("resource_type"), row.getString("resource_id"));
        var holder = new Grant.Holder(
                new Key(row.getString("account_type"), row.getString("account_id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("state"),
                row.getString("kind"));
        return new Grant(
                of.integration(),
                holder,
                Level.of(of.application(), resource.type(), row.getString("value")),
                resource,
                row.getString("resource_name"),
                row.getString("through"),
                Told.of(row));
    }

    private static List<String> place(ResultSet row) throws SQLException {
        Array place = row.getArray("place");
        return List.of((String[]) place.getArray());
    }
}
