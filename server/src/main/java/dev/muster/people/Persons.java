package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.ledger.SearchText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Everybody with an account that can be used, over all applications. Accounts of one e-mail are one person, an
/// account without one is a person of its own, and machines are left out.
@Component
public class Persons {
    /// Columns that the list is ordered by.
    static final int COLUMNS = 2;

    /// Those who match a search by their name or what names them, which is their e-mail where they have one.
    private static final String FOUND = """
              from
            """ + PeopleTables.PERSON + """
            p
             where (:pattern = '' or p.sort_name like search_fold(:pattern) or search_fold(p.person) like search_fold(:pattern))
            """;
    private static final String LISTED = """
            select p.person, p.name, p.sort_name, p.email, p.invited, p.privileged
            """ + FOUND + """
               and (:who = 'everybody' or :who = 'privileged' and p.privileged or :who = 'invited' and p.invited)
            """;
    private static final String PAGE = LISTED + """
               and (p.sort_name, p.person) > (:afterName, :afterPerson)
             order by p.sort_name, p.person
             limit :limit
            """;
    private static final String PAGE_REVERSED = LISTED + """
               and (:first or (p.sort_name, p.person) < (:afterName, :afterPerson))
             order by p.sort_name desc, p.person desc
             limit :limit
            """;
    /// Account by account in the order of an index, each person at the first of theirs, until the page is full. Only
    /// of those who are on it all accounts are looked up. What else must hold for an account is asked apart, behind
    /// `offset 0`: else PostgreSQL expects so little to be left that it reads all accounts and sorts them.
    private static final String WALK = """
            select p.person, m.name, p.sort_name, m.email, m.invited, m.privileged
              from (select w.*
                      from unnest(:integrations, :revisions) as s (integration_id, number)
                     cross join lateral (
                           select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.state,
                                  o.person_email, o.person
                             from account a
                            cross join lateral (
                                  select e.person_email, n.person
                                    from (select 1) one
                                    left join account_person d
                                      on d.tenant_id = :tenant and d.integration_id = a.integration_id
                                     and d.account_type = a.type and d.account_id = a.external_id
                                   cross join lateral (
                                         select case when d.decision is null then a.email_key else d.person end
                                                as person_email) e
                                   cross join lateral (
                                         select coalesce(e.person_email,
                                                         concat_ws('/', a.integration_id, a.type, a.external_id))
                                                as person) n
                                   where d.decision is distinct from 'service'
                                     and (:first or (a.sort_name, n.person) %1$s (:afterName, :afterPerson))
                                     and (:pattern = '' or a.sort_name like search_fold(:pattern)
                                          or search_fold(n.person) like search_fold(:pattern))
                                     and (e.person_email is null or not exists (
                                          select 1
                                            from %3$s m
                                           where m.kind <> 'service'
                                             and (m.sort_name, m.integration_id, m.type, m.external_id)
                                                 < (a.sort_name, a.integration_id, a.type, a.external_id)))
                                  offset 0) o
                            where a.tenant_id = :tenant and a.integration_id = s.integration_id
                              and holds(a.from_revision, a.to_revision, s.number, :newest)
                              and a.state <> 'absent' and a.kind <> 'service'
                              and (:first or a.sort_name %1$s= :afterName)
                            order by a.sort_name %2$s
                            fetch first (:limit) rows with ties) w
                     order by w.sort_name %2$s, w.person %2$s
                     limit :limit) p
             cross join lateral (
                   select min(a.name) as name, min(a.email) as email, bool_or(a.state = 'invited') as invited,
                          bool_or(%5$s) as privileged
                     from (select p.integration_id, p.type, p.external_id, p.name, p.email, p.state
                            where p.person_email is null
                            union all
                           select o.integration_id, o.type, o.external_id, o.name, o.email, o.state
                             from %4$s o
                            where o.kind <> 'service') a) m
             order by p.sort_name %2$s, p.person %2$s
            """;
    private static final String WALKED = walk(">", "");
    private static final String WALKED_BACK = walk("<", "desc");
    private static final String COUNT = """
            select count(*) as people, count(*) filter (where p.privileged) as privileged,
                   count(*) filter (where p.invited) as invited
            """ + FOUND;

    private final PrivilegedLevels privileged;
    private final AccountsOfPeople accounts;
    private final StateNames names;
    private final JdbcClient db;
    private final PerState<Count> counted = new PerState<>();

    Persons(PrivilegedLevels privileged, AccountsOfPeople accounts, StateNames names, JdbcClient db) {
        this.privileged = privileged;
        this.accounts = accounts;
        this.names = names;
        this.db = db;
    }

    /// Which of them are asked for.
    public enum Who {
        EVERYBODY("Everybody with an account"),
        PRIVILEGED("Privileged people"),
        INVITED("Invited, never joined");

        private final String title;

        Who(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /// As addresses spell it: `privileged`.
        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param id         e-mail in lower case, or what names an account without one
    /// @param invited    whether an account was offered and never taken up
    /// @param privileged whether any of the accounts holds a privileged level
    /// @param accounts   those that can be used, at least one
    record Person(
            String id,
            String name,
            @Nullable String email,
            boolean invited,
            boolean privileged,
            List<HeldAccount> accounts) {
        Person {
            accounts = List.copyOf(accounts);
        }
    }

    /// @param people     everybody
    /// @param privileged those of them who hold a privileged level
    /// @param invited    those with an account that they never took up
    public record Count(long people, long privileged, long invited) {
        /// Those who are asked for.
        public long of(Who who) {
            return switch (who) {
                case EVERYBODY -> people;
                case PRIVILEGED -> privileged;
                case INVITED -> invited;
            };
        }
    }

    /// At most `limit` of them.
    Slice<Person> slice(PeopleState state, PersonFilter filter, PeopleWalk walk, int limit) {
        List<Placed> rows = privileged
                .in(state, state.statement(db, statement(filter)))
                .param("who", filter.who().path())
                .param("pattern", filter.search().pattern())
                .param("first", walk.after() == null)
                .param("afterName", walk.after(0))
                .param("afterPerson", walk.after(1))
                .param("limit", limit + 1)
                .query((row, index) -> new Placed(
                        new Person(
                                row.getString("person"),
                                row.getString("name"),
                                row.getString("email"),
                                row.getBoolean("invited"),
                                row.getBoolean("privileged"),
                                List.of()),
                        row.getString("sort_name")))
                .list();
        Slice<Person> slice = Slice.of(rows, limit, Placed::place).map(Placed::person);
        Map<String, List<HeldAccount>> held =
                accounts.of(state, slice.rows().stream().map(Person::id).toList());
        return walk.through(state, slice.map(person -> with(person, held.getOrDefault(person.id(), List.of()))));
    }

    /// Those who are few among all are looked for first and sorted then.
    private static String walk(String beyond, String direction) {
        return WALK.formatted(
                beyond,
                direction,
                PeopleTables.accountOf("e.person_email"),
                PeopleTables.accountOf("p.person_email"),
                PeopleTables.IS_PRIVILEGED);
    }

    private static String statement(PersonFilter filter) {
        if (filter.who() == Who.EVERYBODY) {
            return filter.reversed() ? WALKED_BACK : WALKED;
        }
        return filter.reversed() ? PAGE_REVERSED : PAGE;
    }

    /// How many there are.
    public Count count(PeopleState state) {
        return count(state, new SearchText(""));
    }

    /// How many match a search. Of everybody it is remembered for the newest state, which most readers look at.
    Count count(PeopleState state, SearchText search) {
        return search.value().isEmpty() && state.newest()
                ? counted.of(state.tenant(), names.of(state), () -> counted(state, search))
                : counted(state, search);
    }

    private Count counted(PeopleState state, SearchText search) {
        return privileged
                .in(state, state.statement(db, COUNT))
                .param("pattern", search.pattern())
                .query((row, index) ->
                        new Count(row.getLong("people"), row.getLong("privileged"), row.getLong("invited")))
                .single();
    }

    private static Person with(Person person, List<HeldAccount> accounts) {
        return new Person(person.id(), person.name(), person.email(), person.invited(), person.privileged(), accounts);
    }

    private record Placed(Person person, String sortName) {
        Cursor place() {
            return Cursor.of(sortName, person.id());
        }
    }
}
