package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.ledger.Stub;
import dev.muster.rights.ResourceClass.Owning;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The resources of the newest revision of an integration, with who owns them.
@Component
public class Resources {
    private static final String ONE = """
            select r.name, r.feed, r.attributes::text as attributes,
                   case when r.type = any (:groups) then jsonb_build_array(jsonb_build_array(r.type, r.external_id, ''))::text
                        else coalesce((select jsonb_agg(distinct jsonb_build_array(l.from_type, l.from_id,
                                                                                   coalesce(l.attributes ->> 'level', '')))
                                         from link l
                                        where l.tenant_id = :tenant and l.integration_id = :integration
                                          and l.to_type = r.type and l.to_id = r.external_id
                                          and l.from_type = any (:groups) and l.relation = :owns
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
    /// @param owning the groups that own it; itself, when it is one
    /// @param since  when the first revision that showed it was published
    public record Found(Key key, String name, String feed, Stub stub, List<Owning> owning, Instant since) {

        /// The groups that own it; itself, when it is one.
        public List<Key> owners() {
            return owning.stream().map(Owning::group).distinct().toList();
        }

        /// The levels by which a group that owns it reaches it, their raw values; none when its link tells
        /// none.
        public List<String> levelsOf(Key group) {
            return owning.stream()
                    .filter(owner -> owner.group().equals(group))
                    .map(Owning::level)
                    .filter(level -> !level.isEmpty())
                    .toList();
        }

        /// The class it is in for an account that holds something on it.
        ResourceClass with(Set<String> held, Rulebook book) {
            return new ResourceClass(key.type(), owning, held, feed, book.lacks(key, feed) ? key.id() : null);
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
                                Owning.several(JsonMapper.shared().readTree(row.getString("owners"))),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                        .optional());
    }

    /// Without rules nobody knows what a group is, and nothing is owned.
    private JdbcClient.StatementSpec owned(Revision revision, String sql, @Nullable AccessRules rules) {
        return revision.statement(db, sql)
                .param("groups", rules == null ? new String[0] : rules.groups().toArray(String[]::new))
                .param("owns", AccessRules.OWNS);
    }
}
