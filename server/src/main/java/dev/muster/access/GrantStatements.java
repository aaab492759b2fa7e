package dev.muster.access;

import dev.muster.ledger.SearchText;
import dev.muster.people.PersonOfAccount;
import dev.muster.source.Told;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The statements of lists of access, each with the same conditions, which are told once. They take what [Scope]
/// fills in, and a place in one of the orders.
///
/// @param page   of rows after a place
/// @param before where the page before a place begins: one page back, itself not shown
/// @param count  of all rows, or of `:most`
record GrantStatements(String page, String before, String count) {
    /// On an account `a`, and what is decided about it, `d`. Whether it is in a group is looked up for one account
    /// after the other: said as `not exists`, all that is held on groups would be read for the first page already.
    static final String ACCOUNT_IS_LET_THROUGH = """
            (:email = '' or lower(:email) =
                            case when d.decision is null then a.email_key when d.decision = 'linked' then d.person end)
                       and (:state = '' or a.state = :state)
                       and (:kind = '' or case when d.decision = 'service' then 'service' else a.kind end = :kind)
                       and (not :groupless or (
                               select 1
                                 from access_grant o
                                where o.tenant_id = :tenant and o.integration_id = s.integration_id
                                  and o.account_type = a.type and o.account_id = a.external_id
                                  and s.integration_id || ' ' || o.resource_type = any (:groups)
                                  and holds(o.from_revision, o.to_revision, s.number, :newest)
                                limit 1) is null)
                       and
            """ + PersonOfAccount.IS_AS_ASKED;
    /// With the first revision of each, which is looked up once and not for every row: what began with it has no past.
    static final String INTEGRATIONS = """
              from (select i.*, (select min(b.number)
                                   from revision b
                                  where b.tenant_id = :tenant and b.integration_id = i.integration_id) as first
                      from unnest(:integrations, :revisions, :sinces) as i (integration_id, number, since)
                    offset 0) s
            """;
    /// On a grant `g` of an account `a` on a resource `r`.
    private static final String GRANT_IS_LET_THROUGH =
            """
            g.tenant_id = :tenant and g.integration_id = s.integration_id
                       and g.account_type = a.type and g.account_id = a.external_id
                       and holds(g.from_revision, g.to_revision, s.number, :newest)
                       and (not :byLevel or s.integration_id || ' ' || g.resource_type || ' ' || g.value = any (:levels))
                       and (
            """ + SearchText.IN_ACCOUNT + """
                            or
            """ + SearchText.IN_RESOURCE + """
                            or s.integration_id || ' ' || g.resource_type || ' ' || g.value = any (:named))
                       and (:group = '' or g.resource_id = :group)
                       and (:since = '' or g.from_revision > s.since and s.since <
            """ + Told.BEGAN + """
                       )
            """;
    private static final String RESOURCE = """
            join resource r
                        on r.tenant_id = :tenant and r.integration_id = s.integration_id
                       and r.type = g.resource_type and r.external_id = g.resource_id
                       and holds(r.from_revision, r.to_revision, s.number, :newest)
            """;
    /// What is let through of one integration; `%1$s` is where it is found, `%7$s` what must hold for accounts.
    private static final String LISTED = """
                      from %1$s
                      join account a
                        on a.tenant_id = :tenant and a.integration_id = s.integration_id
                       and a.type = g.account_type and a.external_id = g.account_id
                       and holds(a.from_revision, a.to_revision, s.number, :newest)
            """ + RESOURCE + """
                      left join account_person d
                        on d.tenant_id = :tenant and d.integration_id = s.integration_id
                       and d.account_type = a.type and d.account_id = a.external_id
                     where
            """ + GRANT_IS_LET_THROUGH + """
                       and %7$s
            """;
    private static final String BEGIN = """
            select g.*, v.number as since_revision, v.run as since_run, v.published_at as since,
                   v.number = g.first as seen_first
              from (select p.*, s.first
            """ + INTEGRATIONS;
    static final String COLUMNS = """
            a.integration_id, a.type as account_type, a.external_id as account_id, a.name, a.email, a.state,
                                  case when d.decision = 'service' then 'service' else a.kind end as kind,
            """;
    private static final String OF_GRANT = """
            r.name as resource_name, g.resource_type, g.resource_id, g.value, g.through, g.from_revision, g.feed,
                                  g.record_id, %2$s as place
            """;
    private static final String END = """
                     order by p.place %6$s
                     limit :limit) g
              join revision v
                on v.tenant_id = :tenant and v.integration_id = g.integration_id and v.number =
            """;
    private static final String IN_ORDER = """
             order by g.place %6$s
            """;
    private static final String LOOKED_UP =
            "case when g.from_revision = g.first then g.first else " + Told.BEGAN + "end";
    /// What one account holds and held, each with the revision from which on it is held without a break. All of it
    /// is read once, in the order of an index: to look for each row whether it was held before costs more.
    static final String WITH_ITS_PAST = """
            (select f.*, max(f.opened) over (partition by f.resource_type, f.resource_id, f.value, f.through
                                                 order by f.from_revision) as began
               from (select h.*, case when lag(h.to_revision) over (
                                               partition by h.resource_type, h.resource_id, h.value, h.through
                                                   order by h.from_revision) is distinct from h.from_revision
                                      then h.from_revision end as opened
                       from access_grant h
                      where h.tenant_id = :tenant and h.integration_id = s.integration_id
                        and h.account_type = a.type and h.account_id = a.external_id
                        and h.from_revision <= s.number) f) g
            """;
    /// Of each integration no more rows are taken than the page shows of all of them.
    private static final String PAGE = BEGIN + """
                     cross join lateral (
                           select
            """ + COLUMNS + OF_GRANT + LISTED + """
                       and (:first or %3$s)
                     order by %5$s
                     limit :limit) p
            """ + END + LOOKED_UP + IN_ORDER;
    /// Account by account, in the order of an index, until the page is full: of each no more is read than it has.
    private static final String WALK = """
                     cross join lateral (
                           select
            """ + COLUMNS + """
                                  w.*
                      from account a
                      left join account_person d
                        on d.tenant_id = a.tenant_id and d.integration_id = s.integration_id
                       and d.account_type = a.type and d.account_id = a.external_id
                     cross join lateral (
                           select
                                  g.began,
            """ + OF_GRANT + "from " + WITH_ITS_PAST + """
                             join resource r
                               on r.tenant_id = g.tenant_id and r.integration_id = s.integration_id
                              and r.type = g.resource_type and r.external_id = g.resource_id
                              and holds(r.from_revision, r.to_revision, s.number, :newest)
                            where
            """
            + GRANT_IS_LET_THROUGH + """
                              and (:first or %3$s)
                            order by %5$s
                            limit :limit + 1) w
                     where a.tenant_id = :tenant and a.integration_id = s.integration_id
                       and holds(a.from_revision, a.to_revision, s.number, :newest)
                       and (:first or %8$s)
                       and
            """ + ACCOUNT_IS_LET_THROUGH + """
                     order by a.sort_name %6$s, a.external_id %6$s, w.place %6$s
                     limit :limit + 1) p
            """;
    private static final String WALKED = BEGIN + WALK + END + "g.began" + IN_ORDER;
    private static final String WALKED_BACK = "select p.place" + INTEGRATIONS + WALK + """
             order by p.place %6$s
            offset :limit limit 1
            """;
    private static final String BEFORE = """
            select p.place
            """ + INTEGRATIONS + """
             cross join lateral (
                   select %2$s as place
            """ + LISTED + """
                       and %4$s
                     order by %5$s
                     limit :limit + 1) p
             order by p.place %6$s
            offset :limit limit 1
            """;
    private static final String COUNT = """
            select count(*)
              from (select 1
            """ + INTEGRATIONS + """
             cross join lateral (
                   select 1
            """ + LISTED + """
                   ) p
                     limit :most) c
            """;

    static GrantStatements of(GrantSource source, GrantOrder order) {
        boolean walks = source == GrantSource.WALK;
        GrantOrder back = order.reversed();
        return new GrantStatements(
                text(walks ? WALKED : PAGE, source, order.after(), order.beginning(), order),
                text(walks ? WALKED_BACK : BEFORE, source, back.upTo(), back.beginning(), back),
                text(COUNT, source, order.after(), order.beginning(), order));
    }

    /// All that are asked, so that a test can look how each is answered.
    static List<String> all() {
        return Arrays.stream(GrantSource.values())
                .flatMap(source -> GrantOrder.all()
                        .filter(order -> order.isByPerson() || source != GrantSource.WALK)
                        .map(order -> of(source, order)))
                .flatMap(statements -> Stream.of(statements.page, statements.before, statements.count))
                .distinct()
                .toList();
    }

    /// @param place     condition on the place of a row
    /// @param beginning the same for what an index is sorted by
    private static String text(String statement, GrantSource source, String place, String beginning, GrantOrder order) {
        return statement.formatted(
                source.text(),
                order.placed(),
                place,
                place,
                order.sorted(),
                order.direction(),
                source.accounts(),
                beginning);
    }
}
