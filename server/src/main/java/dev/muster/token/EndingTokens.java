package dev.muster.token;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
    private final JdbcClient db;
    private final Clock clock;

    EndingTokens(ApiTokenStore store, JdbcClient db, Clock clock) {
        this.store = store;
        this.db = db;
        this.clock = clock;
    }

    /// Those that are to be told of now. They count as told, in the caller's transaction of the tenant.
    public List<ApiToken> toTell(TenantId tenant) {
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
