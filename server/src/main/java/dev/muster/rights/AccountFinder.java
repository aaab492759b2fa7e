package dev.muster.rights;

import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.problem.NoSuchThing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds one account of a revision.
@Component
public class AccountFinder {
    /// Ids are unique per type; should two accounts share one, the address means the first.
    private static final String ONE = """
            select a.type, a.external_id, a.name, a.email, a.state, a.kind, a.attributes::text as attributes,
                   (select v.published_at from revision v
                     where v.tenant_id = :tenant and v.integration_id = :integration
                       and v.number = (select min(least(f.from_revision, f.first_revision)) from account f
                                        where f.tenant_id = :tenant and f.integration_id = :integration
                                          and f.type = a.type and f.external_id = a.external_id)) as since
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.external_id = :id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             order by a.type
             limit 1
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountFinder(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// An account by itself.
    ///
    /// @param more  further facts by stable key: `job_title`
    /// @param since when the first revision that showed it was published
    public record Found(
            Key key,
            String name,
            @Nullable String email,
            String state,
            String kind,
            Map<String, String> more,
            Instant since) {
        public Found {
            more = Map.copyOf(more);
        }
    }

    /// @throws NoSuchThing when the revision has no such account
    public Found get(Revision revision, String id) {
        return transactions.read(
                revision.tenant(),
                () -> revision.statement(db, ONE)
                        .param("id", id.replace('\0', '\uFFFD'))
                        .query((row, index) -> new Found(
                                new Key(row.getString("type"), row.getString("external_id")),
                                row.getString("name"),
                                row.getString("email"),
                                row.getString("state"),
                                row.getString("kind"),
                                Attributes.parse(row.getString("attributes")),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                        .optional()
                        .orElseThrow(() -> new NoSuchThing(
                                "Revision %d of %s has no account %s. Look for it in the list of accounts."
                                        .formatted(
                                                revision.number(),
                                                revision.integration().name(),
                                                id))));
    }
}
