package dev.muster.pagerduty;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.FeedSink;
import dev.muster.connector.Memory;
import dev.muster.kit.feed.Sweep;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.pagerduty.api.Conventions;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.credential.Session;
import dev.muster.pagerduty.credential.Sessions;
import dev.muster.pagerduty.credential.SettingIds;
import dev.muster.pagerduty.feeds.Run;
import dev.muster.pagerduty.rules.EffectiveAccess;
import java.util.Optional;

/// The PagerDuty connector. Keeps connections open between calls, and nothing else; many threads may use it.
///
/// Facts about the API it reads: <https://developer.pagerduty.com/docs/rest-api-overview>.
public final class PagerDuty implements Connector {
    private final PagerDutyOptions options;
    private final Description description;
    private final Sessions sessions;

    private PagerDuty(PagerDutyOptions options) {
        this.options = options;
        this.description = Catalogue.describe(options.hosts());
        this.sessions = new Sessions(options.hosts(), options.client());
    }

    public static PagerDuty with(PagerDutyOptions options) {
        return new PagerDuty(options);
    }

    @Override
    public Description describe() {
        return description;
    }

    @Override
    public Optional<AccessRules> rules() {
        return Optional.of(new EffectiveAccess());
    }

    @Override
    public Check check(Configuration configuration, Deadline deadline) {
        return new Trial(sessions, options, configuration, deadline).check();
    }

    @Override
    public Collected collect(Configuration configuration, Memory memory, FeedSink sink) throws InterruptedException {
        String answer = configuration.choices().getOrDefault(SettingIds.FEEDS, Feeds.STANDARD);
        Sweep sweep = new Sweep(sink, Feeds.wanted(answer), options.time().clock(), Conventions.SERVICE.name());
        try {
            TimeLimit unlimited = TimeLimit.none(options.time().clock());
            Session session = sessions.open(configuration, options.manners(), unlimited);
            return new Run(session, sweep, memory, options.time().clock().instant()).collect();
        } catch (ReadFailed barred) {
            return collectNothing(barred, sweep);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }

    /// The configuration cannot even be tried: the first feed says why, and the others depend on it.
    private Collected collectNothing(ReadFailed barred, Sweep sweep) throws InterruptedException {
        for (var feed : description.feeds()) {
            sweep.read(feed, writer -> {
                throw barred;
            });
        }
        return new Collected(null, Memory.NONE);
    }
}
