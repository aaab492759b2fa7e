package dev.muster.people;

import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Ledger;
import dev.muster.people.AccountDecisions.Decided;
import dev.muster.people.AccountDecisions.Wanted;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.TenantAccess;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Accounts that an address names, and what was decided about them.
@Component
class DecidedAccounts {
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Ledger ledger;
    private final AccountDecisions decisions;

    DecidedAccounts(
            TenantTransactions transactions, Integrations integrations, Ledger ledger, AccountDecisions decisions) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.ledger = ledger;
        this.decisions = decisions;
    }

    /// @param decided none when nothing was decided and the e-mail tells
    record Found(
            Current integration,
            AccountAt account,
            @Nullable Decided decided) {}

    /// An account as it is now.
    ///
    /// @throws NoSuchThing when this tenant has no such integration, or that no such account
    Found find(TenantAccess access, UUID id, String account) {
        return transactions.read(access.id(), () -> {
            Current current = integrations.get(access.id(), new IntegrationId(id));
            if (Roster.is(current.integration())) {
                throw new NoSuchThing("%s tells people, who are no accounts. Choose an account of an application."
                        .formatted(current.integration().name()));
            }
            AccountAt found =
                    decisions.account(ledger.open(access.id(), current.integration(), new AsOf.Newest()), account);
            return new Found(
                    current,
                    found,
                    decisions
                            .of(current.integration().key(access.id()), found.key())
                            .orElse(null));
        });
    }

    /// Decides whose a found account is.
    ///
    /// @throws dev.muster.problem.InvalidInput about `decision`, `person` or `reason`
    /// @throws dev.muster.problem.NotAllowed   unless the asker manages integrations
    void decide(TenantAccess access, Found found, Wanted wanted) {
        decisions.decide(access, found.account(), wanted);
    }
}
