package dev.muster.demo;

import dev.muster.database.CannotStart;
import dev.muster.database.DataFolder;
import dev.muster.demo.DemoFacts.Simulator;
import dev.muster.demo.Seeding.Seeded;
import dev.muster.integration.Integrations.Current;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A demo on a data folder: [#open], start a server that was [#prepare]d with its [#settings], [#fill] it,
/// [#introduce] it.
///
/// The file `demo.json` is the only memory of what is on the server. While it is missing, the next start fills what is
/// missing there and writes it; once it is there, a start changes nothing but the server's address in it. What lived
/// in the simulated accounts is the [Background]'s to remember.
public final class Demo implements AutoCloseable {
    private final DemoFile file;
    private final Wanted wanted;
    private final Background background;
    private @Nullable DemoFacts facts;

    private Demo(DemoFile file, Wanted wanted, Background background, Optional<DemoFacts> facts) {
        this.file = file;
        this.wanted = wanted;
        this.background = background;
        this.facts = facts.orElse(null);
    }

    /// Starts the simulated accounts: those the folder remembers, otherwise those of the story, or the one that is
    /// wanted instead.
    ///
    /// @param folder of a server, held by this process
    /// @throws CannotStart when an account's port is taken or a memory cannot be read
    public static Demo open(DataFolder folder, Wanted wanted) {
        DemoFile file = DemoFile.in(folder.path());
        Optional<DemoFacts> before = file.read();
        return new Demo(file, wanted, Background.of(folder, before, wanted), before);
    }

    /// For a server with its own database and key, whatever the environment names, that may read the simulated
    /// accounts, besides what the operator allows.
    public List<String> settings() {
        FarSide far = background.far();
        return List.of(
                "--muster.url=",
                "--muster.trusted-proxies=",
                "--muster.database.url=",
                "--muster.management.address=off",
                "--muster.mail.server=",
                "--muster.mail.user=",
                "--muster.mail.password=",
                "--muster.mail.from=",
                "--muster.mail.kept=true",
                "--muster.master-key=",
                "--muster.master-key-file=",
                "--CREDENTIALS_DIRECTORY=",
                "--muster.pagerduty.hosts=%s,${MUSTER_PAGERDUTY_HOSTS:}".formatted(far.hosts()),
                "--muster.pagerduty.identity=" + far.main().identity());
    }

    /// Gives the server the demo's time.
    public void prepare(ConfigurableApplicationContext server) {
        server.getBeanFactory().registerSingleton("storyTime", background.time());
    }

    /// Makes tenants, people and integrations, unless an earlier start did, and has them live the story if there is
    /// one to be played.
    ///
    /// @param told hears how far that is
    public void fill(ApplicationContext server, Consumer<String> told) {
        if (facts == null) {
            var seeding = new Seeding(server);
            seeding.people();
            background.live(server, seeding, told);
            Seeded seeded = seeding.seeded();
            List<Simulator> accounts = background.far().facts();
            facts = new DemoFacts(
                    "",
                    seeded.apiToken(),
                    seeded.signIns(),
                    accounts.getFirst(),
                    accounts.size() > 1 ? accounts.get(1) : null);
        }
    }

    /// Waits for the first sync, writes `demo.json`, and gives what there is to tell.
    ///
    /// @param url of the server, which was [#fill]ed
    public String introduce(ApplicationContext server, String url) {
        if (facts == null) {
            throw new IllegalStateException("The demo is filled before it is introduced");
        }
        List<Current> standing = new FirstSync(server).outcome();
        DemoFacts now = facts.at(url);
        file.write(now);
        return Introduction.of(now, standing, remark(), file.path());
    }

    private String remark() {
        return wanted.differsFrom(background.far().sizes().getFirst())
                ? "It is the one this folder began with; for another size or seed, start a demo on another folder with --data.%n"
                        .formatted()
                : "";
    }

    /// Ends the simulated accounts.
    @Override
    public void close() {
        background.far().close();
    }
}
