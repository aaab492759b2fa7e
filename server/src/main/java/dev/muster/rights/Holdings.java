package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What accounts hold now.
@Component
public class Holdings {
    private static final String OF_ACCOUNT = """
            select g.account_type, g.account_id, g.resource_type, g.resource_id, coalesce(r.name, g.resource_id) as name,
                   g.value, g.through, g.attributes::text as more, s.name as turns, g.feed, g.record_id,
                   g.from_revision, g.run,
                   (select v.published_at from revision v
                     where v.tenant_id = :tenant and v.integration_id = :integration
                       and v.number = g.from_revision) as since,
                   g.from_revision = (select min(v.number) from revision v
                                       where v.tenant_id = :tenant and v.integration_id = :integration) as first
              from access_grant g
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = g.resource_type and r.external_id = g.resource_id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
              left join lateral (
                    select r.name
                      from unnest(:duties) as duty (type)
                      join resource r
                        on r.tenant_id = :tenant and r.integration_id = :integration
                       and r.type = duty.type and r.external_id = g.attributes ->> duty.type
                       and holds(r.from_revision, r.to_revision, :revision, :newest)
                     limit 1) s on true
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.account_type = :type and g.account_id = :id
               and holds(g.from_revision, g.to_revision, :revision, :newest)
             order by g.resource_type, lower(coalesce(r.name, g.resource_id)), g.resource_id, g.value, g.through
            """;
    /// What decisions about one resource depend on. `offset 0` has everything that each account holds fetched by
    /// its key: there is little of it, and much of what all accounts hold on the resource. Times are looked up by
    /// number in the end: joined, all revisions came first where nothing was known of how many there are.
    private static final String OF_ACCOUNTS = """
            select g.account_type, g.account_id, g.resource_type, g.resource_id, g.resource_id as name,
                   g.value, g.through, g.attributes::text as more, null as turns, g.feed, g.record_id,
                   g.from_revision, g.run,
                   (select v.published_at from revision v
                     where v.tenant_id = :tenant and v.integration_id = :integration
                       and v.number = g.from_revision) as since,
                   g.from_revision = (select min(v.number) from revision v
                                       where v.tenant_id = :tenant and v.integration_id = :integration) as first
              from unnest(cast(:accountTypes as text[]), cast(:accounts as text[])) as n (type, id)
             cross join lateral (
                   select g.*
                     from access_grant g
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.account_type = n.type and g.account_id = n.id
                      and holds(g.from_revision, g.to_revision, :revision, :newest)
                   offset 0) g
             where (g.resource_type = :wholeType and g.resource_id = :whole
                    or (g.resource_type, g.resource_id)
                       in (select * from unnest(cast(:ownerTypes as text[]), cast(:owners as text[])))
                    or g.resource_type = :resourceType and g.resource_id = :resource)
             order by g.account_type, g.account_id, g.resource_type, g.resource_id, g.value, g.through
            """;

    private final TenantTransactions transactions;
    private final Catalogue catalogue;
    private final JdbcClient db;

    Holdings(TenantTransactions transactions, Catalogue catalogue, JdbcClient db) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.db = db;
    }

    /// Everything an account holds, by type and name of the resource. What it is held through is named by an
    /// attribute that is called as the type of that duty is.
    public List<Held> of(Revision revision, Key account) {
        Description application = catalogue.describe(revision.integration());
        return transactions.read(
                revision.tenant(),
                () -> revision.statement(db, OF_ACCOUNT)
                        .param("duties", application.types(Part.DUTY).toArray(String[]::new))
                        .param("type", account.type())
                        .param("id", account.id())
                        .query((row, index) -> held(row))
                        .list());
    }

    /// What accounts hold on the application as a whole, on some groups and on a resource.
    public Map<Key, List<Held>> of(
            Revision revision, AccessRules rules, List<Key> accounts, List<Key> groups, Key resource) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        return transactions.read(
                revision.tenant(),
                () -> revision
                        .statement(db, OF_ACCOUNTS)
                        .param("accountTypes", accounts.stream().map(Key::type).toArray(String[]::new))
                        .param("accounts", accounts.stream().map(Key::id).toArray(String[]::new))
                        .param("wholeType", rules.whole().type())
                        .param("whole", rules.whole().id())
                        .param("ownerTypes", groups.stream().map(Key::type).toArray(String[]::new))
                        .param("owners", groups.stream().map(Key::id).toArray(String[]::new))
                        .param("resourceType", resource.type())
                        .param("resource", resource.id())
                        .query((row, index) -> held(row))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(Held::account)));
    }

    /// The levels among what an account holds.
    public static Levels levels(AccessRules rules, List<Held> held) {
        return new Levels(
                held.stream()
                        .filter(one -> one.resource().equals(rules.whole()))
                        .map(Held::value)
                        .collect(Collectors.toUnmodifiableSet()),
                held.stream()
                        .filter(one -> rules.groups().contains(one.resource().type()))
                        .collect(Collectors.groupingBy(
                                Held::resource, Collectors.mapping(Held::value, Collectors.toUnmodifiableSet()))));
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                new Key(row.getString("account_type"), row.getString("account_id")),
                new Key(row.getString("resource_type"), row.getString("resource_id")),
                row.getString("name"),
                row.getString("value"),
                row.getString("through"),
                Attributes.parse(row.getString("more")),
                row.getString("turns"),
                row.getString("feed"),
                row.getString("record_id"),
                row.getInt("from_revision"),
                row.getInt("run"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getBoolean("first"));
    }
}
