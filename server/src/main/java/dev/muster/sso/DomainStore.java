package dev.muster.sso;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [Domains]; runs in its transactions.
@Component
class DomainStore {
    private static final String ALL = """
            select c.domain, c.code, p.proved_at
              from claimed_domain c
              left join proved_domain p on p.domain = c.domain and p.proved_for = c.tenant_id
             where c.tenant_id = :tenant
             order by c.domain
            """;
    private static final String CLAIM = """
            insert into claimed_domain (tenant_id, domain, code, claimed_at)
            values (:tenant, :domain, :code, :now)
            on conflict (tenant_id, domain) do nothing
            """;
    private static final String PROVE = """
            insert into proved_domain (domain, proved_for, proved_at)
            values (:domain, :tenant, :now)
            on conflict (domain) do nothing
            """;
    private static final String PROVED_FOR = """
            select proved_for
              from proved_domain
             where domain = :domain
            """;
    private static final String UNPROVE = """
            delete from proved_domain
             where domain = :domain
               and proved_for = :tenant
            """;
    private static final String GIVE_UP = """
            delete from claimed_domain
             where tenant_id = :tenant
               and domain = :domain
            """;

    private final JdbcClient db;

    DomainStore(JdbcClient db) {
        this.db = db;
    }

    List<ClaimedDomain> all(TenantId tenant) {
        return db.sql(ALL)
                .param("tenant", tenant.value())
                .query(DomainStore::domain)
                .list();
    }

    /// @return whether it was not claimed before
    boolean claim(TenantId tenant, String domain, String code, Instant now) {
        return db.sql(CLAIM)
                        .param("tenant", tenant.value())
                        .param("domain", domain)
                        .param("code", code)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /// @return whether nobody had proved it before
    boolean prove(TenantId tenant, String domain, Instant now) {
        return db.sql(PROVE)
                        .param("tenant", tenant.value())
                        .param("domain", domain)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    Optional<TenantId> provedFor(String domain) {
        return db.sql(PROVED_FOR)
                .param("domain", domain)
                .query((row, number) -> new TenantId(row.getObject("proved_for", UUID.class)))
                .optional();
    }

    /// @return whether it was claimed
    boolean giveUp(TenantId tenant, String domain) {
        db.sql(UNPROVE).param("tenant", tenant.value()).param("domain", domain).update();
        return db.sql(GIVE_UP)
                        .param("tenant", tenant.value())
                        .param("domain", domain)
                        .update()
                == 1;
    }

    private static ClaimedDomain domain(ResultSet row, int number) throws SQLException {
        OffsetDateTime proved = row.getObject("proved_at", OffsetDateTime.class);
        return new ClaimedDomain(
                row.getString("domain"), row.getString("code"), proved == null ? null : proved.toInstant());
    }
}
