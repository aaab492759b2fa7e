package dev.muster.sync;

import dev.muster.connector.Key;
import dev.muster.host.FeedTally;
import dev.muster.host.UnreadPart;
import dev.muster.integration.IntegrationKey;
import dev.muster.ledger.RunKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which parts a run could not read, and how old what is shown of them is. Runs in the caller's tenant transaction.
@Repository
public class UnreadParts {
    /// A part that the newest revision lacks already is as old as it is there; any other that is published is as
    /// old as the newest reading of its feed.
    private static final String INSERT = """
            insert into unread_part (tenant_id, integration_id, run, feed, type, id, name, since)
            select :tenant, :integration, :run, :feed, n.type, n.id, n.name,
                   case when p.id is not null then p.since
                        when exists (select 1 from resource r
                                      where r.tenant_id = :tenant and r.integration_id = :integration
                                        and r.type = n.type and r.external_id = n.id and r.to_revision is null
                                        and r.attributes ->> 'stub' is null)
                             or exists (select 1 from account a
                                         where a.tenant_id = :tenant and a.integration_id = :integration
                                           and a.type = n.type and a.external_id = n.id and a.to_revision is null
                                           and a.state <> 'absent')
                             then f.complete_at
                   end
              from unnest(cast(:types as text[]), cast(:ids as text[]), cast(:names as text[])) as n (type, id, name)
              left join unread_fact p
                on p.tenant_id = :tenant and p.integration_id = :integration and p.to_revision is null
               and p.feed = :feed and p.type = n.type and p.id = n.id
              left join sync_feed_age f
                on f.tenant_id = :tenant and f.integration_id = :integration and f.feed = :feed
            """;
    /// What a feed lacked before it still lacks when it was not read at all.
    private static final String CARRY = """
            insert into unread_part (tenant_id, integration_id, run, feed, type, id, name, since)
            select p.tenant_id, p.integration_id, :run, p.feed, p.type, p.id, p.name, p.since
              from unread_fact p
             where p.tenant_id = :tenant and p.integration_id = :integration
               and p.to_revision is null
               and p.feed <> all (cast(:closing as text[]))
            """;
    /// The first of a feed, for as long as the run is kept.
    private static final String INSERT_FIRST = """
            insert into sync_part (tenant_id, integration_id, run, feed, place, type, id, name, answer, kept,
                                   kept_revision, kept_from)
            select :tenant, :integration, :run, :feed, n.place, n.type, n.id, n.name, n.answer, n.kept,
                   (select max(v.number) from revision v
                     where v.tenant_id = :tenant and v.integration_id = :integration and v.published_at <= u.since),
                   u.since
              from unnest(cast(:types as text[]), cast(:ids as text[]), cast(:names as text[]),
                          cast(:answers as text[]), cast(:kept as bigint[])) with ordinality
                   as n (type, id, name, answer, kept, place)
              left join unread_part u
                on u.tenant_id = :tenant and u.integration_id = :integration and u.run = :run
               and u.feed = :feed and u.type = n.type and u.id = n.id
             where n.place <= :most
            """;
    /// Parts that the newest revision shows as read.
    private static final String LOST = """
            select p.feed, count(*) as lost
              from unread_part p
             where p.tenant_id = :tenant and p.integration_id = :integration and p.run = :run
               and p.since is not null
               and not exists (select 1 from unread_fact b
                                where b.tenant_id = :tenant and b.integration_id = :integration
                                  and b.to_revision is null
                                  and b.feed = p.feed and b.type = p.type and b.id = p.id)
             group by p.feed
            """;
    private static final String OF_RUN = """
            select feed, type, id, name, answer, kept, kept_revision, kept_from
              from sync_part
             where tenant_id = :tenant and integration_id = :integration and run = :run
             order by feed, place
            """;
    private static final String BY_FEED = """
            select p.feed, count(*) as parts, min(p.name) as name, min(p.since) as since
              from unread_fact p
             where p.tenant_id = :tenant and p.integration_id = :integration and p.since is not null
               and p.to_revision is null
             group by p.feed
            """;
    private static final String OLDEST = """
            select min(since) as since
              from unread_fact
             where tenant_id = :tenant and integration_id = :integration and to_revision is null
            """;
    private static final String FORGET = """
            delete from unread_part
             where tenant_id = :tenant and integration_id = :integration
            """;

    /// The first of each feed that are told of while the run is kept.
    private static final int MOST_TOLD = 100;

    private final JdbcClient db;

    UnreadParts(JdbcClient db) {
        this.db = db;
    }

    /// Writes down what a run could not read, before it is published.
    ///
    /// @param closing ids of the feeds read to their end, or but for some parts
    void write(RunKey run, Collection<FeedTally> feeds, Set<String> closing) {
        statement(CARRY, run).param("closing", closing.toArray(String[]::new)).update();
        for (FeedTally feed : feeds) {
            List<UnreadPart> unread = feed.unread();
            if (closing.contains(feed.feed().id()) && !unread.isEmpty()) {
                ofFeed(INSERT, run, feed.feed().id(), unread).update();
                ofFeed(INSERT_FIRST, run, feed.feed().id(), unread)
                        .param("answers", texts(unread, part -> part.problem().what()))
                        .param("kept", unread.stream().map(UnreadPart::kept).toArray(Long[]::new))
                        .param("most", MOST_TOLD)
                        .update();
            }
        }
    }

    private JdbcClient.StatementSpec ofFeed(String sql, RunKey run, String feed, List<UnreadPart> unread) {
        return statement(sql, run)
                .param("feed", feed)
                .param("types", texts(unread, part -> part.part().key().type()))
                .param("ids", texts(unread, part -> part.part().key().id()))
                .param("names", texts(unread, part -> part.part().name()));
    }

    private static String[] texts(List<UnreadPart> unread, Function<UnreadPart, String> text) {
        return unread.stream().map(text).toArray(String[]::new);
    }

    /// How many parts of each feed a run could not read that the newest revision shows as read, by the id of the
    /// feed.
    Map<String, Long> lost(RunKey run) {
        Map<String, Long> lost = new HashMap<>();
        statement(LOST, run).query(row -> {
            lost.put(row.getString("feed"), row.getLong("lost"));
        });
        return lost;
    }

    /// A part that a run could not read.
    ///
    /// @param answer   what came instead of it
    /// @param kept     records of it that stay as they were
    /// @param revision that last read it; none when it was never read
    /// @param from     when that was published
    public record Told(
            String feed,
            Key key,
            String name,
            String answer,
            long kept,
            @Nullable Integer revision,
            @Nullable Instant from) {}

    /// The first parts of each feed that a run could not read, in the order they were asked for.
    List<Told> of(RunKey run) {
        return statement(OF_RUN, run).query((row, index) -> told(row)).list();
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString("feed"),
                new Key(row.getString("type"), row.getString("id")),
                row.getString("name"),
                row.getString("answer"),
                row.getLong("kept"),
                row.getObject("kept_revision", Integer.class),
                instant(row, "kept_from"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Parts of one feed that are older than the newest revision shows them to be.
    ///
    /// @param name  of one of them
    /// @param since when the oldest of what is shown of them was published
    public record OfFeed(String feed, long parts, String name, Instant since) {}

    /// What the newest revision shows of parts that its run could not read, by feed.
    List<OfFeed> ofNewest(IntegrationKey integration) {
        return integration
                .statement(db, BY_FEED)
                .query((row, index) -> new OfFeed(
                        row.getString("feed"),
                        row.getLong("parts"),
                        row.getString("name"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// When the oldest of what is shown of parts that the run just published could not read was published; empty
    /// when nothing is shown.
    Optional<Instant> oldest(RunKey run) {
        return statement(OLDEST, run)
                .query((row, index) -> Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /// What a run lacked is told by the revision once it is published, and nobody asks what the runs before it
    /// lacked.
    void forget(RunKey run) {
        statement(FORGET, run).update();
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return run.integration().statement(db, sql).param("run", run.run());
    }
}
