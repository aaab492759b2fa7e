package dev.muster.database;

import dev.muster.DatabaseAddress;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// A database of one test, or of one application under test.
public final class FreshDatabase {
    private final DatabaseLogin owner;
    private final DatabaseLogin app;
    private final DatabaseLogin administrator;

    FreshDatabase(DatabaseLogin owner, DatabaseLogin app, DatabaseLogin administrator) {
        this.owner = owner;
        this.app = app;
        this.administrator = administrator;
    }

    /// As the application works: behind row-level security.
    public DataSource app() {
        return address(app).dataSource();
    }

    /// As migrations work: owns the tables.
    public DataSource owner() {
        return address(owner).dataSource();
    }

    /// Past row-level security, to see what is really there.
    public DataSource administrator() {
        return address(administrator).dataSource();
    }

    /// Transactions of the application, and the client whose statements take part in them.
    public Transactions transactions() {
        DataSource source = app();
        JdbcClient db = JdbcClient.create(source);
        return new Transactions(db, new TenantTransactions(db, new DataSourceTransactionManager(source)));
    }

    /// For servers in processes of their own.
    public DatabaseAddress address() {
        return address(owner);
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

    /// As somebody in particular enters a database.
    static DatabaseAddress address(DatabaseLogin login) {
        return new DatabaseAddress(login.url(), login.user(), login.password());
    }
}
