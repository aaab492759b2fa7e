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
    private static final String COUNT = """
            select count(*) as people, count(*) filter (where p.privileged) as privileged,
                   count(*) filter (where p.invited) as invited
            """ + FOUND;

    private final PrivilegedLevels privileged;
    private final AccountsOfPeople accounts;
    private final JdbcClient db;

    Persons(PrivilegedLevels privileged, AccountsOfPeople accounts, JdbcClient db) {
        this.privileged = privileged;
        this.accounts = accounts;
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
                .in(state, state.statement(db, filter.reversed() ? PAGE_REVERSED : PAGE))
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

    /// How many there are.
    public Count count(PeopleState state) {
        return count(state, new SearchText(""));
    }

    /// How many match a search.
    Count count(PeopleState state, SearchText search) {
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
