package dev.muster.access;

import dev.muster.people.PersonOfAccount;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The statements of lists of access, each with the same conditions, which are told once. They take what [Scope] fills
/// in, and a place in one of the orders.
///
/// @param page   of rows after a place
/// @param before where the page before a place begins: one page back, itself not shown
/// @param count  of all rows
record GrantStatements(String page, String before, String count) {
    /// The revision from which on something is held without a break, of a row `g`.
    private static final String BEGAN = """
            (select max(f.from_revision)
               from access_grant f
              where f.tenant_id = :tenant and f.integration_id = g.integration_id
                and f.account_type = g.account_type and f.account_id = g.account_id
                and f.resource_type = g.resource_type and f.resource_id = g.resource_id
                and f.value = g.value and f.through = g.through and f.from_revision <= g.from_revision
                and not exists (
                    select 1 from access_grant e
                     where e.tenant_id = :tenant and e.integration_id = g.integration_id
                       and e.account_type = g.account_type and e.account_id = g.account_id
                       and e.resource_type = g.resource_type and e.resource_id = g.resource_id
                       and e.value = g.value and e.through = g.through and e.to_revision = f.from_revision))
            """;
    private static final String INTEGRATIONS = """
              from unnest(:integrations, :revisions, :sinces) as s (integration_id, number, since)
            """;
    /// What is let through of one integration; `%s` is where it is found.
    private static final String LISTED = """
                      from %s
                      join account a
                        on a.tenant_id = :tenant and a.integration_id = s.integration_id
                       and a.type = g.account_type and a.external_id = g.account_id
                       and holds(a.from_revision, a.to_revision, s.number, :newest)
                      join resource r
                        on r.tenant_id = :tenant and r.integration_id = s.integration_id
                       and r.type = g.resource_type and r.external_id = g.resource_id
                       and holds(r.from_revision, r.to_revision, s.number, :newest)
                      left join account_person d
                        on d.tenant_id = :tenant and d.integration_id = s.integration_id
                       and d.account_type = a.type and d.account_id = a.external_id
                     where g.tenant_id = :tenant and g.integration_id = s.integration_id
                       and holds(g.from_revision, g.to_revision, s.number, :newest)
                       and (:group = '' or g.resource_id = :group)
                       and (not :groupless or not exists (
                               select 1
                                 from unnest(:groupAt, :groupOn) as t (integration_id, type)
                                 join access_grant o
                                   on o.tenant_id = :tenant and o.integration_id = s.integration_id
                                  and o.account_type = a.type and o.account_id = a.external_id
                                  and o.resource_type = t.type
                                  and holds(o.from_revision, o.to_revision, s.number, :newest)
                                where t.integration_id = s.integration_id))
                       and (:email = '' or lower(:email) =
                            case when d.decision is null then a.email_key when d.decision = 'linked' then d.person end)
                       and (:state = '' or a.state = :state)
                       and (:kind = '' or case when d.decision = 'service' then 'service' else a.kind end = :kind)
                       and (:since = '' or g.from_revision > s.since and s.since <
            """ + BEGAN + """
                       )
                       and
            """ + PersonOfAccount.IS_AS_ASKED;
    /// Of each integration as many rows are read as the page shows of all of them, in the order of an index.
    private static final String PAGE = """
            select g.*, v.number as since_revision, v.published_at as since,
                   v.number = (select min(b.number) from revision b
                                where b.tenant_id = :tenant and b.integration_id = g.integration_id) as seen_first
              from (select p.*
            """ + INTEGRATIONS + """
                     cross join lateral (
                           select a.integration_id, a.type as account_type, a.external_id as account_id, a.name, a.email,
                                  a.state, case when d.decision = 'service' then 'service' else a.kind end as kind,
                                  r.name as resource_name, g.resource_type, g.resource_id, g.value, g.through,
                                  g.from_revision, g.feed, g.record_id, %2$s as place
            """ + LISTED.replace("%s", "%1$s") + """
                       and (:first or %3$s)
                     order by %5$s
                     limit :limit) p
                     order by p.place %6$s
                     limit :limit) g
              join revision v
                on v.tenant_id = :tenant and v.integration_id = g.integration_id and v.number =
            """ + BEGAN + """
             order by g.place %6$s
            """;
    private static final String BEFORE = """
            select p.place
            """ + INTEGRATIONS + """
             cross join lateral (
                   select %2$s as place
            """ + LISTED.replace("%s", "%1$s") + """
                       and %4$s
                     order by %5$s
                     limit :limit + 1) p
             order by p.place %6$s
            offset :limit limit 1
            """;
    private static final String COUNT = """
            select count(*)
            """ + INTEGRATIONS + """
             cross join lateral (
                   select 1
            """ + LISTED.replace("%s", "%1$s") + """
                   ) p
            """;

    static GrantStatements of(GrantSource source, GrantOrder order) {
        GrantOrder back = order.reversed();
        return new GrantStatements(
                text(PAGE, source, order, order),
                text(BEFORE, source, order, back),
                text(COUNT, source, order, order));
    }

    /// All there are, so that a test can look how each is answered.
    static List<String> all() {
        return Arrays.stream(GrantSource.values())
                .flatMap(source -> Arrays.stream(GrantOrder.values()).map(order -> of(source, order)))
                .flatMap(statements -> Stream.of(statements.page, statements.before, statements.count))
                .distinct()
                .toList();
    }

    /// @param order  in which places are compared
    /// @param walked the direction that is walked in
    private static String text(String statement, GrantSource source, GrantOrder order, GrantOrder walked) {
        return statement.formatted(
                source.text(), order.place(), order.after(), order.upTo(), walked.by(), walked.direction());
    }
}
