package dev.muster;

import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TestPostgres;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.secret.SigningKey;
import dev.muster.secret.TestSigningKey;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// What the server knows and does, without the server: rooms from the ledger and the rights down, put together as the
/// product does on a migrated database, with neither port nor pages nor tasks. Only what a test asks for is made, in a
/// fraction of a second, and all tests of a JVM share it: each makes its own tenant. Its clock stands still.
public final class TestRooms {
    private static final String[] ROOMS = {
        "dev.muster.tenant", "dev.muster.integration", "dev.muster.ledger", "dev.muster.difference", "dev.muster.rights"
    };

    private static @Nullable ApplicationContext opened;

    private TestRooms() {}

    /// Those of this JVM.
    public static synchronized ApplicationContext opened() {
        if (opened == null) {
            opened = open(TestPostgres.freshDatabase());
        }
        return opened;
    }

    private static ApplicationContext open(FreshDatabase database) {
        var rooms = new AnnotationConfigApplicationContext();
        rooms.registerBean(FreshDatabase.class, () -> database);
        rooms.registerBean(DataSource.class, database::app);
        rooms.registerBean(
                DataSourceTransactionManager.class,
                () -> new DataSourceTransactionManager(rooms.getBean(DataSource.class)));
        rooms.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(rooms.getBean(DataSource.class)));
        rooms.registerBean(JdbcClient.class, () -> JdbcClient.create(rooms.getBean(JdbcTemplate.class)));
        rooms.registerBean(TenantTransactions.class);
        rooms.registerBean(JsonMapper.class, JsonMapper::shared);
        rooms.registerBean(Clock.class, SettableClock::new);
        SigningKey key = TestSigningKey.make();
        rooms.registerBean(
                AuditTrail.class,
                () -> AuditTrail.withoutServer(
                        rooms.getBean(JdbcClient.class),
                        rooms.getBean(TenantTransactions.class),
                        () -> key,
                        rooms.getBean(Clock.class)));
        rooms.registerBean(PagerDuty.class, () -> PagerDuty.with(PagerDutyOptions.defaults()));
        rooms.registerBean(ScriptedConnector.class);
        rooms.registerBean(ScriptedRepositories.class);
        var components = new ClassPathBeanDefinitionScanner(rooms);
        components.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
        components.getBeanDefinitionDefaults().setLazyInit(true);
        components.scan(ROOMS);
        rooms.refresh();
        return rooms;
    }
}
