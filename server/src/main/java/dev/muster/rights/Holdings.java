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
import tools.jackson.databind.json.JsonMapper;

/// What accounts hold now.
@Component
public class Holdings {
    private static final String OF_ACCOUNT = """
            select g.account_type, g.account_id, g.resource_type, g.resource_id, coalesce(r.name, g.resource_id) as name,
                   g.value, g.through, g.attributes::text as more, s.name as turns, g.feed, g.record_id, v.published_at as since
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
              join revision v
                on v.tenant_id = :tenant and v.integration_id = :integration and v.number = g.from_revision
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.account_type = :type and g.account_id = :id
               and holds(g.from_revision, g.to_revision, :revision, :newest)
             order by g.resource_type, lower(coalesce(r.name, g.resource_id)), g.resource_id, g.value, g.through
            """;
    /// What decisions about one resource depend on.
    private static final String OF_ACCOUNTS = """
            select g.account_type, g.account_id, g.resource_type, g.resource_id, g.resource_id as name,
                   g.value, g.through, g.attributes::text as more, null as turns, g.feed, g.record_id, v.published_at as since
              from access_grant g
              join revision v
                on v.tenant_id = :tenant and v.integration_id = :integration and v.number = g.from_revision
             where g.tenant_id = :tenant and g.integration_id = :integration
               and (g.account_type, g.account_id) in (:accounts)
               and (g.resource_type = :wholeType and g.resource_id = :whole
                    or g.resource_type = :group
                       and g.resource_id in (select jsonb_array_elements_text(cast(:owners as jsonb))))
               and holds(g.from_revision, g.to_revision, :revision, :newest)
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
        Description application = catalogue.describe(revision.integration().application());
        return transactions.read(
                revision.tenant(),
                () -> revision.statement(db, OF_ACCOUNT)
                        .param("duties", application.types(Part.DUTY).toArray(String[]::new))
                        .param("type", account.type())
                        .param("id", account.id())
                        .query((row, index) -> held(row))
                        .list());
    }

    /// What accounts hold on the application as a whole and on some groups.
    public Map<Key, List<Held>> of(Revision revision, AccessRules rules, List<Key> accounts, List<String> groups) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        return transactions.read(
                revision.tenant(),
                () -> revision
                        .statement(db, OF_ACCOUNTS)
                        .param(
                                "accounts",
                                accounts.stream()
                                        .map(key -> new Object[] {key.type(), key.id()})
                                        .toList())
                        .param("wholeType", rules.whole().type())
                        .param("whole", rules.whole().id())
                        .param("group", rules.group())
                        .param("owners", JsonMapper.shared().writeValueAsString(groups))
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
                        .min(String::compareTo)
                        .orElse(null),
                held.stream()
                        .filter(one -> one.resource().type().equals(rules.group()))
                        .collect(Collectors.groupingBy(
                                one -> one.resource().id(),
                                Collectors.collectingAndThen(
                                        Collectors.mapping(Held::value, Collectors.toList()),
                                        values -> values.stream().distinct().toList()))));
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
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
