package dev.muster.rights;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.ledger.Revision;
import dev.muster.rights.Unread.Gap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells what was not read in a revision. Runs in the caller's tenant transaction.
@Component
public class UnreadData {
    /// A feed that was read but for some parts which nobody wrote down counts as a whole. A run of a time before a
    /// feed was there says nothing of it, which is no reading either.
    private static final String FEEDS = """
            select f.feed,
                   (select v.published_at
                      from revision v
                      join sync_feed r
                        on r.tenant_id = :tenant and r.integration_id = :integration and r.run = v.run
                       and r.feed = f.feed and r.state in ('complete', 'partial')
                     where v.tenant_id = :tenant and v.integration_id = :integration and v.number <= :revision
                     order by v.number desc
                     limit 1) as since
              from (select feed, state, unread
                      from sync_feed
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                    union all
                    select k.feed, 'unknown', 0
                      from unnest(cast(:known as text[])) as k (feed)
                     where :run > 0
                       and not exists (select 1 from sync_feed s
                                        where s.tenant_id = :tenant and s.integration_id = :integration
                                          and s.run = :run and s.feed = k.feed)) f
             where f.state <> 'complete'
               and not (f.state = 'partial'
                        and (select count(*) from unread_fact p
                              where p.tenant_id = :tenant and p.integration_id = :integration and p.feed = f.feed
                                and holds(p.from_revision, p.to_revision, :revision, :newest)) >= greatest(f.unread, 1))
            """;
    private static final String PARTS = """
            select p.feed, p.type, p.id, p.name, p.since
              from unread_fact p
             where p.tenant_id = :tenant and p.integration_id = :integration
               and holds(p.from_revision, p.to_revision, :revision, :newest)
            """;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final JdbcClient db;

    UnreadData(JdbcClient db) {
        this.db = db;
    }

    /// Nothing before anything was published.
    public Unread of(Revision revision, Description application) {
        ZoneId zone = revision.integration().timeZone();
        Map<String, Gap> feeds = new HashMap<>();
        revision.statement(db, FEEDS)
                .param("run", revision.run())
                .param("known", application.feeds().stream().map(Feed::id).toArray(String[]::new))
                .query(row -> {
                    String feed = row.getString("feed");
                    feeds.put(feed, gap(title(application, feed), row, zone));
                });
        Map<String, Map<Key, Gap>> parts = new HashMap<>();
        revision.statement(db, PARTS).query(row -> {
            String feed = row.getString("feed");
            parts.computeIfAbsent(feed, any -> new HashMap<>())
                    .put(
                            new Key(row.getString("type"), row.getString("id")),
                            gap(part(application, feed, row.getString("name")), row, zone));
        });
        return new Unread(revision.run(), feeds, parts);
    }

    /// What was not read, as sentences without full stops; empty when everything was.
    public List<String> sentences(Revision revision, Description application) {
        return of(revision, application).sentences(application).toList();
    }

    private static Gap gap(String what, ResultSet row, ZoneId zone) throws SQLException {
        @Nullable OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        return since == null
                ? new Gap(what + " could not be read yet", null)
                : new Gap(
                        "%s could not be read since %s".formatted(what, MINUTE.format(since.atZoneSameInstant(zone))),
                        since.toInstant());
    }

    private static String title(Description application, String feed) {
        String title = feed(application, feed).map(Feed::title).orElse(feed);
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private static String part(Description application, String feed, String name) {
        return feed(application, feed)
                .map(Feed::parts)
                .map(parts -> parts.one().formatted(name))
                .orElse(name);
    }

    /// Empty when this version of the connector has no such feed any more.
    private static Optional<Feed> feed(Description application, String id) {
        return application.feeds().stream().filter(feed -> feed.id().equals(id)).findFirst();
    }
}
