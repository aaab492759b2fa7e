package dev.muster.explorer;

import dev.muster.api.Parameters;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Level;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.problem.InvalidInput;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many accounts of a revision are alike by state and base roles, counted once for each revision, and what follows
/// from that.
@Component
class AccountTallies {
    /// Accounts alike by what lists are narrowed to.
    private static final String TALLIES = """
            select a.state, h.roles, count(*) as accounts
              from account a
              left join (
                   select g.account_type, g.account_id, array_agg(distinct g.value) as roles
                     from access_grant g
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.resource_type = :whole
                      and holds(g.from_revision, g.to_revision, :revision, :newest)
                    group by g.account_type, g.account_id) h
                on h.account_type = a.type and h.account_id = a.external_id
             where a.tenant_id = :tenant and a.integration_id = :integration
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             group by a.state, h.roles
            """;

    private final PerRevision<List<Tally>> tallies = new PerRevision<>();
    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountTallies(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// A base role, and how many accounts hold it.
    record RoleCount(Level role, long accounts) {}

    /// How many accounts a revision has.
    ///
    /// @param absent those of them that no listing shows
    record Size(long accounts, long absent) {}

    private record Tally(String state, Set<String> roles, long accounts) {
        boolean isLetThrough(AccountFilter filter) {
            return (filter.state().isEmpty() || filter.state().equals(state))
                    && (filter.role().isEmpty() || roles.contains(filter.role()));
        }
    }

    /// How many a filter lets through that searches for nothing.
    long count(Revision revision, Description application, AccountFilter filter) {
        return tallies(revision, application).stream()
                .filter(tally -> tally.isLetThrough(filter))
                .mapToLong(Tally::accounts)
                .sum();
    }

    Size size(Revision revision, Description application) {
        List<Tally> all = tallies(revision, application);
        return new Size(
                all.stream().mapToLong(Tally::accounts).sum(),
                all.stream()
                        .filter(tally -> tally.state().equals("absent"))
                        .mapToLong(Tally::accounts)
                        .sum());
    }

    /// The base roles that are held, most held first.
    List<RoleCount> roles(Revision revision, Description application) {
        Map<String, Long> accounts = new TreeMap<>();
        tallies(revision, application)
                .forEach(tally -> tally.roles().forEach(role -> accounts.merge(role, tally.accounts(), Long::sum)));
        return accounts.entrySet().stream()
                .map(role -> new RoleCount(Level.of(application, application.whole(), role.getKey()), role.getValue()))
                .sorted(Comparator.comparing(RoleCount::accounts).reversed())
                .toList();
    }

    /// A role that nobody knows and nobody holds is a mistake, and no empty list.
    ///
    /// @throws InvalidInput about `role`
    void requireKnownRole(Revision revision, Description application, AccountFilter filter) {
        if (filter.role().isEmpty()) {
            return;
        }
        List<String> known = Stream.concat(
                        application.levels(application.whole()).stream().map(Entitlement::value),
                        roles(revision, application).stream()
                                .map(held -> held.role().value()))
                .toList();
        if (!known.contains(filter.role())) {
            throw new InvalidInput(Map.of("role", Parameters.unknown("role", filter.role(), known)));
        }
    }

    private List<Tally> tallies(Revision revision, Description application) {
        return tallies.of(
                revision,
                () -> transactions.read(
                        revision.tenant(),
                        () -> revision.statement(db, TALLIES)
                                .param("whole", application.whole())
                                .query((row, index) ->
                                        new Tally(row.getString("state"), roles(row), row.getLong("accounts")))
                                .list()));
    }

    /// None for an account that holds none.
    private static Set<String> roles(ResultSet row) throws SQLException {
        Array roles = row.getArray("roles");
        return roles == null ? Set.of() : Set.of((String[]) roles.getArray());
    }
}
