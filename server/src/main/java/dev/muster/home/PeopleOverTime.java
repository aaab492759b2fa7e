package dev.muster.home;

import dev.muster.people.PeopleState;
import dev.muster.people.Persons.Who;
import dev.muster.people.PrivilegedLevels;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many people there were at the end of each day, as [dev.muster.people.Persons] counts them: worked out of how long each account and
/// each privileged level lasted, in one pass, not day by day.
@Component
class PeopleOverTime {
    /// `account`: one row for as long as an account that can be used stayed as it was. `held`: the same for the time in
    /// which it held a privileged level. A person counts from the first of their rows to the last, gaps aside.
    private static final String TURNS = """
            with account_held as (
                 select s.integration_id, a.type, a.external_id, a.state,
                        coalesce(case when d.decision is null then a.email_key
                                      when d.decision = 'linked' then d.person end,
                                 concat_ws('/', a.integration_id, a.type, a.external_id)) as person,
                        b.published_at as began, e.published_at as ended
                   from unnest(:integrations, :revisions) as s (integration_id, number)
                   join account a
                     on a.tenant_id = :tenant and a.integration_id = s.integration_id and a.from_revision <= s.number
                   join revision b
                     on b.tenant_id = :tenant and b.integration_id = s.integration_id and b.number = a.from_revision
                   left join revision e
                     on e.tenant_id = :tenant and e.integration_id = s.integration_id and e.number = a.to_revision
                    and e.number <= s.number
                   left join account_person d
                     on d.tenant_id = :tenant and d.integration_id = s.integration_id
                    and d.account_type = a.type and d.account_id = a.external_id
                  where a.state <> 'absent' and a.kind <> 'service' and d.decision is distinct from 'service'
                    and (e.published_at is null or e.published_at > :start)),
            span as (
                 select 'EVERYBODY' as who, person, began, ended from account_held
                 union all
                 select 'INVITED', person, began, ended from account_held where state = 'invited'
                 union all
                 select 'PRIVILEGED', h.person, greatest(h.began, b.published_at), least(h.ended, e.published_at)
                   from unnest(:privilegedAt, :privilegedOn, :privilegedValues)
                        as v (integration_id, resource_type, value)
                   join unnest(:integrations, :revisions) as s (integration_id, number)
                     on s.integration_id = v.integration_id
                   join access_grant g
                     on g.tenant_id = :tenant and g.integration_id = v.integration_id
                    and g.resource_type = v.resource_type and g.value = v.value and g.from_revision <= s.number
                   join revision b
                     on b.tenant_id = :tenant and b.integration_id = s.integration_id and b.number = g.from_revision
                   left join revision e
                     on e.tenant_id = :tenant and e.integration_id = s.integration_id and e.number = g.to_revision
                    and e.number <= s.number
                   join account_held h
                     on h.integration_id = g.integration_id and h.type = g.account_type and h.external_id = g.account_id
                    and (h.ended is null or h.ended > b.published_at)
                    and (e.published_at is null or e.published_at > h.began)),
            step as (
                 select who, person, greatest(began, :start) as at, 1 as step
                   from span
                  where ended is null or ended > :start
                 union all
                 select who, person, ended, -1 from span where ended > :start),
            sum as (
                 select who, person, at, sum(step) as step from step group by who, person, at),
            line as (
                 select who, at, step, sum(step) over (partition by who, person order by at) as now from sum)
            select who, (at at time zone 'UTC')::date as day,
                   sum((now > 0)::integer - (now - step > 0)::integer) as people
              from line
             group by who, day
            """;

    private final PrivilegedLevels privileged;
    private final JdbcClient db;

    PeopleOverTime(PrivilegedLevels privileged, JdbcClient db) {
        this.privileged = privileged;
        this.db = db;
    }

    /// At the end of each of these days.
    Map<Who, List<Long>> ends(PeopleState state, Days days) {
        Map<Who, Map<LocalDate, Long>> steps = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            steps.put(who, new HashMap<>());
        }
        privileged
                .in(state, state.statement(db, TURNS))
                .param("start", days.start())
                .query(row -> {
                    steps.get(Who.valueOf(row.getString("who")))
                            .put(row.getObject("day", LocalDate.class), row.getLong("people"));
                });
        Map<Who, List<Long>> ends = new EnumMap<>(Who.class);
        steps.forEach((who, turns) -> ends.put(who, days.sums(turns)));
        return ends;
    }
}
