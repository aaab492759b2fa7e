package dev.muster.sync;

import dev.muster.access.RunKey;
import dev.muster.connector.Part;
import dev.muster.host.FeedTally;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which parts a run could not read, and how old what is shown of them is. Runs in the caller's tenant transaction.
@Repository
class UnreadParts {
    /// A part that the newest revision lacks already is as old as it is there; any other that is published is as
    /// old as the newest reading of its feed.
    private static final String INSERT = """
            with newest as (
                select v.run
                  from revision v
                 where v.tenant_id = :tenant and v.integration_id = :integration
                 order by v.number desc
                 limit 1
            )
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
              left join unread_part p
                on p.tenant_id = :tenant and p.integration_id = :integration and p.run = (select run from newest)
               and p.feed = :feed and p.type = n.type and p.id = n.id
              left join sync_feed_age f
                on f.tenant_id = :tenant and f.integration_id = :integration and f.feed = :feed
            """;
    /// What a feed lacked before it still lacks when it was not read at all.
    private static final String CARRY = """
            insert into unread_part (tenant_id, integration_id, run, feed, type, id, name, since)
            select p.tenant_id, p.integration_id, :run, p.feed, p.type, p.id, p.name, p.since
              from unread_part p
             where p.tenant_id = :tenant and p.integration_id = :integration
               and p.run = (select v.run from revision v
                             where v.tenant_id = :tenant and v.integration_id = :integration
                             order by v.number desc
                             limit 1)
               and p.feed <> all (cast(:closing as text[]))
            """;
    private static final String OLDEST = """
            select min(since) as since
              from unread_part
             where tenant_id = :tenant and integration_id = :integration and run = :run
            """;
    private static final String FORGET_OTHERS = """
            delete from unread_part
             where tenant_id = :tenant and integration_id = :integration and run <> :run
            """;

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
            List<Part> unread = feed.unread();
            if (closing.contains(feed.feed().id()) && !unread.isEmpty()) {
                statement(INSERT, run)
                        .param("feed", feed.feed().id())
                        .param(
                                "types",
                                unread.stream().map(part -> part.key().type()).toArray(String[]::new))
                        .param(
                                "ids",
                                unread.stream().map(part -> part.key().id()).toArray(String[]::new))
                        .param("names", unread.stream().map(Part::name).toArray(String[]::new))
                        .update();
            }
        }
    }

    /// When the oldest of what is shown of parts that a run could not read was published; empty when nothing is
    /// shown.
    Optional<Instant> oldest(RunKey run) {
        return statement(OLDEST, run)
                .query((row, index) -> Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /// Nobody asks any more what the runs before a published one lacked.
    void forgetOthers(RunKey run) {
        statement(FORGET_OTHERS, run).update();
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return db.sql(sql)
                .param("tenant", run.tenant().value())
                .param("integration", run.integration().value())
                .param("run", run.run());
    }
}
