package dev.muster.people;

/// What lists about people are made of, each told once: texts of statements that stand where a table may. They take
/// what [PeopleState] fills in.
final class PeopleTables {
    /// The accounts that can be used, of several integrations at one revision each, and the e-mail of whoever each
    /// is taken to belong to; none of a service account and of one that was set apart.
    static final String LIVE_ACCOUNT = """
            (
            select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind, a.from_revision,
                   case when d.decision is null then a.email_key when d.decision = 'linked' then d.person end as person_email,
                   d.decision
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join account a
                on a.tenant_id = :tenant and a.integration_id = s.integration_id
               and holds(a.from_revision, a.to_revision, s.number, :newest)
              left join account_person d
                on d.tenant_id = :tenant and d.integration_id = a.integration_id
               and d.account_type = a.type and d.account_id = a.external_id
             where a.state <> 'absent')
            """;
    /// The accounts that can be used and are no machine's, each with the person it belongs to: an e-mail in lower
    /// case, or what names the account itself where none is told.
    static final String ACCOUNT_OF_PERSON = """
            (
            select coalesce(l.person_email, concat_ws('/', l.integration_id, l.type, l.external_id)) as person, l.*
              from
            """ + LIVE_ACCOUNT + """
            l
             where l.kind <> 'service' and l.decision is distinct from 'service')
            """;
    /// Everybody with such an account, once each, and whether any of theirs holds a privileged level.
    static final String PERSON = """
            (
            select m.person, min(m.name) as name, min(m.sort_name) as sort_name, min(m.email) as email,
                   bool_or(m.state = 'invited') as invited, bool_or(h.account_id is not null) as privileged
              from
            """ + ACCOUNT_OF_PERSON + """
            m
              left join (
                   select distinct g.integration_id, g.account_type, g.account_id
                     from unnest(:privilegedAt, :privilegedOn, :privilegedValues)
                          as v (integration_id, resource_type, value)
                     join unnest(:integrations, :revisions) as s (integration_id, number)
                       on s.integration_id = v.integration_id
                     join access_grant g
                       on g.tenant_id = :tenant and g.integration_id = v.integration_id
                      and g.resource_type = v.resource_type and g.value = v.value
                      and holds(g.from_revision, g.to_revision, s.number, :newest)) h
                on h.integration_id = m.integration_id and h.account_type = m.type and h.account_id = m.external_id
             group by m.person)
            """;
    /// Condition on an account `a`: that it holds a privileged level.
    static final String IS_PRIVILEGED = """
                           exists (
                               select 1
                                 from unnest(:privilegedAt, :privilegedOn, :privilegedValues)
                                      as v (integration_id, resource_type, value)
                                 join unnest(:integrations, :revisions) as s (integration_id, number)
                                   on s.integration_id = v.integration_id
                                 join access_grant g
                                   on g.tenant_id = :tenant and g.integration_id = v.integration_id
                                  and g.account_type = a.type and g.account_id = a.external_id
                                  and g.resource_type = v.resource_type and g.value = v.value
                                  and holds(g.from_revision, g.to_revision, s.number, :newest)
                                where v.integration_id = a.integration_id)
            """;
    private static final String ACCOUNT_OF = """
            (
            select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join account a
                on a.tenant_id = :tenant and a.email_key = %1$s and a.integration_id = s.integration_id
               and holds(a.from_revision, a.to_revision, s.number, :newest)
             where a.state <> 'absent'
               and not exists (
                   select 1 from account_person d
                    where d.tenant_id = :tenant and d.integration_id = a.integration_id
                      and d.account_type = a.type and d.account_id = a.external_id)
            union all
            select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind
              from account_person d
              join unnest(:integrations, :revisions) as s (integration_id, number) on s.integration_id = d.integration_id
              join account a
                on a.tenant_id = :tenant and a.integration_id = d.integration_id
               and a.type = d.account_type and a.external_id = d.account_id
               and holds(a.from_revision, a.to_revision, s.number, :newest)
             where d.tenant_id = :tenant and d.person = %1$s and a.state <> 'absent')
            """;
    /// Everybody who worked here and does not on a day: whose last day is before it, or whom the roster no longer
    /// names, and then the day it was published without them counts as the last. A row for each of their e-mails,
    /// but for those that somebody who works here has: whoever came back is not among them, whatever id the roster
    /// has for them now.
    static final String FORMER_PERSON = """
            (
            select f.person, f.name, f.email, f.department, f.manager, f.last_day, e.address
              from (select a.external_id as person, a.name, a.email, a.attributes ->> 'department' as department,
                           a.attributes ->> 'manager' as manager, a.attributes ->> 'end' as last_day,
                           a.email_key, a.attributes ->> 'emails' as emails
                      from account a
                     where a.tenant_id = :tenant and a.integration_id = :roster
                       and holds(a.from_revision, a.to_revision, :rosterRevision, :rosterNewest)
                       and a.attributes ->> 'end' < :day
                    union all
                    (select distinct on (a.type, a.external_id)
                            a.external_id, a.name, a.email, a.attributes ->> 'department', a.attributes ->> 'manager',
                            least(a.attributes ->> 'end', to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD')),
                            a.email_key, a.attributes ->> 'emails'
                       from account a
                       join revision v
                         on v.tenant_id = :tenant and v.integration_id = :roster and v.number = a.to_revision
                      where a.tenant_id = :tenant and a.integration_id = :roster and a.to_revision <= :rosterRevision
                        and not exists (
                            select 1 from account n
                             where n.tenant_id = :tenant and n.integration_id = :roster
                               and n.type = a.type and n.external_id = a.external_id
                               and holds(n.from_revision, n.to_revision, :rosterRevision, :rosterNewest))
                      order by a.type, a.external_id, a.to_revision desc)) f
             cross join lateral (
                   select f.email_key as address
                   union all
                   select * from unnest(string_to_array(f.emails, ' '))) e
             where e.address is not null
               and not exists (
                   select 1 from account r
                    where r.tenant_id = :tenant and r.integration_id = :roster and r.email_key = e.address
                      and holds(r.from_revision, r.to_revision, :rosterRevision, :rosterNewest)
                      and coalesce(r.attributes ->> 'end', :day) >= :day)
               and not exists (
                   select 1
                     from account r
                    cross join unnest(string_to_array(r.attributes ->> 'emails', ' ')) as o (email)
                    where r.tenant_id = :tenant and r.integration_id = :roster
                      and holds(r.from_revision, r.to_revision, :rosterRevision, :rosterNewest)
                      and coalesce(r.attributes ->> 'end', :day) >= :day
                      and o.email = e.address))
            """;
    /// Of those, whoever still has an account that can be used, once each, whether a level it holds is privileged, and
    /// whether it is called upon for anything at that moment.
    static final String LEAVER = """
            (
            select h.person, min(h.name) as name, min(h.email) as email, min(h.department) as department,
                   min(h.manager) as manager, min(h.last_day) as last_day, bool_or(h.privileged) as privileged,
                   bool_or(h.called) as called, case when bool_or(h.privileged) then '0' else '1' end as rank
              from (select p.*,
            """ + IS_PRIVILEGED + """
                           as privileged,
                           exists (
                               select 1
                                 from unnest(:dutiesAt, :dutyFeeds) as d (integration_id, feed)
                                 join unnest(:integrations, :revisions) as s (integration_id, number)
                                   on s.integration_id = d.integration_id
                                 join access_grant g
                                   on g.tenant_id = :tenant and g.integration_id = d.integration_id
                                  and g.account_type = a.type and g.account_id = a.external_id
                                  and g.feed = d.feed
                                  and holds(g.from_revision, g.to_revision, s.number, :newest)
                                where d.integration_id = a.integration_id) as called
                      from
            """ + FORMER_PERSON + """
            p
                     cross join lateral
            """ + accountOf("p.address") + """
            a) h
             group by h.person)
            """;
    /// Accounts that can be used and belong to nobody whom the roster names or named. Those of machines are left
    /// out, whether the application says so or somebody marked them.
    static final String UNMATCHED_ACCOUNT = """
            (
            select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.person_email, a.decision
              from
            """ + LIVE_ACCOUNT + """
            a
             where a.kind <> 'service' and a.decision is distinct from 'service'
               and not exists (
                   select 1 from account r
                    where r.tenant_id = :tenant and r.integration_id = :roster and r.from_revision <= :rosterRevision
                      and r.email_key = a.person_email)
               and not exists (
                   select 1
                     from account r
                    cross join unnest(string_to_array(r.attributes ->> 'emails', ' ')) as o (email)
                    where r.tenant_id = :tenant and r.integration_id = :roster and r.from_revision <= :rosterRevision
                      and o.email = a.person_email))
            """;

    private PeopleTables() {}

    /// The accounts that can be used, of those that belong to one e-mail: found by it, or linked to it by hand.
    ///
    /// @param address what a statement calls the e-mail
    static String accountOf(String address) {
        return ACCOUNT_OF.formatted(address);
    }
}
