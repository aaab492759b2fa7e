package dev.muster.pagerduty;

import dev.muster.connector.Check;
import dev.muster.connector.Check.Sight;
import dev.muster.connector.Configuration;
import dev.muster.connector.Deadline;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Tries a configuration: is the token good, whose is it, what does it see. Four requests when all is well.
final class Trial {
    private static final Set<String> WEB_ADDRESS = Set.of("html_url");

    private final Sessions sessions;
    private final PagerDutyOptions options;
    private final Configuration configuration;
    private final TimeLimit limit;
    private final PagerDutyOptions.Manners manners;
    private final AtomicInteger requests = new AtomicInteger();
    private final Instant start;

    Trial(Sessions sessions, PagerDutyOptions options, Configuration configuration, Deadline deadline) {
        this.sessions = sessions;
        this.options = options;
        this.configuration = configuration;
        this.limit = TimeLimit.within(deadline, options.time().clock());
        this.manners = shortened(options.manners(), deadline);
        this.start = options.time().clock().instant();
    }

    Check check() {
        try {
            Session session = sessions.open(configuration, manners, limit);
            return check(session);
        } catch (ReadFailed failure) {
            return refused(failure.problem());
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return refused(new Problem(Cause.CANCELLED, "The test of PagerDuty was stopped", "Test again", null));
        }
    }

    private Check check(Session session) throws ReadFailed, InterruptedException {
        Probe.Found found;
        try {
            found = probe(session);
        } catch (ReadFailed failure) {
            return failure.status() == 401 ? refused(wrongToken(session, failure)) : refused(failure.problem());
        }
        Size users = sizeOf(session, UsersFeed.USERS);
        Size teams = sizeOf(session, TeamsFeed.TEAMS);
        String subdomain = found.subdomain() != null ? found.subdomain() : users.subdomain();
        return new Check.Works(
                found.kind().credential(session.accountIn(subdomain), session.token()),
                List.of(users.sight("Users", Words::count), teams.sight("Teams", total -> Words.count(total, "teams"))),
                found.kind().warnings(),
                requests.get(),
                took());
    }

    private Probe.Found probe(Session session) throws ReadFailed, InterruptedException {
        return new Probe(session.api(), requests::incrementAndGet).whoseToken();
    }

    /// A refused token may be good in the other region. Trying shows it to PagerDuty only, and saves a search.
    private Problem wrongToken(Session session, ReadFailed refused) throws InterruptedException {
        var other = sessions.openInOtherRegion(configuration, session.token(), manners, limit);
        if (other.isPresent() && worksAt(other.get())) {
            String region = other.get().host().region();
            return new Problem(
                    Cause.CREDENTIAL_REFUSED,
                    "This token belongs to the %s region".formatted(region),
                    "Choose %s and test again".formatted(region),
                    refused.problem().requestId());
        }
        return new Problem(
                Cause.CREDENTIAL_REFUSED,
                refused.problem().what(),
                "It is mistyped, deleted, disabled or of another account or region: copy it again or make a new one at PagerDuty",
                refused.problem().requestId());
    }

    private boolean worksAt(Session session) throws InterruptedException {
        try {
            probe(session);
            return true;
        } catch (ReadFailed refused) {
            return false;
        }
    }

    private Size sizeOf(Session session, Listing listing) throws ReadFailed, InterruptedException {
        try {
            Page page = session.api()
                    .get(
                            listing.size(),
                            requests::incrementAndGet,
                            json -> Page.read(json, listing.name(), WEB_ADDRESS));
            return new Size(page.total(), Probe.subdomain(page).orElse(null), null);
        } catch (ReadFailed refused) {
            return switch (refused.status()) {
                case 402 -> new Size(null, null, "not part of this PagerDuty plan");
                case 403 -> new Size(null, null, "not in the scope of this credential");
                default -> throw refused;
            };
        }
    }

    /// @param hidden why the listing cannot be read; none when it can
    private record Size(
            @Nullable Long total,
            @Nullable String subdomain,
            @Nullable String hidden) {
        Sight sight(String what, LongFunction<String> words) {
            if (hidden != null) {
                return new Sight(what, false, hidden);
            }
            return new Sight(what, true, total == null ? "readable" : words.apply(total));
        }
    }

    private Check refused(Problem problem) {
        return new Check.Refused(problem, requests.get(), took());
    }

    private Duration took() {
        return Duration.between(start, options.time().clock().instant());
    }

    /// A person is waiting: one retry, and no more patience than the deadline.
    private static PagerDutyOptions.Manners shortened(PagerDutyOptions.Manners usual, Deadline deadline) {
        Duration patience = usual.patience().compareTo(deadline.within()) < 0 ? usual.patience() : deadline.within();
        return new PagerDutyOptions.Manners(usual.share(), usual.inFlight(), Math.min(1, usual.retries()), patience);
    }
}
