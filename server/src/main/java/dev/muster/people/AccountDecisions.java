package dev.muster.people;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.AuditTrail;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationKey;
import dev.muster.ledger.Revision;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What people decided about whose an account is. Each decision has a reason and is in the audit record.
@Service
class AccountDecisions {
    private static final String FIND = """
            select d.decision, d.person, d.reason, d.decided_by, d.decided_at
              from account_person d
             where d.tenant_id = :tenant and d.integration_id = :integration
               and d.account_type = :type and d.account_id = :account
            """;
    private static final String SAVE = """
            insert into account_person (tenant_id, integration_id, account_type, account_id, decision, person, reason,
                                        decided_by, decided_at)
            values (:tenant, :integration, :type, :account, :decision, :person, :reason, :by, :at)
            on conflict (tenant_id, integration_id, account_type, account_id)
            do update set decision = excluded.decision, person = excluded.person, reason = excluded.reason,
                          decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """;
    private static final String FORGET = """
            delete from account_person d
             where d.tenant_id = :tenant and d.integration_id = :integration
               and d.account_type = :type and d.account_id = :account
            """;
    private static final String ACCOUNT = """
            select a.type, a.external_id, a.name, a.email
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration and a.external_id = :account
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             order by a.type
             limit 1
            """;
    private static final String LOWER = "select lower(:email) as email";
    private static final int LONGEST_REASON = 500;

    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final JdbcClient db;
    private final Clock clock;

    AccountDecisions(TenantTransactions transactions, AuditTrail audit, JdbcClient db, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.db = db;
        this.clock = clock;
    }

    /// What can be decided.
    enum Decision {
        /// Nothing: its e-mail tells whose it is.
        MATCHED,
        /// It belongs to the person of another e-mail.
        LINKED,
        /// It belongs to nobody, whatever its e-mail says.
        ALONE,
        /// It belongs to a machine.
        SERVICE;

        /// As the API and the database say it: `linked`.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param person e-mail of the person it is linked to; none otherwise
    record Decided(Decision decision, @Nullable String person, String reason, String by, Instant at) {}

    /// As a form or a call asks for it.
    record Wanted(
            @Nullable String decision,
            @Nullable String person,
            @Nullable String reason) {}

    /// The account of a revision with this id.
    ///
    /// @throws NoSuchThing when there is none
    AccountAt account(Revision revision, String id) {
        return revision.statement(db, ACCOUNT)
                .param("account", id.replace('\0', '\uFFFD'))
                .query((row, index) -> new AccountAt(
                        revision.integration(),
                        new Key(row.getString("type"), row.getString("external_id")),
                        row.getString("name"),
                        row.getString("email")))
                .optional()
                .orElseThrow(() -> new NoSuchThing("%s has no account %s. Look for it in the list of accounts."
                        .formatted(revision.integration().name(), id)));
    }

    /// Empty when nothing was decided and the e-mail tells.
    Optional<Decided> of(IntegrationKey integration, Key account) {
        return statement(FIND, integration, account)
                .query((row, index) -> new Decided(
                        Decision.valueOf(row.getString("decision").toUpperCase(Locale.ROOT)),
                        row.getString("person"),
                        row.getString("reason"),
                        row.getString("decided_by"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// Decides, and records it in the same transaction.
    ///
    /// @throws dev.muster.problem.InvalidInput about `decision`, `person` or `reason`
    /// @throws dev.muster.problem.NotAllowed   unless the asker manages integrations
    void decide(TenantAccess access, AccountAt account, Wanted wanted) {
        access.require(Action.DECIDE_ACCOUNTS);
        var faults = new Faults();
        Decision decision = decision(wanted.decision(), faults);
        String reason = faults.line("reason", "Reason", wanted.reason(), LONGEST_REASON);
        String person = decision == Decision.LINKED ? faults.email("person", wanted.person()) : null;
        faults.throwIfAny();
        IntegrationKey integration = account.integration().key(access.id());
        transactions.write(access.id(), () -> {
            Optional<Decided> before = of(integration, account.key());
            String known = person == null ? null : lower(person);
            if (decision == Decision.MATCHED) {
                statement(FORGET, integration, account.key()).update();
            } else {
                save(
                        integration,
                        account.key(),
                        new Decided(decision, known, reason, access.userName(), clock.instant()));
            }
            audit.record(
                    access.id(),
                    access.actor(),
                    "account.person_decided",
                    "%s, %s".formatted(account.name(), account.integration().name()),
                    details(account, before.orElse(null), decision, known, reason));
        });
    }

    private static Decision decision(@Nullable String word, Faults faults) {
        for (Decision decision : Decision.values()) {
            if (decision.word().equals(word)) {
                return decision;
            }
        }
        faults.add(
                "decision",
                "Choose one of %s."
                        .formatted(Arrays.stream(Decision.values())
                                .map(Decision::word)
                                .collect(Collectors.joining(", "))));
        return Decision.MATCHED;
    }

    /// By the database, so that it is the same as what it makes of an account's own.
    private String lower(String email) {
        return db.sql(LOWER).param("email", email).query(String.class).single();
    }

    private void save(IntegrationKey integration, Key account, Decided decided) {
        statement(SAVE, integration, account)
                .param("decision", decided.decision().word())
                .param("person", decided.person())
                .param("reason", decided.reason())
                .param("by", decided.by())
                .param("at", decided.at().atOffset(UTC))
                .update();
    }

    private static Map<String, String> details(
            AccountAt account, @Nullable Decided before, Decision decision, @Nullable String person, String reason) {
        return Map.of(
                "integration", account.integration().id().value().toString(),
                "account", account.key().id(),
                "before",
                        words(
                                before == null ? Decision.MATCHED : before.decision(),
                                before == null ? null : before.person()),
                "after", words(decision, person),
                "reason", reason);
    }

    private static String words(Decision decision, @Nullable String person) {
        return person == null ? decision.word() : decision.word() + " to " + person;
    }

    private JdbcClient.StatementSpec statement(String sql, IntegrationKey integration, Key account) {
        return integration.statement(db, sql).param("type", account.type()).param("account", account.id());
    }
}
