package dev.muster.resource;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Key;
import dev.muster.ledger.Attributes;
import dev.muster.ledger.Revision;
import dev.muster.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The list of all links of a revision, by both of their ends. Runs in the caller's tenant transaction.
@Component
class LinkList {
    /// Columns it is ordered by.
    static final int ORDER = 5;

    private static final String LISTED = """
              from link l
             where l.tenant_id = :tenant and l.integration_id = :integration
               and holds(l.from_revision, l.to_revision, :revision, :newest)
               and (:relation = '' or l.relation = :relation)
               and (:fromType = '' or l.from_type = :fromType)
               and (:from = '' or l.from_id = :from)
               and (:toType = '' or l.to_type = :toType)
               and (:to = '' or l.to_id = :to)
            """;
    private static final String PAGE = """
            select l.from_type, l.from_id, l.relation, l.to_type, l.to_id, l.attributes::text as attributes,
                   l.feed, l.record_id
            """ + LISTED + """
               and (l.from_type, l.from_id, l.relation, l.to_type, l.to_id)
                   > (:afterFromType, :afterFrom, :afterRelation, :afterToType, :afterTo)
             order by l.from_type, l.from_id, l.relation, l.to_type, l.to_id
             limit :limit
            """;
    private static final String RELATIONS = """
            select distinct l.relation
              from link l
             where l.tenant_id = :tenant and l.integration_id = :integration
               and holds(l.from_revision, l.to_revision, :revision, :newest)
             order by l.relation
            """;

    private final JdbcClient db;

    LinkList(JdbcClient db) {
        this.db = db;
    }

    /// What is asked for; what is empty narrows nothing.
    ///
    /// @param relation as rows name it: `owns`
    /// @param from     id of what it leads from
    record Wanted(String relation, String fromType, String from, String toType, String to) {}

    /// @param attributes further facts, such as the place of a step
    /// @param feed       id of the feed that told it
    /// @param record     the record of the application that told it
    record Link(Key from, String relation, Key to, Map<String, String> attributes, String feed, String record) {
        Link {
            attributes = Map.copyOf(attributes);
        }

        private Cursor key() {
            return new Cursor(List.of(from.type(), from.id(), relation, to.type(), to.id()));
        }
    }

    /// At most `limit` links after a place.
    ///
    /// @throws InvalidInput about `relation` when there is no such link
    Slice<Link> slice(Revision revision, Wanted wanted, @Nullable Cursor after, int limit) {
        List<String> key = after == null ? Collections.nCopies(ORDER, "") : after.key();
        List<Link> links = revision.statement(db, PAGE)
                .param("relation", wanted.relation())
                .param("fromType", wanted.fromType())
                .param("from", wanted.from())
                .param("toType", wanted.toType())
                .param("to", wanted.to())
                .param("afterFromType", key.get(0))
                .param("afterFrom", key.get(1))
                .param("afterRelation", key.get(2))
                .param("afterToType", key.get(3))
                .param("afterTo", key.get(4))
                .param("limit", limit + 1)
                .query((row, index) -> link(row))
                .list();
        return Slice.of(links, limit, Link::key);
    }

    /// Names of all relations that a link of a revision has.
    List<String> relations(Revision revision) {
        return revision.statement(db, RELATIONS)
                .query((row, index) -> row.getString("relation"))
                .list();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new Key(row.getString("from_type"), row.getString("from_id")),
                row.getString("relation"),
                new Key(row.getString("to_type"), row.getString("to_id")),
                Attributes.parse(row.getString("attributes")),
                row.getString("feed"),
                row.getString("record_id"));
    }
}
