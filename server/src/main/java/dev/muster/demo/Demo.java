package dev.muster.demo;

import dev.muster.database.CannotStart;
import dev.muster.demo.DemoFacts.Simulator;
import dev.muster.demo.Seeding.Seeded;
import dev.muster.integration.Integrations.Current;
import dev.muster.simulator.PagerDutySimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// A demo on a data folder: [#open], start a server with its [#settings], [#fill] it, [#introduce] it.
///
/// The file `demo.json` is the only memory. While it is missing, the next start fills what is missing on the server
/// and writes it; once it is there, a start changes nothing but the server's address in it.
public final class Demo implements AutoCloseable {
    private final DemoFile file;
    private final Wanted wanted;
    private final AccountSize size;
    private final PagerDutySimulator pagerDuty;
    private @Nullable DemoFacts facts;

    private Demo(
            DemoFile file, Wanted wanted, AccountSize size, PagerDutySimulator pagerDuty, Optional<DemoFacts> facts) {
        this.file = file;
        this.wanted = wanted;
        this.size = size;
        this.pagerDuty = pagerDuty;
        this.facts = facts.orElse(null);
    }

    /// Starts the simulated account: the one the folder remembers, otherwise the one that is wanted.
    ///
    /// @param folder of a server, held by this process
    /// @throws CannotStart when the account's port is taken or its memory cannot be read
    public static Demo open(Path folder, Wanted wanted) {
        DemoFile file = DemoFile.in(folder);
        Optional<DemoFacts> before = file.read();
        AccountSize size = before.map(known -> known.simulator().size()).orElseGet(wanted::size);
        PagerDutySimulator pagerDuty = before.map(
                        known -> DemoPagerDuty.startAgain(known.simulator(), wanted.latency()))
                .orElseGet(() -> DemoPagerDuty.start(size, wanted.latency()));
        return new Demo(file, wanted, size, pagerDuty, before);
    }

    /// For a server with its own database and key, whatever the environment names, that may read the simulated
    /// account, besides what the operator allows.
    public List<String> settings() {
        return List.of(
                "--muster.url=",
                "--muster.trusted-proxies=",
                "--muster.database.url=",
                "--muster.management.address=off",
                "--muster.master-key-file=",
                "--muster.pagerduty.hosts=%s,${MUSTER_PAGERDUTY_HOSTS:}".formatted(pagerDuty.uri()),
                "--muster.pagerduty.identity=" + pagerDuty.identity());
    }

    /// Makes tenants, people and the integration, unless an earlier start did.
    public void fill(ApplicationContext server) {
        if (facts == null) {
            Seeded seeded = new Seeding(server).fill(pagerDuty.uri(), pagerDuty.token());
            var account = new Simulator(
                    pagerDuty.uri().toString(), pagerDuty.token(), size.users(), size.teams(), size.seed());
            facts = new DemoFacts("", seeded.apiToken(), seeded.signIns(), account);
        }
    }

    /// Waits for the first sync, writes `demo.json`, and gives what there is to tell.
    ///
    /// @param url of the server, which was [#fill]ed
    public String introduce(ApplicationContext server, String url) {
        if (facts == null) {
            throw new IllegalStateException("The demo is filled before it is introduced");
        }
        Optional<Current> standing = new FirstSync(server).outcome();
        DemoFacts now = facts.at(url);
        file.write(now);
        return Introduction.of(now, standing, remark(), file.path());
    }

    private String remark() {
        return wanted.differsFrom(size)
                ? "It is the one this folder began with; for another size or seed, start a demo on another folder with --data.%n"
                        .formatted()
                : "";
    }

    /// Ends the simulated account.
    @Override
    public void close() {
        pagerDuty.close();
    }
}
