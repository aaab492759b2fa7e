package dev.muster.token;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.TenantCode;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Action;
import dev.muster.tenant.Scope;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// API tokens. A token acts as its owner, in one tenant, with the role the owner has there at each request, and goes
/// when the owner leaves; or it acts as the tenant, and passes to another Administrator then. What it may do is
/// also bound by its scopes. Safe for many threads.
@Component
public class ApiTokens {
    /// How long a token lives unless something else is wanted.
    public static final Duration USUAL_LIFE = Duration.ofDays(90);
    /// How long a token lives at most.
    public static final Duration LONGEST_LIFE = AccessLimits.MOST.tokenLife();

    private static final TenantCode.Form FORM = new TenantCode.Form("mst_", 32);
    private static final Duration BETWEEN_USES_NOTED = Duration.ofMinutes(1);

    private final ApiTokenStore store;
    private final TokenAddresses addresses;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    ApiTokens(
            ApiTokenStore store,
            TokenAddresses addresses,
            TenantTransactions transactions,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.addresses = addresses;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// A new token and, this once, its text.
    ///
    /// @param text what the bearer sends; only its hash is stored
    public record Made(ApiToken token, String text) {
        @Override
        public String toString() {
            return "Made[" + token.name() + ", (secret)]";
        }
    }

    /// The asker's own tokens, and those of services that they answer for; for an Administrator those of all members.
    /// Revision first.
    public List<ApiToken> seenBy(TenantAccess access) {
        return transactions.read(access.id(), () -> store.all(access.id())).stream()
                .filter(mayRevoke(access))
                .toList();
    }

    /// Makes a token that acts as the asker, with every scope that the asker may give.
    ///
    /// @param lifetime at most what the tenant allows; none for 90 days, or less where the tenant says so
    /// @throws dev.muster.problem.InvalidInput about `name` and `days`
    public Made make(TenantAccess access, String name, @Nullable Duration lifetime) {
        Duration life = lifetime == null ? usualLife(access) : lifetime;
        return make(access, new WantedToken(name, life, Scope.givenBy(access.role()), false));
    }

    /// Makes a token.
    ///
    /// @throws dev.muster.problem.InvalidInput about `name`, `days`, `scopes` and `service`
    public Made make(TenantAccess access, WantedToken wanted) {
        var faults = new Faults();
        String name = wanted.check(faults, access);
        faults.throwIfAny();

        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var token = new ApiToken(
                UUID.randomUUID(),
                name,
                access.user(),
                access.userName(),
                wanted.service(),
                wanted.scopes(),
                true,
                now,
                null,
                now.plus(wanted.life()));
        TenantCode text = FORM.random(access.id());
        transactions.write(access.id(), () -> {
            store.add(access.id(), token, text.hash());
            audit.record(access.id(), access.actor(), "token.created", name, details(token));
        });
        return new Made(token, text.expose());
    }

    private static Duration usualLife(TenantAccess access) {
        Duration longest = access.tenant().limits().tokenLife();
        return longest.compareTo(USUAL_LIFE) < 0 ? longest : USUAL_LIFE;
    }

    /// Has every token of a tenant end no later than that long from now, in the caller's transaction of it.
    public void limit(TenantId tenant, Duration life) {
        store.endBy(tenant, clock.instant().plus(life));
    }

    private static Map<String, String> details(ApiToken token) {
        String scopes = token.scopes().stream().sorted().map(Scope::title).collect(Collectors.joining(", "));
        return Map.of(
                "expires",
                token.expires().toString(),
                "scopes",
                scopes,
                "acts_as",
                token.service() ? "the tenant" : token.ownerName());
    }

    /// Ends a token: the asker's own, or any when the asker is an Administrator. It is refused from the next call
    /// on.
    ///
    /// @return its name
    /// @throws NoSuchThing when there is no such token, or it is somebody else's
    public String revoke(TenantAccess access, UUID id) {
        return transactions.write(access.id(), () -> {
            ApiToken token = store.find(access.id(), id)
                    .filter(mayRevoke(access))
                    .orElseThrow(() -> new NoSuchThing("You have no such API token here."));
            store.remove(access.id(), id);
            audit.record(
                    access.id(), access.actor(), "token.revoked", token.name(), Map.of("owner", token.ownerName()));
            return token.name();
        });
    }

    /// Whom a token lets in; empty when it is unknown, expired, revoked, or its owner has left.
    Optional<ApiCaller> caller(String sent) {
        return FORM.parse(sent).flatMap(this::caller);
    }

    private Optional<ApiCaller> caller(TenantCode text) {
        Instant now = clock.instant();
        Optional<ApiToken> valid = transactions
                .read(text.tenant(), () -> store.byHash(text.tenant(), text.hash()))
                .filter(token -> !token.isExpired(now));
        valid.filter(token -> isUseNews(token, now))
                .ifPresent(token ->
                        transactions.write(text.tenant(), () -> store.noteUse(text.tenant(), token.id(), now)));
        Optional<ApiCaller> caller = valid.map(token -> new ApiCaller(
                text.tenant(),
                token.id(),
                token.owner(),
                token.ownerName(),
                token.name(),
                token.service(),
                token.scopes()));
        caller.ifPresent(addresses::note);
        return caller;
    }

    private static boolean isUseNews(ApiToken token, Instant now) {
        Instant last = token.lastUsed();
        return last == null || last.plus(BETWEEN_USES_NOTED).isBefore(now);
    }

    private static Predicate<ApiToken> mayRevoke(TenantAccess access) {
        return token -> access.may(Action.MANAGE_MEMBERS) || token.owner().equals(access.user());
    }
}
