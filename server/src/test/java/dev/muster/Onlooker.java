package dev.muster;

import dev.muster.database.DataFolder;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A Muster inside the test that shares the database of servers under test and never syncs: it makes tenants, and
/// reads what is published while those servers are down. Of its parts only those that are asked for are made.
public final class Onlooker implements AutoCloseable {
    private final ConfigurableApplicationContext server;

    private Onlooker(ConfigurableApplicationContext server) {
        this.server = server;
    }

    /// @param folder  for its own files, not yet there
    /// @param keyFile master key that all servers of the database share; made when it is not there
    public static Onlooker on(DatabaseAddress database, Path folder, Path keyFile) {
        var application = new SpringApplication(Muster.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("dataFolder", DataFolder.open(folder)));
        return new Onlooker(application.run(
                "--server.port=0",
                "--muster.management.address=off",
                "--db-scheduler.enabled=false",
                "--spring.main.lazy-initialization=true",
                "--muster.database.url=" + database.url(),
                "--muster.database.user=" + database.user(),
                "--muster.database.password=" + database.password(),
                "--muster.master-key-file=" + keyFile));
    }

    /// A fresh tenant on the shared database.
    public TestTenant tenant() {
        return TestTenant.on(server);
    }

    /// The server itself.
    public ApplicationContext server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
