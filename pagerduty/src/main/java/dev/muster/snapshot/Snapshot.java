package dev.muster.snapshot;

import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Memory;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One reading, from the first request to the last row.
final class Snapshot {
    private final Connector connector;
    private final Configuration configuration;
    private final What what;
    private final InstantSource clock;

    Snapshot(Connector connector, Configuration configuration, What what, InstantSource clock) {
        this.connector = connector;
        this.configuration = configuration;
        this.what = what;
        this.clock = clock;
    }

    /// Reads, and writes what it reads. Interrupting the thread ends the reading, not the writing: what was
    /// read so far is written all the same, and the proof says that it is not everything.
    ///
    /// @param watch given what is counted, before anything is
    /// @throws OutputFailed when nobody takes what is written
    Proof print(Sheet sheet, Consumer<List<FeedCount>> watch) {
        Description described = connector.describe();
        Roll roll = new Roll();
        View view = what.view(described, roll);
        Reading reading = new Reading(described, roll, view, sheet, clock);
        view.begin(sheet);
        watch.accept(reading.counts());
        Proof proof = reading.proof(read(reading));
        view.end(proof, sheet);
        sheet.end(proof);
        sheet.flush();
        return proof;
    }

    private @Nullable Credential read(Reading reading) {
        try {
            return connector.collect(configuration, Memory.NONE, reading).credential();
        } catch (InterruptedException stopped) {
            return null;
        }
    }
}
