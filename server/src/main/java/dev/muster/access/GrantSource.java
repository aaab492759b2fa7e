package dev.muster.access;

import dev.muster.ledger.SearchText;

/// Where access is found, as the text of a statement that stands where a table `g` may, of one integration `s`.
enum GrantSource {
    /// Every level: accounts or resources are read in the order of an index until a page is full.
    ALL("access_grant g"),
    /// The levels that are asked for, by the index of what is held on resources.
    BY_LEVEL("""
            (select h.*
               from unnest(:levelAt, :levelOn, :levelValues) as l (integration_id, resource_type, value)
               join access_grant h
                 on h.tenant_id = :tenant and h.integration_id = s.integration_id
                and h.resource_type = l.resource_type and h.value = l.value
              where l.integration_id = s.integration_id) g
            """),
    /// What one person holds, found by the e-mail or by what somebody decided, and of that the levels that are asked for.
    BY_PERSON("""
            (select u.*
               from (
                     select h.*
                       from account a
                       join access_grant h
                         on h.tenant_id = :tenant and h.integration_id = s.integration_id
                        and h.account_type = a.type and h.account_id = a.external_id
                      where a.tenant_id = :tenant and a.integration_id = s.integration_id
                        and a.email_key = lower(:email)
                        and holds(a.from_revision, a.to_revision, s.number, :newest)
                      union
                     select h.*
                       from account_person p
                       join access_grant h
                         on h.tenant_id = :tenant and h.integration_id = s.integration_id
                        and h.account_type = p.account_type and h.account_id = p.account_id
                      where p.tenant_id = :tenant and p.integration_id = s.integration_id
                        and p.person = lower(:email)) u
               join unnest(:levelAt, :levelOn, :levelValues) as w (integration_id, resource_type, value)
                 on w.integration_id = s.integration_id and w.resource_type = u.resource_type and w.value = u.value) g
            """),
    /// What a search finds by the account, by the resource, or by the level, and of that the levels that are asked
    /// for.
    SEARCHED("""
            (select u.*
               from (
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
                      union
                     select h.*
                       from resource r
                       join access_grant h
                         on h.tenant_id = :tenant and h.integration_id = s.integration_id
                        and h.resource_type = r.type and h.resource_id = r.external_id
                        and holds(h.from_revision, h.to_revision, s.number, :newest)
                      where r.tenant_id = :tenant and r.integration_id = s.integration_id
                        and holds(r.from_revision, r.to_revision, s.number, :newest)
                        and
            """ + SearchText.IN_RESOURCE + """
                      union
                     select h.*
                       from unnest(:namedAt, :namedOn, :namedValues) as l (integration_id, resource_type, value)
                       join access_grant h
                         on h.tenant_id = :tenant and h.integration_id = s.integration_id
                        and h.resource_type = l.resource_type and h.value = l.value
                        and holds(h.from_revision, h.to_revision, s.number, :newest)
                      where l.integration_id = s.integration_id) u
               join unnest(:levelAt, :levelOn, :levelValues) as w (integration_id, resource_type, value)
                 on w.integration_id = s.integration_id and w.resource_type = u.resource_type and w.value = u.value) g
            """);

    private final String text;

    GrantSource(String text) {
        this.text = text;
    }

    static GrantSource of(Scope scope) {
        if (!scope.filter().search().value().isEmpty()) {
            return SEARCHED;
        }
        if (scope.filter().has(Criterion.EMAIL)) {
            return BY_PERSON;
        }
        return scope.isByLevel() ? BY_LEVEL : ALL;
    }

    String text() {
        return text;
    }
}
