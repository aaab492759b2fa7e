package dev.muster.pagerduty;

import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.FeedSink;

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
        this.sessions = new Sessions(options);
    }

    public static PagerDuty with(PagerDutyOptions options) {
        return new PagerDuty(options);
    }

    @Override
    public Description describe() {
        return description;
    }

    @Override
    public Check check(Configuration configuration, Deadline deadline) {
        return new Trial(sessions, options, configuration, deadline).check();
    }

    @Override
    public Collected collect(Configuration configuration, FeedSink sink) throws InterruptedException {
        Sweep sweep = new Sweep(sink);
        try {
            TimeLimit unlimited = TimeLimit.none(options.time().clock());
            return collect(sessions.open(configuration, options.manners(), unlimited), sweep);
        } catch (ReadFailed barred) {
            return collectNothing(barred, sweep);
        }
    }

    private static Collected collect(Session session, Sweep sweep) throws InterruptedException {
        CredentialFeed credential = new CredentialFeed(session);
        TeamsFeed teams = new TeamsFeed(session.api());
        sweep.read(Catalogue.CREDENTIAL, credential::read);
        sweep.read(Catalogue.USERS, new UsersFeed(session.api())::read);
        sweep.read(Catalogue.TEAMS, teams::read);
        sweep.read(Catalogue.TEAM_MEMBERS, writer -> new TeamMembersFeed(session.api(), teams.ids()).read(writer));
        return new Collected(credential.credential());
    }

    /// The configuration cannot even be tried: the first feed says why, and the others depend on it.
    private Collected collectNothing(ReadFailed barred, Sweep sweep) throws InterruptedException {
        for (var feed : description.feeds()) {
            sweep.read(feed, writer -> {
                throw barred;
            });
        }
        return new Collected(null);
    }
}
