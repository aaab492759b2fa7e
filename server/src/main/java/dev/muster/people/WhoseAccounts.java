package dev.muster.people;

import dev.muster.connector.Key;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Ledger;
import dev.muster.ledger.Revision;
import dev.muster.people.AccountDecisions.Decided;
import dev.muster.people.AccountDecisions.Decision;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells a page about one account whose it is. Runs in the caller's tenant transaction.
@Component
public class WhoseAccounts {
    private static final String BY_EMAIL = """
            select r.name, r.attributes ->> 'end' as last_day
              from account r
             where r.tenant_id = :tenant and r.integration_id = :integration and r.email_key = lower(:email)
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             order by r.attributes ->> 'end' desc nulls first, r.external_id
             limit 1
            """;
    private static final String BY_ANOTHER = """
            select r.name, r.attributes ->> 'end' as last_day
              from account r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and lower(:email) = any (string_to_array(r.attributes ->> 'emails', ' '))
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             order by r.attributes ->> 'end' desc nulls first, r.external_id
             limit 1
            """;
    private static final String OTHERS = """
            select o.external_id, o.name, v.published_at as ended
              from (select distinct on (a.external_id) a.external_id, a.name, a.to_revision
                      from account a
                     where a.tenant_id = :tenant and a.integration_id = :integration and a.email_key = lower(:email)
                       and a.type = :type and a.external_id <> :account and a.state <> 'absent'
                       and a.from_revision <= :revision
                     order by a.external_id, a.from_revision desc) o
              left join revision v
                on v.tenant_id = :tenant and v.integration_id = :integration and v.number = o.to_revision
               and v.number <= :revision
             order by v.published_at desc nulls first, o.external_id
             limit 5
            """;

    private final Integrations integrations;
    private final Ledger ledger;
    private final AccountDecisions decisions;
    private final IntegrationHeads heads;
    private final JdbcClient db;

    WhoseAccounts(
            Integrations integrations,
            Ledger ledger,
            AccountDecisions decisions,
            IntegrationHeads heads,
            JdbcClient db) {
        this.integrations = integrations;
        this.ledger = ledger;
        this.decisions = decisions;
        this.heads = heads;
        this.db = db;
    }

    /// @param title  whose it is, in few words
    /// @param detail how that is known; empty when the title says it
    /// @param decide page where it is decided; empty for somebody who may not
    /// @param others accounts of the same e-mail beside it or before it, at most five
    public record Whose(String title, String detail, String decide, List<Other> others) {
        public Whose {
            others = List.copyOf(others);
        }
    }

    /// @param href page of the account; empty when it is gone
    /// @param when `gone since 19 Nov 2026`; empty when it is still there
    public record Other(String name, String id, String href, String when) {}

    private record Told(String name, @Nullable String lastDay) {}

    /// Empty for somebody on a roster, who is no account.
    ///
    /// @param service whether the application says that it is a machine's
    public Optional<Whose> of(
            TenantAccess access, Revision revision, Key account, @Nullable String email, boolean service) {
        if (Roster.is(revision.integration())) {
            return Optional.empty();
        }
        Decided decided =
                decisions.of(revision.integration().key(access.id()), account).orElse(null);
        Addresses at = Addresses.of(access, revision.integration());
        String decide = access.may(Action.DECIDE_ACCOUNTS)
                ? at.account(account.id()).below("/person").toString()
                : "";
        List<Other> others = email == null ? List.of() : others(revision, account, email, at);
        if (decided != null && decided.decision() != Decision.LINKED) {
            return Optional.of(new Whose(DecisionPage.title(decided.decision(), null), words(decided), decide, others));
        }
        if (decided == null && service) {
            return Optional.of(new Whose("A service account", "as the application says", decide, others));
        }
        String address = decided == null ? email : decided.person();
        String how = decided == null ? "by its e-mail" : words(decided);
        return Optional.of(
                address == null
                        ? new Whose("Nobody's yet", "it has no e-mail", decide, others)
                        : new Whose(person(access, revision, address), how, decide, others));
    }

    private static String words(Decided decided) {
        return "decided by %s: %s".formatted(decided.by(), decided.reason());
    }

    /// Whoever the roster of that time names, and no longer than that.
    private String person(TenantAccess access, Revision revision, String address) {
        AsOf then = revision.newest() ? new AsOf.Newest() : new AsOf.Moment(revision.published());
        List<Integration> rosters = integrations.of(access.id()).stream()
                .map(Current::integration)
                .filter(Roster::is)
                .toList();
        List<Revision> found = ledger.find(access.id(), rosters, AsOf.FIELD, then);
        if (found.isEmpty()) {
            return address;
        }
        Revision roster = found.getFirst();
        return told(roster, BY_EMAIL, address)
                .or(() -> told(roster, BY_ANOTHER, address))
                .map(told ->
                        told.lastDay() == null ? told.name() : "%s, last day %s".formatted(told.name(), told.lastDay()))
                .orElse("%s, whom the roster does not name".formatted(address));
    }

    private Optional<Told> told(Revision roster, String sql, String address) {
        return roster.statement(db, sql)
                .param("email", address)
                .query((row, index) -> new Told(row.getString("name"), row.getString("last_day")))
                .optional();
    }

    private List<Other> others(Revision revision, Key account, String email, Addresses at) {
        return revision.statement(db, OTHERS)
                .param("email", email)
                .param("type", account.type())
                .param("account", account.id())
                .query((row, index) -> {
                    OffsetDateTime ended = row.getObject("ended", OffsetDateTime.class);
                    String id = row.getString("external_id");
                    return new Other(
                            row.getString("name"),
                            id,
                            ended == null ? at.account(id).toString() : "",
                            ended == null
                                    ? ""
                                    : "gone since "
                                            + heads.moment(revision.integration(), ended.toInstant())
                                                    .day());
                })
                .list();
    }
}
