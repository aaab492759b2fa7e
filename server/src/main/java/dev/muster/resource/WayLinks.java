package dev.muster.resource;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.Revision;
import dev.muster.resource.Ways.Passage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The links between duties and objects that ways are made of, one step at a time. Who owns what is no such link.
/// Runs in the caller's tenant transaction.
@Component
class WayLinks {
    /// Links of one step; whoever has more is told that some are left out.
    private static final int MOST = 400;

    private static final String LINKS = """
            select p.from_type, p.from_id, p.to_type, p.to_id, p.levels,
                   coalesce(f.name, p.from_id) as from_name, coalesce(t.name, p.to_id) as to_name
              from (select l.from_type, l.from_id, l.to_type, l.to_id, min(coalesce(l.attributes ->> 'levels', '')) as levels
                      from (select x.from_type, x.from_id, x.relation, x.to_type, x.to_id, x.attributes
                              from unnest(cast(:types as text[]), cast(:ids as text[])) as n (type, id)
                              join link x
                                on x.tenant_id = :tenant and x.integration_id = :integration
                               and x.from_type = n.type and x.from_id = n.id and x.to_type = any (:known)
                               and holds(x.from_revision, x.to_revision, :revision, :newest)
                            union
                            select x.from_type, x.from_id, x.relation, x.to_type, x.to_id, x.attributes
                              from unnest(cast(:types as text[]), cast(:ids as text[])) as n (type, id)
                              join link x
                                on x.tenant_id = :tenant and x.integration_id = :integration
                               and x.to_type = n.type and x.to_id = n.id and x.from_type = any (:known)
                               and holds(x.from_revision, x.to_revision, :revision, :newest)) l
                     where l.relation <> all (:apart)
                     group by l.from_type, l.from_id, l.to_type, l.to_id
                     order by l.from_type, l.from_id, l.to_type, l.to_id
                     limit :limit) p
              left join resource f
                on f.tenant_id = :tenant and f.integration_id = :integration
               and f.type = p.from_type and f.external_id = p.from_id
               and holds(f.from_revision, f.to_revision, :revision, :newest)
              left join resource t
                on t.tenant_id = :tenant and t.integration_id = :integration
               and t.type = p.to_type and t.external_id = p.to_id
               and holds(t.from_revision, t.to_revision, :revision, :newest)
             order by p.from_type, p.from_id, p.to_type, p.to_id
            """;

    private final JdbcClient db;

    WayLinks(JdbcClient db) {
        this.db = db;
    }

    /// @param names   what both ends of each are called
    /// @param isWhole whether none was left out
    record Step(List<Passage> passages, Map<Key, String> names, boolean isWhole) {
        Step {
            passages = List.copyOf(passages);
            names = Map.copyOf(names);
        }
    }

    /// Those that begin or end at any of these.
    Step at(Revision revision, Description application, Collection<Key> any) {
        Map<Key, String> names = new HashMap<>();
        List<Passage> found = revision.statement(db, LINKS)
                .param("types", any.stream().map(Key::type).toArray(String[]::new))
                .param("ids", any.stream().map(Key::id).toArray(String[]::new))
                .param("known", known(application))
                .param("apart", new String[] {AccessRules.OWNS, AccessRules.CONTAINS})
                .param("limit", MOST + 1)
                .query((row, index) -> passage(row, names))
                .list();
        return new Step(found.stream().limit(MOST).toList(), names, found.size() <= MOST);
    }

    private static String[] known(Description application) {
        List<String> types = new ArrayList<>(application.types(Part.DUTY));
        application.resourceTypes().stream()
                .filter(type -> type.part() == Part.OBJECT)
                .map(ResourceType::type)
                .forEach(types::add);
        return types.toArray(String[]::new);
    }

    private static Passage passage(ResultSet row, Map<Key, String> names) throws SQLException {
        Key from = new Key(row.getString("from_type"), row.getString("from_id"));
        Key to = new Key(row.getString("to_type"), row.getString("to_id"));
        names.put(from, row.getString("from_name"));
        names.put(to, row.getString("to_name"));
        String levels = row.getString("levels");
        return new Passage(from, to, levels.isEmpty() ? List.of() : List.of(levels.split(",")));
    }
}
