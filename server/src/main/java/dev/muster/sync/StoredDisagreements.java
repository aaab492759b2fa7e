package dev.muster.sync;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Disagreement.Witness;
import dev.muster.connector.Key;
import dev.muster.host.FeedCertificate;
import dev.muster.ledger.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Facts that two witnesses told differently in a run, the first of each feed, with the names that things had then.
/// Runs in the caller's tenant transaction.
@Repository
class StoredDisagreements {
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
            select feed, one_type, one_id, one_name, other_type, other_id, other_name,
                   first_witness, first_says, second_witness, second_says, shown, again
              from sync_disagreement
             where tenant_id = :tenant and integration_id = :integration and run = :run
             order by feed, place
            """;

    private final JdbcClient db;

    StoredDisagreements(JdbcClient db) {
        this.db = db;
    }

    /// What is kept of one run.
    ///
    /// @param byFeed the first disagreements of each feed, in the order they were told
    /// @param names  what the things they are about were called
    record OfRun(Map<String, List<Disagreement>> byFeed, Map<Key, String> names) {

        List<Disagreement> first(String feed) {
            return byFeed.getOrDefault(feed, List.of());
        }
    }

    /// Writes down the first that a feed told, while the rows of the run are still staged.
    void write(RunKey run, FeedCertificate feed) {
        int place = 0;
        for (Disagreement told : feed.disagreements().first()) {
            insert(run, feed.feed(), ++place, told);
        }
    }

    OfRun of(RunKey run) {
        var found = new OfRun(new HashMap<>(), new HashMap<>());
        statement(OF_RUN, run).query(row -> {
            found.byFeed()
                    .computeIfAbsent(row.getString("feed"), any -> new ArrayList<>())
                    .add(disagreement(row, found.names()));
        });
        return found;
    }

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

    private static Disagreement disagreement(ResultSet row, Map<Key, String> names) throws SQLException {
        List<Key> about = new ArrayList<>();
        for (String which : List.of("one", "other")) {
            if (row.getString(which + "_id") != null) {
                Key thing = new Key(row.getString(which + "_type"), row.getString(which + "_id"));
                names.put(thing, row.getString(which + "_name"));
                about.add(thing);
            }
        }
        return new Disagreement(
                about,
                new Witness(row.getString("first_witness"), row.getString("first_says")),
                new Witness(row.getString("second_witness"), row.getString("second_says")),
                row.getString("shown"),
                row.getBoolean("again"));
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return run.integration().statement(db, sql).param("run", run.run());
    }
}
