package dev.muster.rights;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.difference.Change.Named;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Difference;
import dev.muster.rights.RightChanges.Ends;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The accounts whose rights may differ between two revisions: those whose own facts changed in between. Where
/// resources, links or what was read changed too, it is everybody, since rights of all may follow from these. Runs in
/// the caller's tenant transaction.
@Component
class RightCandidates {
    /// Whether a resource came, went, or says something else than its name, or a link came, went or changed.
    private static final String EVERYBODY = """
            select exists (
                       select 1 from resource b
                        where b.tenant_id = :tenant and b.integration_id = :integration
                          and b.type = any (:types)
                          and b.from_revision > :earlier and b.from_revision <= :later
                          and holds(b.from_revision, b.to_revision, :later, false)
                          and not exists (
                                  select 1 from resource a
                                   where a.tenant_id = :tenant and a.integration_id = :integration
                                     and a.type = b.type and a.external_id = b.external_id
                                     and holds(a.from_revision, a.to_revision, :earlier, false)
                                     and a.attributes = b.attributes and a.feed = b.feed))
                or exists (
                       select 1 from resource a
                        where a.tenant_id = :tenant and a.integration_id = :integration
                          and a.type = any (:types)
                          and a.to_revision > :earlier and a.to_revision <= :later and a.from_revision <= :earlier
                          and not exists (
                                  select 1 from resource b
                                   where b.tenant_id = :tenant and b.integration_id = :integration
                                     and b.type = a.type and b.external_id = a.external_id
                                     and holds(b.from_revision, b.to_revision, :later, false)))
                or exists (
                       select 1 from link b
                        where b.tenant_id = :tenant and b.integration_id = :integration
                          and b.to_type = any (:types)
                          and b.from_revision > :earlier and b.from_revision <= :later
                          and holds(b.from_revision, b.to_revision, :later, false)
                          and not exists (
                                  select 1 from link a
                                   where a.tenant_id = :tenant and a.integration_id = :integration
                                     and a.from_type = b.from_type and a.from_id = b.from_id
                                     and a.relation = b.relation and a.to_type = b.to_type and a.to_id = b.to_id
                                     and holds(a.from_revision, a.to_revision, :earlier, false)
                                     and a.attributes = b.attributes))
                or exists (
                       select 1 from link a
                        where a.tenant_id = :tenant and a.integration_id = :integration
                          and a.to_type = any (:types)
                          and a.to_revision > :earlier and a.to_revision <= :later and a.from_revision <= :earlier
                          and not exists (
                                  select 1 from link b
                                   where b.tenant_id = :tenant and b.integration_id = :integration
                                     and b.from_type = a.from_type and b.from_id = a.from_id
                                     and b.relation = a.relation and b.to_type = a.to_type and b.to_id = a.to_id
                                     and holds(b.from_revision, b.to_revision, :later, false)))
            """;
    /// Those that are there at one end at least, with their name as it was told last.
    private static final String CANDIDATES = """
            with touched as (
                select g.account_type as type, g.account_id as id
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.from_revision > :earlier and g.from_revision <= :later
                union
                select g.account_type, g.account_id
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.to_revision > :earlier and g.to_revision <= :later
                union
                select a.type, a.external_id
                  from account a
                 where a.tenant_id = :tenant and a.integration_id = :integration
                   and a.from_revision > :earlier and a.from_revision <= :later
                union
                select a.type, a.external_id
                  from account a
                 where a.tenant_id = :tenant and a.integration_id = :integration
                   and a.to_revision > :earlier and a.to_revision <= :later
                union
                select a.type, a.external_id
                  from account a
                 where :everybody and a.tenant_id = :tenant and a.integration_id = :integration
                   and holds(a.from_revision, a.to_revision, :later, :newest)
            ), candidate as (
                select t.type, t.id,
                       exists (select 1 from account a
                                where a.tenant_id = :tenant and a.integration_id = :integration
                                  and a.type = t.type and a.external_id = t.id
                                  and holds(a.from_revision, a.to_revision, :earlier, false)) as before,
                       exists (select 1 from account a
                                where a.tenant_id = :tenant and a.integration_id = :integration
                                  and a.type = t.type and a.external_id = t.id
                                  and holds(a.from_revision, a.to_revision, :later, :newest)) as after
                  from touched t
                 where :account = '' or t.id = :account
            )
            select c.type, c.id, c.before, c.after, (select count(*) from candidate n where n.before or n.after) as found,
                   (select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration
                       and a.type = c.type and a.external_id = c.id and a.from_revision <= :later
                     order by a.from_revision desc limit 1) as name
              from candidate c
             where (c.before or c.after)
               and ((c.type, c.id) > (:afterType, :afterId) or :within and c.type = :afterType and c.id = :afterId)
             order by c.type, c.id
             limit :limit
            """;

    private final Catalogue catalogue;
    private final JdbcClient db;

    RightCandidates(Catalogue catalogue, JdbcClient db) {
        this.catalogue = catalogue;
        this.db = db;
    }

    /// @param before whether it was there at the earlier end
    /// @param after  whether it is there at the later end
    /// @param found  how many accounts are looked at in all
    record Candidate(Named account, boolean before, boolean after, long found) {}

    /// By type and id.
    ///
    /// @param account id of the one account that is asked about; empty for all
    /// @param after   the account that was shown last; none at the beginning
    /// @param within  whether something may be left of that one
    List<Candidate> of(Ends ends, String account, @Nullable Key after, boolean within, int limit) {
        Difference difference = ends.difference();
        return statement(difference, CANDIDATES)
                .param("everybody", concernsEverybody(ends))
                .param("account", account)
                .param("afterType", after == null ? "" : after.type())
                .param("afterId", after == null ? "" : after.id())
                .param("within", within)
                .param("limit", limit)
                .query((row, index) -> new Candidate(
                        new Named(new Key(row.getString("type"), row.getString("id")), row.getString("name")),
                        row.getBoolean("before"),
                        row.getBoolean("after"),
                        row.getLong("found")))
                .list();
    }

    private boolean concernsEverybody(Ends ends) {
        return !ends.earlier()
                        .unread()
                        .isLike(ends.later().unread(), ends.later().feeds())
                || statement(ends.difference(), EVERYBODY)
                        .param("types", types(ends))
                        .query(Boolean.class)
                        .single();
    }

    /// Types of resources that rights follow from.
    private String[] types(Ends ends) {
        Description application = catalogue.describe(ends.difference().later().integration());
        return Stream.of(ends.later().types(), application.types(Part.GROUP), List.of(application.whole()))
                .flatMap(List::stream)
                .distinct()
                .toArray(String[]::new);
    }

    private JdbcClient.StatementSpec statement(Difference difference, String sql) {
        return difference
                .later()
                .statement(db, sql)
                .param("earlier", difference.earlier().number())
                .param("later", difference.later().number());
    }
}
