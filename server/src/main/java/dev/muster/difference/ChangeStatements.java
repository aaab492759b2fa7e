package dev.muster.difference;

import dev.muster.ledger.Difference;
import dev.muster.ledger.SearchText;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statements about what revisions saw, whose conditions are told once. They take what [Wanted] fills in.
final class ChangeStatements {
    /// Accounts and resources that a search names, by any name that they had up to the end of a difference.
    static final String NAMED = """
            with named as materialized (
                select a.integration_id, a.type, a.external_id
                  from unnest(:integrations, :later) as s (integration_id, later)
                  join account a
                    on a.tenant_id = :tenant and a.integration_id = s.integration_id and a.from_revision <= s.later
                 where :pattern <> '' and
            """ + SearchText.IN_ACCOUNT + """
                union
                select r.integration_id, r.type, r.external_id
                  from unnest(:integrations, :later) as s (integration_id, later)
                  join resource r
                    on r.tenant_id = :tenant and r.integration_id = s.integration_id and r.from_revision <= s.later
                 where :pattern <> '' and
            """ + SearchText.IN_RESOURCE + """
            )
            """;
    /// On a change `c` that a revision of `s` saw.
    static final String IS_LET_THROUGH = """
            (:kind = '' or c.kind = :kind)
               and (not :byLevel
                    or c.kind = 'grant'
                       and (s.integration_id || ' ' || c.object_type || ' ' || (c.before ->> 'value') = any (:levels)
                            or s.integration_id || ' ' || c.object_type || ' ' || (c.after ->> 'value') = any (:levels)))
               and (:pattern = ''
                    or (s.integration_id, c.subject_type, c.subject_id)
                       in (select n.integration_id, n.type, n.external_id from named n)
                    or (s.integration_id, c.object_type, c.object_id)
                       in (select n.integration_id, n.type, n.external_id from named n))
            """;
    /// Revision by revision, in the order they are given. An entry of the audit trail fits when it is about the
    /// same account or resource, or about both that a grant or a link names: by its own words, or by a reference
    /// that was added or removed. One that tells of references alone does not explain another name. It was made
    /// after the run before began to read, and before this revision was published; the latest such entry counts.
    static final String PAGE = NAMED + """
            , page as (
                select s.integration_id, s.whole, s.place, v.number, v.run, v.published_at, c.*,
                       (select r.started_at
                          from revision b
                          join sync_run r
                            on r.tenant_id = :tenant and r.integration_id = s.integration_id and r.number = b.run
                         where b.tenant_id = :tenant and b.integration_id = s.integration_id
                           and b.number = v.number - 1) as since
                  from unnest(:seenBy, :numbers, :wholes) with ordinality as s (integration_id, number, whole, place)
                  join revision v
                    on v.tenant_id = :tenant and v.integration_id = s.integration_id and v.number = s.number
                 cross join lateral revision_changes(:tenant, s.integration_id, s.number) c
                 where (:way = ''
                        or :way = case when c.began then 'granted' when c.ended then 'removed' else 'changed' end)
                   and (s.place > 1
                        or (c.kind, c.subject_type, c.subject_id, c.object_type, c.object_id, c.nth)
                           > (:afterKind, :afterSubjectType, :afterSubjectId, :afterObjectType, :afterObjectId, :afterNth))
                   and
            """ + IS_LET_THROUGH + """
                 order by s.place, c.kind, c.subject_type, c.subject_id, c.object_type, c.object_id, c.nth
                 limit :limit
            )
            select p.integration_id, p.number, p.run, p.published_at, p.kind, p.subject_type, p.subject_id, p.object_type, p.object_id, p.nth,
                   p.began, p.ended, jsonb_strip_nulls(p.before) as before, p.before_attributes,
                   jsonb_strip_nulls(p.after) as after, p.after_attributes,
                   coalesce(subject_account.name, subject_resource.name, p.subject_id) as subject_name,
                   coalesce(object_account.name, object_resource.name, p.object_id) as object_name,
                   entry.id, entry.at, entry.action, entry.by_type, entry.by_id, entry.how, entry.attributes,
                   coalesce(actor.name, entry.by_id) as by_name
              from page p
              left join lateral (
                    select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = p.integration_id
                       and a.type = p.subject_type and a.external_id = p.subject_id and a.from_revision <= p.number
                     order by a.from_revision desc limit 1) subject_account on p.kind in ('account', 'grant')
              left join lateral (
                    select r.name from resource r
                     where r.tenant_id = :tenant and r.integration_id = p.integration_id
                       and r.type = p.subject_type and r.external_id = p.subject_id and r.from_revision <= p.number
                     order by r.from_revision desc limit 1) subject_resource on p.kind in ('resource', 'link')
              left join lateral (
                    select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = p.integration_id
                       and a.type = p.object_type and a.external_id = p.object_id and a.from_revision <= p.number
                     order by a.from_revision desc limit 1) object_account on p.kind = 'link'
              left join lateral (
                    select r.name from resource r
                     where r.tenant_id = :tenant and r.integration_id = p.integration_id
                       and r.type = p.object_type and r.external_id = p.object_id and r.from_revision <= p.number
                     order by r.from_revision desc limit 1) object_resource on p.kind in ('grant', 'link')
              left join lateral (
                    select e.*
                      from (values (p.subject_type, p.subject_id, p.object_type, p.object_id),
                                   (p.object_type, p.object_id, p.subject_type, p.subject_id))
                           side (on_type, on_id, other_type, other_id)
                     cross join lateral (
                            select r.id, r.at, r.action, r.by_type, r.by_id, r.how, r.attributes
                              from change_record r
                             where r.tenant_id = :tenant and r.integration_id = p.integration_id
                               and r.on_type = side.on_type and r.on_id = side.on_id
                               and r.at > p.since and r.at <= p.published_at
                               and (r.about_type = side.other_type and r.about_id = side.other_id
                                    or r.about_id is null
                                       and ((side.other_id = '' or p.kind = 'grant' and side.other_type = p.whole)
                                            and (select not coalesce(bool_or(said like '%.added' or said like '%.removed'),
                                                                     false)
                                                        or bool_or(said like 'field.%')
                                                   from jsonb_object_keys(r.attributes) said)
                                            or exists (
                                                   select 1 from jsonb_each_text(r.attributes) said
                                                    where (said.key like '%.added' or said.key like '%.removed')
                                                      and side.other_id = any (string_to_array(said.value, ',')))))
                             order by r.at desc, r.id desc limit 1) e
                     order by e.at desc, e.id desc limit 1) entry on true
              left join lateral (
                    select a.name from account a
                     where a.tenant_id = :tenant and a.integration_id = p.integration_id
                       and a.type = entry.by_type and a.external_id = entry.by_id and a.from_revision <= p.number
                     order by a.from_revision desc limit 1) actor on true
             order by p.place, p.kind, p.subject_type, p.subject_id, p.object_type, p.object_id, p.nth
            """;

    private ChangeStatements() {}

    /// A statement about differences of one tenant, at least one: `:tenant`, and `:integrations` with the numbers
    /// of the revisions that they begin and end with, `:earlier` and `:later`.
    static JdbcClient.StatementSpec about(List<Difference> differences, JdbcClient db, String sql) {
        return db.sql(sql)
                .param("tenant", differences.getFirst().later().tenant().value())
                .param(
                        "integrations",
                        differences.stream().map(ChangeStatements::id).toArray(UUID[]::new))
                .param(
                        "earlier",
                        differences.stream()
                                .map(difference -> difference.earlier().number())
                                .toArray(Integer[]::new))
                .param(
                        "later",
                        differences.stream()
                                .map(difference -> difference.later().number())
                                .toArray(Integer[]::new));
    }

    /// The same about revisions of theirs: `:seenBy` and `:numbers`.
    static JdbcClient.StatementSpec aboutSeen(List<Sighting> sightings, JdbcClient db, String sql) {
        return about(sightings.stream().map(Sighting::difference).distinct().toList(), db, sql)
                .param(
                        "seenBy",
                        sightings.stream()
                                .map(sighting -> id(sighting.difference()))
                                .toArray(UUID[]::new))
                .param("numbers", sightings.stream().map(Sighting::revision).toArray(Integer[]::new));
    }

    private static UUID id(Difference difference) {
        return difference.later().integration().id().value();
    }
}
