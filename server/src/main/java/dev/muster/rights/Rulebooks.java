package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Passage;
import dev.muster.connector.AccessRules.Passage.Direction;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.rights.Reached.Link;
import dev.muster.rights.Rulebook.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            select r.name, r.attributes::text as attributes
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = :type and r.external_id = :id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;
    private static final String GROUPS = """
            select r.type, r.external_id, r.name, r.attributes::text as attributes
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = any (:groups)
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;

    /// The group from which another is reached, by links that are passed down and up.
    private static final String REACHED = """
            select case when l.relation = any (:up) then l.to_type else l.from_type end as from_type,
                   case when l.relation = any (:up) then l.to_id else l.from_id end as from_id,
                   case when l.relation = any (:up) then l.from_type else l.to_type end as to_type,
                   case when l.relation = any (:up) then l.from_id else l.to_id end as to_id,
                   coalesce(l.attributes ->> 'level', '') as level
              from link l
             where l.tenant_id = :tenant and l.integration_id = :integration
               and l.from_type = any (:groups) and l.to_type = any (:groups)
               and (l.relation = any (:up) or l.relation = any (:down))
               and holds(l.from_revision, l.to_revision, :revision, :newest)
             order by from_type, from_id
            """;

    /// Groups and links that are remembered, of all revisions together.
    private static final int KEPT = 20_000;

    private final PerRevision<Rulebook> books = new PerRevision<>(KEPT, Rulebook::size);
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
                .rules(revision.integration())
                .map(rules -> transactions.read(revision.tenant(), () -> book(revision, rules)));
    }

    /// What was not read is told in words, which depend on more than the revision.
    private Rulebook book(Revision revision, AccessRules rules) {
        Unread lacking = unread.of(revision, catalogue.describe(revision.integration()));
        return books.of(revision, lacking, () -> book(revision, rules, lacking));
    }

    private Rulebook book(Revision revision, AccessRules rules, Unread lacking) {
        boolean wholeUnread = rules.kinds().stream()
                .filter(kind -> kind.type().equals(rules.whole().type()))
                .flatMap(kind -> kind.feeds().stream())
                .anyMatch(lacking.feeds()::containsKey);
        Group whole = whole(revision, rules.whole());
        return new Rulebook(
                rules,
                whole.name(),
                wholeUnread ? Map.of() : whole.attributes(),
                groups(revision, rules),
                reached(revision, rules),
                lacking);
    }

    /// Called by its id where nothing tells of it.
    private Group whole(Revision revision, Key whole) {
        return revision.statement(db, WHOLE)
                .param("type", whole.type())
                .param("id", whole.id())
                .query((row, index) -> group(whole, row))
                .optional()
                .orElse(new Group(whole, whole.id(), Map.of()));
    }

    private Reached reached(Revision revision, AccessRules rules) {
        Map<Key, List<Link>> from = new HashMap<>();
        revision.statement(db, REACHED)
                .param("groups", rules.groups().toArray(String[]::new))
                .param("up", relations(rules, Direction.UP))
                .param("down", relations(rules, Direction.DOWN))
                .query(row -> {
                    from.computeIfAbsent(
                                    new Key(row.getString("to_type"), row.getString("to_id")), any -> new ArrayList<>())
                            .add(new Link(
                                    new Key(row.getString("from_type"), row.getString("from_id")),
                                    row.getString("level")));
                });
        return new Reached(from);
    }

    private static String[] relations(AccessRules rules, Direction direction) {
        return rules.passages().stream()
                .filter(passage -> passage.direction() == direction)
                .map(Passage::relation)
                .toArray(String[]::new);
    }

    private Map<Key, Group> groups(Revision revision, AccessRules rules) {
        return revision
                .statement(db, GROUPS)
                .param("groups", rules.groups().toArray(String[]::new))
                .query((row, index) -> group(new Key(row.getString("type"), row.getString("external_id")), row))
                .list()
                .stream()
                .collect(Collectors.toMap(Group::key, Function.identity()));
    }

    private static Group group(Key key, ResultSet row) throws SQLException {
        return new Group(key, row.getString("name"), Attributes.parse(row.getString("attributes")));
    }
}
