package dev.muster.monitoring;

import dev.muster.database.DatabaseWatch;
import dev.muster.request.Readiness;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The whole of how a server is, for a person with `curl`: as JSON, from memory, ids and no names.
@Component
class Details {
    private final Readiness readiness;
    private final DatabaseWatch database;
    private final Observer observer;
    private final JsonMapper json;
    private final Instant started;

    Details(Readiness readiness, DatabaseWatch database, Observer observer, JsonMapper json, Clock clock) {
        this.readiness = readiness;
        this.database = database;
        this.observer = observer;
        this.json = json;
        this.started = clock.instant();
    }

    private record Told(String health, boolean databaseUp, Instant started, long process, String java, Seen observed) {}

    String json() {
        return json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new Told(
                                readiness.now().word(),
                                !database.isAway(),
                                started,
                                ProcessHandle.current().pid(),
                                Runtime.version().toString(),
                                observer.seen()))
                + "\n";
    }
}
