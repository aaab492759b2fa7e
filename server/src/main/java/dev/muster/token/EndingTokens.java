package dev.muster.token;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tokens whose end is near enough that somebody should hear of it: 14 days before, and once more in the last day.
@Component
public class EndingTokens {
    private static final Duration FIRST = Duration.ofDays(14);
    private static final Duration LAST = Duration.ofDays(1);

    private static final String TELL = """
            update api_token
               set told_of_end = :now
             where tenant_id = :tenant
               and expires_at > :now
               and expires_at <= :first
               and (told_of_end is null
                    or expires_at <= :last and told_of_end < expires_at - interval '1 day')
            returning id
            """;

    private final ApiTokenStore store;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final JdbcClient db;
    private final Clock clock;

    EndingTokens(
            ApiTokenStore store,
            Tenants tenants,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            JdbcClient db,
            Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.transactions = transactions;
        this.events = events;
        this.db = db;
        this.clock = clock;
    }

    /// Publishes a [TokenEnding] for each in all tenants that is to be told of now.
    void tellOfAll() {
        tenants.ids().forEach(this::tellOf);
    }

    /// The same for one tenant.
    ///
    /// @return the tokens
    public List<ApiToken> tellOf(TenantId tenant) {
        return transactions.write(tenant, () -> {
            List<ApiToken> ending = toTell(tenant);
            ending.forEach(token -> events.publishEvent(new TokenEnding(tenant, token)));
            return ending;
        });
    }

    /// They count as told.
    private List<ApiToken> toTell(TenantId tenant) {
        Instant now = clock.instant();
        List<UUID> ending = db.sql(TELL)
                .param("tenant", tenant.value())
                .param("now", now.atOffset(UTC))
                .param("first", now.plus(FIRST).atOffset(UTC))
                .param("last", now.plus(LAST).atOffset(UTC))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        return ending.stream().flatMap(id -> store.find(tenant, id).stream()).toList();
    }
}
