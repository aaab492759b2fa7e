package dev.muster.bench;

import java.io.IOException;
import java.util.List;

/// Something people wait for, or pay for.
sealed interface Measurement
        permits ColdBuild,
                Start,
                Sync,
                Requests,
                SnapshotTime,
                RateLimit,
                LargeAccount,
                SmallHeap,
                Load,
                LedgerSpeed,
                ExplorerSpeed,
                Fleet,
                FaultMatrix {
    String name();

    List<Result> measure(Workshop workshop) throws IOException, InterruptedException;

    /// The same of other sizes, where it has any.
    default Measurement of(List<Integer> sizes) {
        return this;
    }

    /// In the order of the table.
    static List<Measurement> all() {
        return List.of(
                new ColdBuild(),
                new Start(),
                new Sync(),
                new Requests(),
                new SnapshotTime(),
                new RateLimit(),
                new LargeAccount(),
                new SmallHeap(),
                new Load(),
                new LedgerSpeed(),
                ExplorerSpeed.large(),
                Fleet.small(),
                new FaultMatrix());
    }

    static List<String> names() {
        return all().stream().map(Measurement::name).toList();
    }
}
