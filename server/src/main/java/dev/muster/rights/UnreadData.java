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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells what was not read in the newest revision. Runs in the caller's tenant transaction.
@Component
public class UnreadData {
    /// A feed that was read but for some parts which nobody wrote down counts as a whole.
    private static final String FEEDS = """
            with newest as (
                select v.run
                  from revision v
                 where v.tenant_id = :tenant and v.integration_id = :integration
                 order by v.number desc
                 limit 1
            )
            select f.feed, a.complete_at as since
              from sync_feed f
              left join sync_feed_age a
                on a.tenant_id = :tenant and a.integration_id = :integration and a.feed = f.feed
             where f.tenant_id = :tenant and f.integration_id = :integration
               and f.run = (select run from newest)
               and f.state <> 'complete'
               and not (f.state = 'partial'
                        and exists (select 1 from unread_part p
                                     where p.tenant_id = :tenant and p.integration_id = :integration
                                       and p.run = f.run and p.feed = f.feed))
            """;
    private static final String PARTS = """
            select p.feed, p.type, p.id, p.name, p.since
              from unread_part p
             where p.tenant_id = :tenant and p.integration_id = :integration
               and p.run = (select v.run from revision v
                             where v.tenant_id = :tenant and v.integration_id = :integration
                             order by v.number desc
                             limit 1)
            """;
    private static final String RUN = """
            select v.run
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
             order by v.number desc
             limit 1
            """;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final JdbcClient db;

    UnreadData(JdbcClient db) {
        this.db = db;
    }

    Unread of(Revision newest, Description application) {
        ZoneId zone = newest.integration().timeZone();
        Map<String, Gap> feeds = new HashMap<>();
        newest.statement(db, FEEDS).query(row -> {
            String feed = row.getString("feed");
            feeds.put(feed, gap(title(application, feed), row, zone));
        });
        Map<String, Map<Key, Gap>> parts = new HashMap<>();
        newest.statement(db, PARTS).query(row -> {
            String feed = row.getString("feed");
            parts.computeIfAbsent(feed, any -> new HashMap<>())
                    .put(
                            new Key(row.getString("type"), row.getString("id")),
                            gap(part(application, feed, row.getString("name")), row, zone));
        });
        return new Unread(
                newest.statement(db, RUN).query(Integer.class).optional().orElse(0), feeds, parts);
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
