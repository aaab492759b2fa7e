package dev.muster.pagerduty;

import dev.muster.connector.Check;
import dev.muster.connector.Check.Sight;
import dev.muster.connector.Configuration;
import dev.muster.connector.Deadline;
import dev.muster.connector.Feed;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Manners;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Page;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.credential.KeyKind;
import dev.muster.pagerduty.credential.OtherRegion;
import dev.muster.pagerduty.credential.Probe;
import dev.muster.pagerduty.credential.Scopes;
import dev.muster.pagerduty.credential.Session;
import dev.muster.pagerduty.credential.Sessions;
import dev.muster.pagerduty.credential.SettingIds;
import dev.muster.pagerduty.feeds.TeamsFeed;
import dev.muster.pagerduty.feeds.UsersFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Tries a configuration: is the credential good, whose is it, what does it see. Four requests when all is well.
final class Trial {
    private static final Allowed WEB_ADDRESS = Allowed.of("html_url");

    private static final String OUT_OF_SCOPE = "not in the scope of this credential";

    private final Sessions sessions;
    private final PagerDutyOptions options;
    private final Configuration configuration;
    private final TimeLimit limit;
    private final Manners manners;
    private final OtherRegion otherRegion;
    private final AtomicInteger requests = new AtomicInteger();
    private final Instant start;

    Trial(Sessions sessions, PagerDutyOptions options, Configuration configuration, Deadline deadline) {
        this.sessions = sessions;
        this.options = options;
        this.configuration = configuration;
        this.limit = TimeLimit.within(deadline, options.time().clock());
        this.manners = shortened(options.manners(), deadline);
        this.otherRegion = new OtherRegion(sessions, configuration, manners, limit, requests::incrementAndGet);
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
            return refused(otherRegion.explain(session, failure));
        }
        Size users = sizeOf(session, found.kind(), Feeds.USERS, UsersFeed.USERS);
        Size teams = sizeOf(session, found.kind(), Feeds.TEAMS, TeamsFeed.TEAMS);
        List<Sight> sees = new ArrayList<>();
        sees.add(users.sight(Feeds.USERS.title(), Words::count));
        sees.add(teams.sight(Feeds.TEAMS.title(), total -> Words.count(total, Feeds.TEAMS.noun())));
        sees.addAll(byScope(found.kind()));
        return new Check.Works(
                found.kind()
                        .credential(
                                session.accountAt(found.web() != null ? found.web() : users.web()),
                                session.authorization().fingerprint()),
                sees,
                found.kind().warnings(),
                requests.get(),
                took());
    }

    private Probe.Found probe(Session session) throws ReadFailed, InterruptedException {
        return new Probe(session, requests::incrementAndGet).found();
    }

    /// What else the chosen feeds would see; scopes tell it without a request, and nothing tells it of a key.
    private List<Sight> byScope(KeyKind kind) {
        if (!(kind instanceof KeyKind.ScopedApp)) {
            return List.of();
        }
        String chosen = configuration.choices().getOrDefault(SettingIds.FEEDS, Feeds.STANDARD);
        return Feeds.wanted(chosen).stream()
                .filter(feed -> !feed.required())
                .map(feed -> mayRead(kind, feed)
                        ? new Sight(feed.title(), true, "readable")
                        : new Sight(feed.title(), false, OUT_OF_SCOPE))
                .toList();
    }

    private static boolean mayRead(KeyKind kind, Feed feed) {
        return !(kind instanceof KeyKind.ScopedApp app) || app.granted().contains(Scopes.of(feed));
    }

    private Size sizeOf(Session session, KeyKind kind, Feed feed, Listing listing)
            throws ReadFailed, InterruptedException {
        if (!mayRead(kind, feed)) {
            return new Size(null, null, OUT_OF_SCOPE);
        }
        try {
            Page page = session.api()
                    .get(listing.size(), requests::incrementAndGet, json -> Page.read(json, listing, WEB_ADDRESS));
            return new Size(page.total(), Probe.web(page.rows()).orElse(null), null);
        } catch (ReadFailed refused) {
            return switch (refused.status()) {
                case 402 -> new Size(null, null, "not part of this PagerDuty plan");
                case 403 -> new Size(null, null, OUT_OF_SCOPE);
                default -> throw refused;
            };
        }
    }

    /// @param hidden why the listing cannot be read; none when it can
    private record Size(
            @Nullable Long total,
            @Nullable String web,
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
    private static Manners shortened(Manners usual, Deadline deadline) {
        Duration patience = usual.patience().compareTo(deadline.within()) < 0 ? usual.patience() : deadline.within();
        return new Manners(usual.share(), usual.inFlight(), Math.min(1, usual.retries()), patience);
    }
}
