package dev.muster.sync;

import dev.muster.access.RunKey;
import dev.muster.connector.Disagreement;
import dev.muster.connector.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Facts that two witnesses told differently in a run: all are counted, the first of each feed are kept. Runs in the
/// caller's tenant transaction.
@Repository
class Disagreements {
    private static final String COUNT = """
            update sync_feed
               set disagreements = :count
             where tenant_id = :tenant and integration_id = :integration and run = :run and feed = :feed
            """;
    /// With the names that things have in this run, stubs included.
    private static final String INSERT = """
            with thing as (
                select type, external_id as id, name
                  from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and (type = :oneType and external_id = :one or type = :otherType and external_id = :other)
                union all
                select type, external_id, name
                  from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and (type = :oneType and external_id = :one or type = :otherType and external_id = :other)
            )
            insert into sync_disagreement (tenant_id, integration_id, run, feed, place, one_type, one_id, one_name,
                                           other_type, other_id, other_name, first_witness, first_says,
                                           second_witness, second_says, shown, again)
            values (:tenant, :integration, :run, :feed, :place, :oneType, :one,
                    coalesce((select min(t.name) from thing t where t.type = :oneType and t.id = :one), :one),
                    :otherType, :other,
                    coalesce((select min(t.name) from thing t where t.type = :otherType and t.id = :other), :other),
                    :first, :firstSays, :second, :secondSays, :shown, :again)
            on conflict do nothing
            """;
    private static final String OF_RUN = """
            select f.feed, f.disagreements as count, d.one_type, d.one_id, d.one_name, d.other_type, d.other_id, d.other_name,
                   d.first_witness, d.first_says, d.second_witness, d.second_says, d.shown, d.again
              from sync_feed f
              left join sync_disagreement d
                on d.tenant_id = :tenant and d.integration_id = :integration and d.run = :run and d.feed = f.feed
             where f.tenant_id = :tenant and f.integration_id = :integration and f.run = :run
               and f.disagreements > 0
             order by f.position, d.place
            """;

    private final JdbcClient db;

    Disagreements(JdbcClient db) {
        this.db = db;
    }

    /// Those of one feed.
    ///
    /// @param count how many there are
    /// @param first the first of them, in the order they were told
    public record OfFeed(String feed, long count, List<Told> first) {
        public OfFeed {
            first = List.copyOf(first);
        }
    }

    /// One of them.
    ///
    /// @param about what the fact is about, with the name it had: the user and the team
    /// @param again whether it was asked about once more, and stayed
    public record Told(List<Thing> about, Says first, Says second, String shown, boolean again) {
        public Told {
            about = List.copyOf(about);
        }
    }

    public record Thing(String type, String id, String name) {}

    /// @param who  the witness: `The user`
    /// @param says what it tells: `listed, role not told`
    public record Says(String who, String says) {}

    /// Writes down what a feed told, while the rows of the run are still staged.
    void write(RunKey run, FeedTally feed) {
        if (feed.disagreements() == 0) {
            return;
        }
        String id = feed.feed().id();
        statement(COUNT, run)
                .param("feed", id)
                .param("count", feed.disagreements())
                .update();
        int place = 0;
        for (Disagreement told : feed.differing()) {
            insert(run, id, ++place, told);
        }
    }

    /// By feed, in the order of the feeds; nothing of those about which nobody disagrees.
    List<OfFeed> of(RunKey run) {
        Map<String, List<Row>> byFeed = statement(OF_RUN, run).query((row, index) -> row(row)).list().stream()
                .collect(Collectors.groupingBy(Row::feed, LinkedHashMap::new, Collectors.toList()));
        return byFeed.values().stream()
                .map(rows -> new OfFeed(
                        rows.getFirst().feed(),
                        rows.getFirst().count(),
                        rows.stream().flatMap(row -> row.told().stream()).toList()))
                .toList();
    }

    private record Row(String feed, long count, List<Told> told) {}

    private void insert(RunKey run, String feed, int place, Disagreement told) {
        Key one = told.about().getFirst();
        @Nullable Key other = told.about().size() == 1 ? null : told.about().getLast();
        statement(INSERT, run)
                .param("feed", feed)
                .param("place", place)
                .param("oneType", one.type())
                .param("one", one.id())
                .param("otherType", other == null ? null : other.type(), Types.VARCHAR)
                .param("other", other == null ? null : other.id(), Types.VARCHAR)
                .param("first", told.one().who())
                .param("firstSays", told.one().says())
                .param("second", told.other().who())
                .param("secondSays", told.other().says())
                .param("shown", told.shown())
                .param("again", told.again())
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        String feed = row.getString("feed");
        long count = row.getLong("count");
        if (row.getString("one_id") == null) {
            return new Row(feed, count, List.of());
        }
        List<Thing> about = new ArrayList<>();
        about.add(new Thing(row.getString("one_type"), row.getString("one_id"), row.getString("one_name")));
        if (row.getString("other_id") != null) {
            about.add(new Thing(row.getString("other_type"), row.getString("other_id"), row.getString("other_name")));
        }
        Told told = new Told(
                about,
                new Says(row.getString("first_witness"), row.getString("first_says")),
                new Says(row.getString("second_witness"), row.getString("second_says")),
                row.getString("shown"),
                row.getBoolean("again"));
        return new Row(feed, count, List.of(told));
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return db.sql(sql)
                .param("tenant", run.tenant().value())
                .param("integration", run.integration().value())
                .param("run", run.run());
    }
}
