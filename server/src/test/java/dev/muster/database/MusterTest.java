package dev.muster.database;

import dev.muster.QuickPagerDuty;
import dev.muster.ScriptedConnector;
import dev.muster.ScriptedRepositories;
import dev.muster.signin.CheapPasswords;
import dev.muster.tenant.SomePeople;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// The whole server on a free port of 127.0.0.1, with a database and a data folder of its own. Tests with the same
/// configuration share one server, so each makes its own tenants; [FreshDatabase] and [SomePeople] can be injected.
///
/// Its connector loses no time with waiting, see [QuickPagerDuty]; packaged servers under test have the product's. Two
/// more say what a test wants, see [ScriptedConnector] and [ScriptedRepositories].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("database")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "springdoc.api-docs.enabled=false")
@ContextConfiguration(initializers = OwnDatabase.class)
@Import({
    SomePeople.class,
    CheapPasswords.class,
    QuickPagerDuty.class,
    ScriptedConnector.class,
    ScriptedRepositories.class
})
public @interface MusterTest {}
