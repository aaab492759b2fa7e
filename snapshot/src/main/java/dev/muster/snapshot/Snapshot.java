package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Memory;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// One reading, from the first request to the last row.
final class Snapshot {
    private final Order order;
    private final What what;
    private final InstantSource clock;

    Snapshot(Order order, What what, InstantSource clock) {
        this.order = order;
        this.what = what;
        this.clock = clock;
    }

    /// Reads, and writes what it reads. Interrupting the thread ends the reading, not the writing: what was
    /// read so far is written all the same, and the proof says that it is not everything. So it is with a
    /// fault of the connector.
    ///
    /// @param watch given what is counted, before anything is
    /// @throws OutputFailed when nobody takes what is written
    Proof print(Sheet sheet, Consumer<List<FeedCount>> watch) {
        Description described = order.connector().describe();
        Roll roll = new Roll();
        View view = what.view(described, roll);
        Reading reading = new Reading(described, order.feeds(), roll, view, sheet, clock);
        view.begin(sheet);
        watch.accept(reading.counts());
        Proof proof = read(reading);
        view.end(proof, sheet);
        sheet.end(proof);
        sheet.flush();
        return proof;
    }

    private Proof read(Reading reading) {
        try {
            Credential found = order.connector()
                    .collect(order.configuration(), Memory.NONE, reading)
                    .credential();
            return reading.proof(found == null ? order.entered() : found, Stop.byPerson());
        } catch (InterruptedException stopped) {
            return reading.proof(order.enteredFor(reading.account()), Stop.byPerson());
        } catch (OutputFailed nobodyTakesIt) {
            throw nobodyTakesIt;
        } catch (RuntimeException fault) {
            return reading.proof(order.enteredFor(reading.account()), Stop.byFault(fault));
        }
    }
}
