package dev.muster.request;

import dev.muster.database.DatabaseWatch;
import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.stereotype.Component;

/// What happens to a request that the application fails to answer.
@Component
public class Failures {
    /// After how many seconds an outage may be over.
    public static final int RETRY_AFTER_SECONDS = 5;

    private final DatabaseWatch database;
    private final List<Apology> apologies;

    Failures(DatabaseWatch database, List<Apology> apologies) {
        this.database = database;
        this.apologies = List.copyOf(apologies);
    }

    /// Catches failures of everything behind it. It belongs behind whatever writes the security headers.
    public Filter filter() {
        return new FailureFilter(database, apologies);
    }
}
