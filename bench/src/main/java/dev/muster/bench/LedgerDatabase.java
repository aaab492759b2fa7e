package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The embedded database of a running server.
record LedgerDatabase(Path data) {
    /// Of the file in which PostgreSQL says how it is reached.
    private static final int LINE_OF_PORT = 3;

    UUID write() throws IOException, SQLException {
        return write(LedgerFacts.ACCOUNT_COUNT);
    }

    /// @param accounts how many the large tenant has
    UUID write(int accounts) throws IOException, SQLException {
        try (Connection owner = owner()) {
            return LedgerFacts.write(owner, accounts);
        }
    }

    /// As the application works, behind row-level security.
    SingleConnectionDataSource application() throws IOException, SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet role = statement.executeQuery("select name, password from application_role")) {
            role.next();
            return new SingleConnectionDataSource(url(), role.getString("name"), role.getString("password"), true);
        }
    }

    Connection owner() throws IOException, SQLException {
        String password = Files.readString(data.resolve("secrets").resolve("postgres-password"));
        return DriverManager.getConnection(url(), "muster", password.strip());
    }

    private String url() throws IOException {
        String port = Files.readAllLines(data.resolve("database").resolve("postmaster.pid"))
                .get(LINE_OF_PORT);
        return "jdbc:postgresql://127.0.0.1:%s/muster".formatted(port.strip());
    }
}
