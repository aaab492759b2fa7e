package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.TestTenant;
import dev.muster.audit.Actor;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a server does that is the first to start on a restored database.
@MusterTest
class RestorationsTest {
    @Autowired
    private ApplicationContext server;

    @Autowired
    private Restorations restorations;

    @Autowired
    private AuditTrail audit;

    @Test
    void every_record_tells_of_a_restore_once() {
        TestTenant acme = TestTenant.on(server);
        TestTenant globex = TestTenant.on(server);
        JdbcClient everything =
                JdbcClient.create(server.getBean(FreshDatabase.class).administrator());
        Restorations.note(everything, Instant.parse("2026-11-28T01:00:00Z"), "0.3.0", "5d7f");

        restorations.tell();
        restorations.tell();

        for (TestTenant tenant : new TestTenant[] {acme, globex}) {
            assertThat(audit.all(tenant.tenant().id(), "tenant.restored"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.actor()).isEqualTo(Actor.OPERATOR);
                        assertThat(entry.subject()).isEqualTo(tenant.tenant().name());
                        assertThat(entry.details())
                                .containsEntry("taken_at", "2026-11-28T01:00:00Z")
                                .containsEntry("sha256", "5d7f");
                    })
                    .extracting(AuditEntry::number)
                    .isEqualTo(audit.page(tenant.tenant().id(), AuditFilter.ALL, null, 1)
                            .getFirst()
                            .number());
        }
    }
}
