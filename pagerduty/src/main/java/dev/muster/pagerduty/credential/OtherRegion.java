package dev.muster.pagerduty.credential;

import dev.muster.connector.Configuration;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.client.Manners;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.TimeLimit;

/// Looks whether a refused credential is good in PagerDuty's other region. Trying shows it to PagerDuty only, and
/// saves a person a search.
public final class OtherRegion {
    private final Sessions sessions;
    private final Configuration configuration;
    private final Manners manners;
    private final TimeLimit limit;
    private final Meter meter;

    public OtherRegion(Sessions sessions, Configuration configuration, Manners manners, TimeLimit limit, Meter meter) {
        this.sessions = sessions;
        this.configuration = configuration;
        this.manners = manners;
        this.limit = limit;
        this.meter = meter;
    }

    /// The refusal as it is, or better explained when it is one of those a wrong region gets.
    public Problem explain(Session session, ReadFailed refused) throws ReadFailed, InterruptedException {
        return switch (session.authorization()) {
            case AccessToken token
            when refused.status() == 401 -> explain("token", refused, mistypedOrGone(refused.problem()));
            case AppToken app when refused.status() == 400 -> explain("app", refused, refused.problem());
            case AccessToken token -> refused.problem();
            case AppToken app -> refused.problem();
        };
    }

    private Problem explain(String kind, ReadFailed refused, Problem otherwise)
            throws ReadFailed, InterruptedException {
        var other = sessions.openInOtherRegion(configuration, manners, limit);
        if (other.isEmpty() || !worksAt(other.get())) {
            return otherwise;
        }
        String region = other.get().host().region();
        return new Problem(
                Cause.CREDENTIAL_REFUSED,
                "This %s belongs to the %s region".formatted(kind, region),
                "Choose %s and test again".formatted(region),
                refused.problem().requestId());
    }

    private boolean worksAt(Session session) throws InterruptedException {
        try {
            new Probe(session, meter).found();
            return true;
        } catch (ReadFailed refused) {
            return false;
        }
    }

    private static Problem mistypedOrGone(Problem refused) {
        return new Problem(
                Cause.CREDENTIAL_REFUSED,
                refused.what(),
                "It is mistyped, deleted, disabled or of another account or region: copy it again or make a new one at PagerDuty",
                refused.requestId());
    }
}
