package dev.muster.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/// Where a database is and as whom to enter it. Prints no password.
///
/// @param url `jdbc:postgresql://host:port/name?...`, without user and password
record DatabaseLogin(String url, String user, String password) {
    private static final String PATIENCE_SECONDS = "10";

    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", PATIENCE_SECONDS);
        properties.setProperty("loginTimeout", PATIENCE_SECONDS);
        properties.setProperty("ApplicationName", "muster");
        return DriverManager.getConnection(url, properties);
    }

    /// As [#connect()], for whoever would rather have no answer than wait: also each statement gets so long and no
    /// longer.
    Connection connect(int patienceSeconds) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        for (String wait : List.of("connectTimeout", "loginTimeout", "socketTimeout")) {
            properties.setProperty(wait, String.valueOf(patienceSeconds));
        }
        properties.setProperty("ApplicationName", "muster watch");
        return DriverManager.getConnection(url, properties);
    }

    DatabaseLogin as(String otherUser, String otherPassword) {
        return new DatabaseLogin(url, otherUser, otherPassword);
    }

    @Override
    public String toString() {
        return "%s as %s".formatted(url, user);
    }
}
