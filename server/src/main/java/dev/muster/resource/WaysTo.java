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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the ways by which people are called about a resource: the links between duties and objects, a few steps from
/// it. Who owns what is no such way. Runs in the caller's tenant transaction.
@Component
class WaysTo {
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

    WaysTo(JdbcClient db) {
        this.db = db;
    }

    /// @param name of the resource
    Ways find(Revision revision, Description application, Key resource, String name) {
        var search = new Search(revision, application, resource, name);
        return application.is(resource.type(), Part.DUTY) ? search.aroundDuty() : search.aroundObject();
    }

    /// What was found until now.
    private final class Search {
        private final Revision revision;
        private final Description application;
        private final Key resource;
        private final Set<Passage> passages = new LinkedHashSet<>();
        private final Map<Key, String> names = new HashMap<>();
        private boolean whole = true;

        Search(Revision revision, Description application, Key resource, String name) {
            this.revision = revision;
            this.application = application;
            this.resource = resource;
            names.put(resource, name);
        }

        Ways aroundDuty() {
            List<Passage> near = step(List.of(resource));
            List<Key> fed = ends(near, resource, Part.DUTY, true);
            List<Key> feeders = fed.isEmpty() ? ends(near, resource, Part.DUTY, false) : List.of(resource);
            List<Key> duties = fed.isEmpty() ? List.of(resource) : fed;
            List<Passage> there = fed.isEmpty() ? near : step(duties);
            List<Key> objects = onwards(there, duties);
            return ways(feeders, duties, objects, onwards(step(objects), objects));
        }

        /// What nobody is called about directly is looked at as what other objects lead to.
        Ways aroundObject() {
            List<Passage> near = step(List.of(resource));
            List<Key> calling = ends(near, resource, Part.DUTY, false);
            if (calling.isEmpty()) {
                List<Key> supporting = ends(near, resource, Part.OBJECT, false);
                List<Key> duties = leading(step(supporting), supporting, Part.DUTY);
                return ways(leading(step(duties), duties, Part.DUTY), duties, supporting, List.of(resource));
            }
            return ways(
                    leading(step(calling), calling, Part.DUTY),
                    calling,
                    List.of(resource),
                    ends(near, resource, Part.OBJECT, true));
        }

        private Ways ways(List<Key> feeders, List<Key> duties, List<Key> objects, List<Key> further) {
            Set<Key> all = new LinkedHashSet<>(feeders);
            Stream.of(duties, objects, further).forEach(all::addAll);
            return new Ways(
                    feeders,
                    duties,
                    objects,
                    further,
                    passages.stream()
                            .filter(passage -> all.contains(passage.from()) && all.contains(passage.to()))
                            .toList(),
                    names,
                    whole);
        }

        private List<Key> onwards(List<Passage> links, List<Key> from) {
            return keys(links, passage -> from.contains(passage.from()) ? passage.to() : resource, Part.OBJECT);
        }

        private List<Key> leading(List<Passage> links, List<Key> to, Part part) {
            return keys(links, passage -> to.contains(passage.to()) ? passage.from() : resource, part);
        }

        private List<Key> ends(List<Passage> links, Key key, Part part, boolean outwards) {
            return keys(
                    links,
                    passage -> outwards
                            ? (passage.from().equals(key) ? passage.to() : key)
                            : (passage.to().equals(key) ? passage.from() : key),
                    part);
        }

        private List<Key> keys(List<Passage> links, Function<Passage, Key> end, Part part) {
            return links.stream()
                    .map(end)
                    .filter(key -> !key.equals(resource) && application.is(key.type(), part))
                    .distinct()
                    .toList();
        }

        private List<Passage> step(List<Key> from) {
            if (from.isEmpty()) {
                return List.of();
            }
            List<Passage> found = revision.statement(db, LINKS)
                    .param("types", from.stream().map(Key::type).toArray(String[]::new))
                    .param("ids", from.stream().map(Key::id).toArray(String[]::new))
                    .param("known", known())
                    .param("apart", new String[] {AccessRules.OWNS, AccessRules.CONTAINS})
                    .param("limit", MOST + 1)
                    .query((row, index) -> passage(row))
                    .list();
            whole &= found.size() <= MOST;
            List<Passage> kept = found.stream().limit(MOST).toList();
            passages.addAll(kept);
            return kept;
        }

        private String[] known() {
            List<String> types = new ArrayList<>(application.types(Part.DUTY));
            application.resourceTypes().stream()
                    .filter(type -> type.part() == Part.OBJECT)
                    .map(ResourceType::type)
                    .forEach(types::add);
            return types.toArray(String[]::new);
        }

        private Passage passage(ResultSet row) throws SQLException {
            Key from = new Key(row.getString("from_type"), row.getString("from_id"));
            Key to = new Key(row.getString("to_type"), row.getString("to_id"));
            names.put(from, row.getString("from_name"));
            names.put(to, row.getString("to_name"));
            String levels = row.getString("levels");
            return new Passage(from, to, levels.isEmpty() ? List.of() : List.of(levels.split(",")));
        }
    }
}
