package dev.muster;

import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the database of servers under test is, as its owner enters it.
///
/// @param url `jdbc:postgresql://127.0.0.1:5432/muster`
public record DatabaseAddress(String url, String user, String password) {

    /// As an operator names it to a server.
    public Map<String, String> environment() {
        return Map.of("MUSTER_DATABASE_URL", url, "MUSTER_DATABASE_USER", user, "MUSTER_DATABASE_PASSWORD", password);
    }

    /// Connections of its own, unpooled.
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
