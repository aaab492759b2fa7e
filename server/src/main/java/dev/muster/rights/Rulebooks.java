package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.rights.Rulebook.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what the rules of an application need to know.
@Component
public class Rulebooks {
    private static final String WHOLE = """
            select r.attributes::text as attributes
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = :type and r.external_id = :id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;
    private static final String GROUPS = """
            select r.external_id, r.name, r.attributes::text as attributes
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = :type
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;

    private static final String CONTAINERS = """
            select l.from_id, l.to_id
              from link l
             where l.tenant_id = :tenant and l.integration_id = :integration
               and l.from_type = :type and l.to_type = :type and l.relation = :contains
               and holds(l.from_revision, l.to_revision, :revision, :newest)
             order by l.from_id
            """;

    private final TenantTransactions transactions;
    private final UnreadData unread;
    private final JdbcClient db;
    private final Catalogue catalogue;

    Rulebooks(TenantTransactions transactions, UnreadData unread, JdbcClient db, Catalogue catalogue) {
        this.transactions = transactions;
        this.unread = unread;
        this.db = db;
        this.catalogue = catalogue;
    }

    /// The rules of an integration's application; empty when nobody can tell how levels add up there.
    public Optional<Rulebook> of(Revision revision) {
        return catalogue
                .connector(revision.integration().application())
                .rules()
                .map(rules -> transactions.read(revision.tenant(), () -> book(revision, rules)));
    }

    private Rulebook book(Revision revision, AccessRules rules) {
        Unread lacking = unread.of(revision, catalogue.describe(revision.integration()));
        boolean wholeUnread = rules.kinds().stream()
                .filter(kind -> kind.type().equals(rules.whole().type()))
                .flatMap(kind -> kind.feeds().stream())
                .anyMatch(lacking.feeds()::containsKey);
        return new Rulebook(
                rules,
                wholeUnread ? Map.of() : whole(revision, rules.whole()),
                groups(revision, rules),
                containers(revision, rules),
                lacking);
    }

    private Map<String, String> whole(Revision revision, Key whole) {
        return revision.statement(db, WHOLE)
                .param("type", whole.type())
                .param("id", whole.id())
                .query((row, index) -> Attributes.parse(row.getString("attributes")))
                .optional()
                .orElse(Map.of());
    }

    private Map<String, List<String>> containers(Revision revision, AccessRules rules) {
        Map<String, List<String>> containers = new HashMap<>();
        revision.statement(db, CONTAINERS)
                .param("type", rules.group())
                .param("contains", AccessRules.CONTAINS)
                .query(row -> {
                    containers
                            .computeIfAbsent(row.getString("to_id"), any -> new ArrayList<>())
                            .add(row.getString("from_id"));
                });
        return containers;
    }

    private Map<String, Group> groups(Revision revision, AccessRules rules) {
        return revision
                .statement(db, GROUPS)
                .param("type", rules.group())
                .query((row, index) -> new Group(
                        row.getString("external_id"),
                        row.getString("name"),
                        Attributes.parse(row.getString("attributes"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Group::id, Function.identity()));
    }
}
