package dev.muster.people;

/// Whether the roster tells whose an account is, as a condition for statements of other rooms, so that they count whom
/// lists about people show.
public final class PersonOfAccount {
    /// Condition on an account `a` and what is decided about it, `d`: that `:person` is empty, or that the account
    /// is no machine's and the roster names or named its person when `:person` is `known`, and does not when it is
    /// `unknown`. Takes what [PeopleState#statementWithAnyRoster] fills in.
    public static final String IS_AS_ASKED = """
            (:person = ''
             or a.kind <> 'service' and d.decision is distinct from 'service'
                and (:person = 'known') = coalesce(
                    case when d.decision is null then a.email_key when d.decision = 'linked' then d.person end in (
                        select p.email_key
                          from account p
                         where p.tenant_id = :tenant and p.integration_id = :roster
                           and p.from_revision <= :rosterRevision and p.email_key is not null
                        union all
                        select o.email
                          from account p
                         cross join unnest(string_to_array(p.attributes ->> 'emails', ' ')) as o (email)
                         where p.tenant_id = :tenant and p.integration_id = :roster
                           and p.from_revision <= :rosterRevision and o.email is not null), false))
            """;

    private PersonOfAccount() {}
}
