package dev.muster.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.DatabaseAddress;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// A database of one test, or of one application under test.
public final class FreshDatabase {
    private static final int WATCHERS = 4;

    private final DatabaseLogin owner;
    private final DatabaseLogin app;
    private final DatabaseLogin administrator;
    private final HikariDataSource watching = new HikariDataSource();

    FreshDatabase(DatabaseLogin owner, DatabaseLogin app, DatabaseLogin administrator) {
        this.owner = owner;
        this.app = app;
        this.administrator = administrator;
        watching.setJdbcUrl(administrator.url());
        watching.setUsername(administrator.user());
        watching.setPassword(administrator.password());
        watching.setMaximumPoolSize(WATCHERS);
        watching.setMinimumIdle(0);
    }

    /// As the application works: behind row-level security. Unpooled.
    public DataSource app() {
        return dataSource(app);
    }

    /// As migrations work: owns the tables. Unpooled.
    public DataSource owner() {
        return dataSource(owner);
    }

    /// The same as [#administrator()], for those who look often: to enter PostgreSQL takes longer than to look.
    public DataSource watching() {
        return watching;
    }

    /// Past row-level security, to see what is really there. Unpooled.
    public DataSource administrator() {
        return dataSource(administrator);
    }

    /// Transactions of the application, and the client whose statements take part in them.
    public Transactions transactions() {
        DataSource source = app();
        JdbcClient db = JdbcClient.create(source);
        return new Transactions(db, new TenantTransactions(db, new DataSourceTransactionManager(source)));
    }

    /// For servers in processes of their own.
    public DatabaseAddress address() {
        return new DatabaseAddress(owner.url(), owner.user(), owner.password());
    }

    DatabaseLogin ownerLogin() {
        return owner;
    }

    DatabaseLogin appLogin() {
        return app;
    }

    /// @param db  runs statements in the transaction that `in` opened
    /// @param in  opens transactions of one tenant
    public record Transactions(JdbcClient db, TenantTransactions in) {}

    private static DataSource dataSource(DatabaseLogin login) {
        var source = new PGSimpleDataSource();
        source.setUrl(login.url());
        source.setUser(login.user());
        source.setPassword(login.password());
        return source;
    }
}
