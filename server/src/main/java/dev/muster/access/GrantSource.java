package dev.muster.access;

import dev.muster.ledger.SearchText;

/// Where access is found, as the text of a statement that stands where a table `g` may, of one integration `s`. What
/// is little is found first, whole, and sorted then; what is much is met on a walk through the index that a list is
/// sorted by, until a page is full.
enum GrantSource {
    /// All there is, account by account.
    WALK("access_grant g"),
    /// What accounts hold that are let through, which are looked at first.
    ACCOUNTS(found("""
            select h.*
              from (select a.type, a.external_id
                      from account a
                      left join account_person d
                        on d.tenant_id = :tenant and d.integration_id = s.integration_id
                       and d.account_type = a.type and d.account_id = a.external_id
                     where a.tenant_id = :tenant and a.integration_id = s.integration_id
                       and holds(a.from_revision, a.to_revision, s.number, :newest)
                       and
            """ + GrantStatements.ACCOUNT_IS_LET_THROUGH + """
                    offset 0) a
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.account_type = a.type and h.account_id = a.external_id
               and holds(h.from_revision, h.to_revision, s.number, :newest)
            """)),
    /// The levels that are asked for. How often they are held is known, which lets the planner see how little that is.
    LEVELS(found("""
            select h.*
              from unnest(:levelAt, :levelOn, :levelValues) as l (integration_id, resource_type, value)
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.resource_type = l.resource_type and h.value = l.value
               and holds(h.from_revision, h.to_revision, s.number, :newest)
             where l.integration_id = s.integration_id
             limit :held
            """)),
    /// What is held on one group.
    GROUP(found("""
            select h.*
              from unnest(:groupAt, :groupOn) as t (integration_id, type)
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.resource_type = t.type and h.resource_id = :group
               and holds(h.from_revision, h.to_revision, s.number, :newest)
             where t.integration_id = s.integration_id
            """)),
    /// What one person holds, found by the e-mail or by what somebody decided.
    PERSON(found("""
            select h.*
              from (select a.type, a.external_id
                      from account a
                     where a.tenant_id = :tenant and a.email_key = lower(:email)
                       and a.integration_id = s.integration_id
                       and holds(a.from_revision, a.to_revision, s.number, :newest)
                     union
                    select p.account_type, p.account_id
                      from account_person p
                     where p.tenant_id = :tenant and p.person = lower(:email) and p.integration_id = s.integration_id) a
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.account_type = a.type and h.account_id = a.external_id
               and holds(h.from_revision, h.to_revision, s.number, :newest)
            """)),
    /// What came since a day. The first of all revisions that are meant lets the planner see how little that is.
    SINCE(found("""
            select h.*
              from access_grant h
             where h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.from_revision > :sinceLeast and h.from_revision > s.since
               and holds(h.from_revision, h.to_revision, s.number, :newest)
            """)),
    /// What a search finds: by the account, then by the resource, then by the level, nothing twice.
    SEARCHED(found("""
            select h.*
              from account a
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.account_type = a.type and h.account_id = a.external_id
               and holds(h.from_revision, h.to_revision, s.number, :newest)
             where a.tenant_id = :tenant and a.integration_id = s.integration_id
               and holds(a.from_revision, a.to_revision, s.number, :newest)
               and
            """ + SearchText.IN_ACCOUNT + """
             union all
            select h.*
              from resource r
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.resource_type = r.type and h.resource_id = r.external_id
               and holds(h.from_revision, h.to_revision, s.number, :newest)
              join account a
                on a.tenant_id = :tenant and a.integration_id = s.integration_id
               and a.type = h.account_type and a.external_id = h.account_id
               and holds(a.from_revision, a.to_revision, s.number, :newest)
             where r.tenant_id = :tenant and r.integration_id = s.integration_id
               and holds(r.from_revision, r.to_revision, s.number, :newest)
               and
            """ + SearchText.IN_RESOURCE + """
               and not coalesce(
            """ + SearchText.IN_ACCOUNT + """
                   , false)
             union all
            select h.*
              from unnest(:namedAt, :namedOn, :namedValues) as l (integration_id, resource_type, value)
              join access_grant h
                on h.tenant_id = :tenant and h.integration_id = s.integration_id
               and h.resource_type = l.resource_type and h.value = l.value
               and holds(h.from_revision, h.to_revision, s.number, :newest)
              join account a
                on a.tenant_id = :tenant and a.integration_id = s.integration_id
               and a.type = h.account_type and a.external_id = h.account_id
               and holds(a.from_revision, a.to_revision, s.number, :newest)
              join resource r
                on r.tenant_id = :tenant and r.integration_id = s.integration_id
               and r.type = h.resource_type and r.external_id = h.resource_id
               and holds(r.from_revision, r.to_revision, s.number, :newest)
             where l.integration_id = s.integration_id
               and not coalesce(
            """
            + SearchText.IN_ACCOUNT + """
                   , false)
               and not
            """ + SearchText.IN_RESOURCE));

    /// What is found first and sorted then.
    static final int FEW = 20_000;

    private final String text;

    GrantSource(String text) {
        this.text = text;
    }

    private static String found(String query) {
        return "(with found as materialized (%s) select * from found) g".formatted(query);
    }

    /// Where to find something whole, to count it or to sort it.
    static GrantSource whole(Scope scope) {
        if (scope.filter().has(Criterion.EMAIL)) {
            return PERSON;
        }
        if (!scope.groupName().isEmpty()) {
            return GROUP;
        }
        if (scope.isByLevel() && scope.heldInAll() <= FEW) {
            return LEVELS;
        }
        if (scope.filter().has(Criterion.SINCE)) {
            return SINCE;
        }
        return scope.filter().search().value().isEmpty() ? ACCOUNTS : SEARCHED;
    }

    /// What must hold for accounts besides.
    String accounts() {
        return this == ACCOUNTS ? "true" : GrantStatements.ACCOUNT_IS_LET_THROUGH;
    }

    String text() {
        return text;
    }
}
