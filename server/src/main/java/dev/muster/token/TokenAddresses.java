package dev.muster.token;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// From which network addresses each token was used: the first use from another one is in the audit record. One a
/// minute and the newest hundred for each token, so that whoever changes addresses with every call fills nothing.
/// Safe for many threads and servers.
@Component
class TokenAddresses {
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 100;
    private static final int MOST_REMEMBERED = 10_000;

    private static final String ADD = """
            insert into token_address (tenant_id, token_id, address, first_used_at)
            select :tenant, :token, :address, :now
             where not exists (select
                                 from token_address
                                where tenant_id = :tenant
                                  and token_id = :token
                                  and (address = :address or first_used_at > :since))
            on conflict do nothing
            """;
    private static final String FORGET_OLD = """
            delete from token_address
             where tenant_id = :tenant
               and token_id = :token
               and first_used_at < (select first_used_at
                                      from token_address
                                     where tenant_id = :tenant
                                       and token_id = :token
                                     order by first_used_at desc, address desc
                                    offset :kept - 1
                                     limit 1)
            """;

    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;
    private final Set<Use> remembered = Collections.synchronizedSet(Collections.newSetFromMap(new Remembered()));

    TokenAddresses(JdbcClient db, TenantTransactions transactions, AuditTrail audit, Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    private record Use(UUID token, String address) {}

    /// So that most calls ask no database.
    private static final class Remembered extends LinkedHashMap<Use, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }

    /// The token is used in the request that this thread works on.
    void note(ApiCaller caller) {
        String address = audit.origin().address();
        if (address == null || remembered.contains(new Use(caller.token(), address))) {
            return;
        }
        transactions.write(caller.tenant(), () -> {
            if (add(caller, address)) {
                audit.record(
                        caller.tenant(),
                        caller.actor(),
                        "token.used_from",
                        address,
                        Map.of("token", caller.tokenName()));
            }
        });
        remembered.add(new Use(caller.token(), address));
    }

    private boolean add(ApiCaller caller, String address) {
        OffsetDateTime now = clock.instant().atOffset(UTC);
        boolean added = db.sql(ADD)
                        .param("tenant", caller.tenant().value())
                        .param("token", caller.token())
                        .param("address", address)
                        .param("now", now)
                        .param("since", now.minus(BETWEEN))
                        .update()
                > 0;
        if (added) {
            db.sql(FORGET_OLD)
                    .param("tenant", caller.tenant().value())
                    .param("token", caller.token())
                    .param("kept", MOST_KEPT)
                    .update();
        }
        return added;
    }
}
