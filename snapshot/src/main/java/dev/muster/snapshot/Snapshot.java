package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Memory;
import dev.muster.connector.Problem;
import dev.muster.host.FeedTally;
import dev.muster.host.Reading;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.roll.Roll;
import dev.muster.snapshot.sheet.OutputFailed;
import dev.muster.snapshot.sheet.Sheet;
import java.time.Instant;
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
    /// read so far is written all the same, and the certificate says that it is not everything. So it is with a
    /// fault of the connector.
    ///
    /// @param watch given what is counted, before anything is
    /// @throws OutputFailed when nobody takes what is written
    RunCertificate print(Sheet sheet, Consumer<List<FeedTally>> watch) {
        Description described = order.connector().describe();
        Roll roll = new Roll();
        View view = what.view(described, roll);
        RollSink sink = new RollSink(described, roll, view, sheet);
        Reading reading = new Reading(described, Memory.NONE, sink, clock);
        Instant startedAt = clock.instant();
        view.begin(sheet);
        watch.accept(reading.tallies());
        Credential credential = read(reading, sink);
        sink.settle();
        RunCertificate certificate = new RunCertificate(
                described,
                credential,
                startedAt,
                clock.instant(),
                sink.counts(),
                reading.certificates(),
                reading.notes());
        view.end(certificate, sheet);
        sheet.end(certificate);
        sheet.flush();
        return certificate;
    }

    /// Reads what can be read, and tells with which credential.
    private Credential read(Reading reading, RollSink sink) {
        try {
            Credential found =
                    reading.read(order.connector(), order.configuration()).credential();
            stopped(reading, Stop.byPerson());
            return found == null ? order.entered() : found;
        } catch (InterruptedException stopped) {
            stopped(reading, Stop.byPerson());
        } catch (OutputFailed nobodyTakesIt) {
            throw nobodyTakesIt;
        } catch (RuntimeException fault) {
            stopped(reading, Stop.byFault(fault));
        }
        return order.enteredFor(sink.account());
    }

    private void stopped(Reading reading, Problem why) {
        reading.stopped(order.feeds()::contains, why);
    }
}
