package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.integration.Catalogue;
import dev.muster.problem.NoSuchThing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// People who no longer work here and still have an account that can be used.
@Component
public class Leavers {
    /// Columns that the list is ordered by.
    static final int COLUMNS = 3;

    private static final String PAGE = """
            select l.person, l.name, l.email, l.department, l.manager, l.last_day, l.privileged, l.rank
              from
            """ + PeopleTables.LEAVER + """
                   l
             where (l.rank, l.last_day, l.person) > (:afterRank, :afterDay, :afterPerson)
             order by l.rank, l.last_day, l.person
             limit :limit
            """;
    private static final String COUNT = """
            select count(*) as leavers, count(*) filter (where l.privileged) as privileged,
                   count(*) filter (where l.called) as called
              from
            """ + PeopleTables.LEAVER + " l";

    private final PrivilegedLevels privileged;
    private final Catalogue catalogue;
    private final AccountsOfPeople accounts;
    private final JdbcClient db;

    Leavers(PrivilegedLevels privileged, Catalogue catalogue, AccountsOfPeople accounts, JdbcClient db) {
        this.privileged = privileged;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.db = db;
    }

    /// @param person     id on the roster
    /// @param department empty when the roster tells none, as is the manager
    /// @param lastDay    as the roster tells it, or the day from which it no longer names them
    /// @param privileged whether any of the accounts holds a privileged level
    /// @param accounts   those that can still be used, at least one
    record Leaver(
            String person,
            String name,
            @Nullable String email,
            String department,
            String manager,
            LocalDate lastDay,
            boolean privileged,
            List<HeldAccount> accounts) {
        Leaver {
            accounts = List.copyOf(accounts);
        }
    }

    private record DutyFeed(UUID integration, String feed) {}

    /// @param privileged those of them that hold a privileged level
    /// @param called     those that are called upon for something at that moment, as people on call are
    public record Count(long leavers, long privileged, long called) {}

    /// At most `limit` of them, privileged first, then whoever left longest ago.
    ///
    /// @throws NoSuchThing when there is no roster
    Slice<Leaver> slice(PeopleState state, PeopleWalk walk, int limit) {
        List<Row> rows = statement(state, PAGE)
                .param("afterRank", walk.after(0))
                .param("afterDay", walk.after(1))
                .param("afterPerson", walk.after(2))
                .param("limit", limit + 1)
                .query((row, index) -> Row.of(row))
                .list();
        Slice<Row> slice = Slice.of(rows, limit, Row::place);
        Map<String, List<HeldAccount>> held =
                accounts.ofFormer(state, slice.rows().stream().map(Row::person).toList());
        return walk.through(state, slice.map(row -> row.leaver(held.getOrDefault(row.person(), List.of()))));
    }

    /// How many there are.
    ///
    /// @throws NoSuchThing when there is no roster
    public Count count(PeopleState state) {
        return statement(state, COUNT)
                .query((row, index) ->
                        new Count(row.getLong("leavers"), row.getLong("privileged"), row.getLong("called")))
                .single();
    }

    private JdbcClient.StatementSpec statement(PeopleState state, String sql) {
        List<DutyFeed> feeds = state.applications().stream()
                .flatMap(one -> catalogue.describe(one.integration()).restless().stream()
                        .map(feed -> new DutyFeed(one.integration().id().value(), feed)))
                .toList();
        return privileged
                .in(state, state.statementWithRoster(db, sql))
                .param("dutiesAt", feeds.stream().map(DutyFeed::integration).toArray(UUID[]::new))
                .param("dutyFeeds", feeds.stream().map(DutyFeed::feed).toArray(String[]::new));
    }

    private record Row(
            String person,
            String name,
            @Nullable String email,
            @Nullable String department,
            @Nullable String manager,
            String lastDay,
            boolean privileged,
            String rank) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("person"),
                    row.getString("name"),
                    row.getString("email"),
                    row.getString("department"),
                    row.getString("manager"),
                    row.getString("last_day"),
                    row.getBoolean("privileged"),
                    row.getString("rank"));
        }

        Cursor place() {
            return Cursor.of(rank, lastDay, person);
        }

        Leaver leaver(List<HeldAccount> accounts) {
            return new Leaver(
                    person,
                    name,
                    email,
                    department == null ? "" : department,
                    manager == null ? "" : manager,
                    LocalDate.parse(lastDay),
                    privileged,
                    accounts);
        }
    }
}
