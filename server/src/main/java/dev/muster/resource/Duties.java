package dev.muster.resource;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.resource.Duty.How;
import dev.muster.rights.Rulebook;
import dev.muster.web.Moment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people are called for: the grants on duties, of some accounts or on some duties. Runs in the caller's tenant
/// transaction.
@Component
class Duties {
    private static final int MOST = 2_000;
    private static final Pattern LEVEL = Pattern.compile("level (\\d+)");
    private static final String OF_GRANT = """
            select g.account_type, g.account_id, coalesce(a.name, g.account_id) as name, g.resource_type, g.resource_id,
                   coalesce(r.name, g.resource_id) as on_name, g.through, g.attributes::text as attributes, g.feed = any (:restless) as comes_and_goes
            """;
    private static final String WHO = """
              left join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = g.account_type and a.external_id = g.account_id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = g.resource_type and r.external_id = g.resource_id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             order by g.account_type, g.account_id, g.resource_type, g.resource_id, g.value, g.through
             limit :limit
            """;
    private static final String OF_ACCOUNTS = OF_GRANT + """
              from unnest(cast(:accountTypes as text[]), cast(:accounts as text[])) as n (type, id)
              join access_grant g
                on g.tenant_id = :tenant and g.integration_id = :integration
               and g.account_type = n.type and g.account_id = n.id and g.resource_type = any (:duties)
               and holds(g.from_revision, g.to_revision, :revision, :newest)
            """ + WHO;
    private static final String ON_DUTIES = OF_GRANT + """
              from unnest(cast(:onTypes as text[]), cast(:on as text[])) as n (type, id)
              join access_grant g
                on g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = n.type and g.resource_id = n.id
               and holds(g.from_revision, g.to_revision, :revision, :newest)
            """ + WHO;

    private final Clock clock;
    private final JdbcClient db;

    Duties(Clock clock, JdbcClient db) {
        this.clock = clock;
        this.db = db;
    }

    /// Of some accounts, at most 2,000 in all.
    List<Duty> ofAccounts(Revision revision, Description application, List<Key> accounts) {
        return list(
                revision.statement(db, OF_ACCOUNTS)
                        .param("accountTypes", accounts.stream().map(Key::type).toArray(String[]::new))
                        .param("accounts", accounts.stream().map(Key::id).toArray(String[]::new))
                        .param("duties", application.types(Part.DUTY).toArray(String[]::new)),
                revision,
                application);
    }

    /// On some duties, at most 2,000 in all.
    List<Duty> on(Revision revision, Description application, List<Key> duties) {
        return list(
                revision.statement(db, ON_DUTIES)
                        .param("onTypes", duties.stream().map(Key::type).toArray(String[]::new))
                        .param("on", duties.stream().map(Key::id).toArray(String[]::new)),
                revision,
                application);
    }

    private List<Duty> list(JdbcClient.StatementSpec statement, Revision revision, Description application) {
        return statement
                .param("restless", application.restless().toArray(String[]::new))
                .param("limit", MOST)
                .query((row, index) -> duty(row, revision, application))
                .list();
    }

    private Duty duty(ResultSet row, Revision revision, Description application) throws SQLException {
        Map<String, String> more = Attributes.parse(row.getString("attributes"));
        boolean comesAndGoes = row.getBoolean("comes_and_goes");
        Turn turn = Turn.of(more, at -> new Moment(at, revision.integration().timeZone(), clock.instant()));
        String through = level(row.getString("through"));
        How how = comesAndGoes
                ? (turn.isNext(revision.published()) ? How.NEXT : How.NOW)
                : through.isEmpty() ? How.IN_TURN : How.ALWAYS;
        return new Duty(
                new Key(row.getString("account_type"), row.getString("account_id")),
                row.getString("name"),
                how,
                new Key(row.getString("resource_type"), row.getString("resource_id")),
                row.getString("on_name"),
                more.getOrDefault("level", through),
                by(more, application),
                turn);
    }

    private static String level(String through) {
        Matcher level = LEVEL.matcher(through);
        return level.find() ? level.group(1) : "";
    }

    /// What it is held through is told by an attribute that is called as its type is.
    private static @Nullable Key by(Map<String, String> more, Description application) {
        return application.types(Part.DUTY).stream()
                .filter(more::containsKey)
                .map(type -> new Key(type, more.getOrDefault(type, "")))
                .findFirst()
                .orElse(null);
    }

    /// Ids of the feeds that tell duties: without them nobody knows that somebody has none. A feed that comes and goes
    /// and is read account by account tells what each of them did, and not what they are called for.
    static Set<String> feeds(Description application, @Nullable Rulebook book) {
        Set<String> feeds = new HashSet<>();
        if (book != null) {
            book.rules().kinds().stream()
                    .filter(kind -> application.is(kind.type(), Part.DUTY))
                    .map(AccessRules.Kind::allFeeds)
                    .forEach(feeds::addAll);
        }
        application.feeds().stream()
                .filter(feed -> feed.restless() && feed.parts() == null)
                .map(Feed::id)
                .forEach(feeds::add);
        return feeds;
    }
}
