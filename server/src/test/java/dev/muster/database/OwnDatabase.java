package dev.muster.database;

import dev.muster.TestPagerDuty;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Points an application under test at a fresh database of [TestPostgres].
public final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        FreshDatabase database = TestPostgres.freshDatabase();
        context.getBeanFactory().registerSingleton("freshDatabase", database);
        context.getBeanFactory().registerSingleton("dataFolder", DataFolder.open(TestPostgres.newFolder()));
        TestPropertyValues.of(
                        "muster.database.url=" + database.ownerLogin().url(),
                        "muster.database.user=" + database.ownerLogin().user(),
                        "muster.database.password=" + database.ownerLogin().password(),
                        "server.address=127.0.0.1",
                        "muster.management.address=127.0.0.1:0",
                        // One token of a test asks more often in a minute than a script does in an hour.
                        "muster.api-calls-per-minute=1000000",
                        "muster.webhook.hosts=127.0.0.1",
                        "muster.pagerduty.hosts=" + TestPagerDuty.hosts(),
                        "muster.pagerduty.identity=" + TestPagerDuty.identity())
                .applyTo(context);
    }
}
