package dev.muster.sso;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.SecretCode;
import dev.muster.tenant.Action;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Which tenant the e-mail addresses of a domain belong to. Anybody may claim any domain; a claim counts once the
/// DNS of the domain says so, and for one tenant alone. Safe for many threads.
@Component
class Domains {
    /// Most domains of one tenant.
    static final int MOST = 20;

    private static final int LONGEST = 253;
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final DomainStore store;
    private final DnsRecords dns;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    Domains(DomainStore store, DnsRecords dns, TenantTransactions transactions, AuditTrail audit, Clock clock) {
        this.store = store;
        this.dns = dns;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a tenant claims, by name.
    List<ClaimedDomain> of(TenantId tenant) {
        return transactions.read(tenant, () -> store.all(tenant));
    }

    /// The tenant that an e-mail's domain was proved for.
    Optional<TenantId> tenantOf(String email) {
        String domain = domainOf(email);
        return DOMAIN.matcher(domain).matches() ? store.provedFor(domain) : Optional.empty();
    }

    /// Claims a domain, unless it is claimed already.
    ///
    /// @throws InvalidInput about `domain`
    ClaimedDomain claim(TenantAccess access, String typed) {
        access.require(Action.MANAGE_TENANT);
        String domain = typed.strip().toLowerCase(Locale.ROOT).replaceFirst("^@", "");
        if (domain.length() > LONGEST || !DOMAIN.matcher(domain).matches()) {
            throw new InvalidInput(
                    Map.of("domain", "A domain looks like company.example. Write an international one as xn--..."));
        }
        return transactions.write(access.id(), () -> {
            if (store.all(access.id()).size() >= MOST) {
                throw new InvalidInput(Map.of(
                        "domain", "There are %d domains, and no more than that. Give one up first.".formatted(MOST)));
            }
            if (store.claim(access.id(), domain, SecretCode.forLink(), clock.instant())) {
                audit.record(access.id(), access.actor(), "tenant.domain_claimed", domain, Map.of());
            }
            return claimed(access, domain);
        });
    }

    /// Looks for the record of a claimed domain; from then on the domain counts.
    ///
    /// @throws SignOnFault when it is not there, or the DNS does not answer
    /// @throws Conflict    when another tenant proved it before
    ClaimedDomain prove(TenantAccess access, String domain) throws SignOnFault {
        access.require(Action.MANAGE_TENANT);
        ClaimedDomain claimed = transactions.read(access.id(), () -> claimed(access, domain));
        if (claimed.isProved()) {
            return claimed;
        }
        List<String> texts = dns.texts(domain);
        if (!texts.contains(claimed.record())) {
            throw new SignOnFault(
                    "%s has no TXT record %s yet (%s). New records can take an hour to be seen; then check again."
                            .formatted(domain, claimed.record(), found(texts)));
        }
        return transactions.write(access.id(), () -> {
            if (!store.prove(access.id(), domain, clock.instant())) {
                throw new Conflict(("Another tenant of this Muster has proved %s already. Whoever runs this Muster can"
                                + " tell whom to ask to give it up.")
                        .formatted(domain));
            }
            audit.record(access.id(), access.actor(), "tenant.domain_proved", domain, Map.of());
            return claimed(access, domain);
        });
    }

    private ClaimedDomain claimed(TenantAccess access, String domain) {
        return store.all(access.id()).stream()
                .filter(one -> one.domain().equals(domain))
                .findFirst()
                .orElseThrow(() -> new NoSuchThing("This domain is claimed no longer."));
    }

    /// From now on the domain counts no longer.
    ///
    /// @throws Conflict when nobody could come in any more
    void giveUp(TenantAccess access, String domain) {
        access.require(Action.MANAGE_TENANT);
        transactions.write(access.id(), () -> {
            boolean others = store.all(access.id()).stream()
                    .anyMatch(one -> one.isProved() && !one.domain().equals(domain));
            if (!access.tenant().takesPasswords() && !others) {
                throw new Conflict("%s takes no passwords, and without %s nobody could come in. Take passwords first."
                        .formatted(access.tenant().name(), domain));
            }
            if (store.giveUp(access.id(), domain)) {
                audit.record(access.id(), access.actor(), "tenant.domain_given_up", domain, Map.of());
            }
        });
    }

    private static String found(List<String> texts) {
        return texts.isEmpty() ? "it has none at all" : "it has others";
    }

    private static String domainOf(String email) {
        String canonical = new EmailAddress(email).canonical();
        return canonical.substring(canonical.lastIndexOf('@') + 1);
    }
}
