package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.ledger.Stub;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The resources of the newest revision of an integration, with who owns them.
@Component
public class Resources {
    private static final String ONE = """
            select r.name, r.feed, r.attributes::text as attributes,
                   case when r.type = :group then jsonb_build_array(r.external_id)::text
                        else coalesce((select jsonb_agg(distinct l.from_id) from link l
                                        where l.tenant_id = :tenant and l.integration_id = :integration
                                          and l.to_type = r.type and l.to_id = r.external_id
                                          and l.from_type = :group and l.relation = :owns
                                          and holds(l.from_revision, l.to_revision, :revision, :newest)), '[]')::text end as owners,
                   (select v.published_at from revision v
                     where v.tenant_id = :tenant and v.integration_id = :integration
                       and v.number = (select min(least(f.from_revision, f.first_revision)) from resource f
                                        where f.tenant_id = :tenant and f.integration_id = :integration
                                          and f.type = r.type and f.external_id = r.external_id)) as since
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = :type and r.external_id = :id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;
    private final TenantTransactions transactions;
    private final JdbcClient db;

    Resources(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// A resource by itself.
    ///
    /// @param feed   id of the feed that told it
    /// @param owners ids of the groups that own it; its own, when it is one
    /// @param since  when the first revision that showed it was published
    public record Found(Key key, String name, String feed, Stub stub, List<String> owners, Instant since) {

        /// The class it is in for an account that holds something on it.
        ResourceClass with(Set<String> held, Unread unread) {
            boolean lacking = unread.part(feed, key).isPresent();
            return new ResourceClass(key.type(), owners, held, feed, lacking ? key.id() : null);
        }
    }

    Optional<Found> find(Revision revision, Key key, @Nullable AccessRules rules) {
        return transactions.read(
                revision.tenant(),
                () -> owned(revision, ONE, rules)
                        .param("type", key.type())
                        .param("id", key.id())
                        .query((row, index) -> new Found(
                                key,
                                row.getString("name"),
                                row.getString("feed"),
                                Stub.of(Attributes.parse(row.getString("attributes"))),
                                ids(row.getString("owners")),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                        .optional());
    }

    /// Without rules nobody knows what a group is, and nothing is owned.
    private JdbcClient.StatementSpec owned(Revision revision, String sql, @Nullable AccessRules rules) {
        return revision.statement(db, sql)
                .param("group", rules == null ? "" : rules.group())
                .param("owns", AccessRules.OWNS);
    }

    private static List<String> ids(String json) {
        return JsonMapper.shared()
                .readTree(json)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
