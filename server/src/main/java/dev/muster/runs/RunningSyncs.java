package dev.muster.runs;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.host.FeedCertificate;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.RunKey;
import dev.muster.runs.SyncProgress.FeedProgress;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.RunHistory;
import dev.muster.sync.RunHistory.Certificate;
import dev.muster.sync.SyncRun;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Badge;
import dev.muster.web.Figures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells how far the syncs are that run.
@Component
class RunningSyncs {
    /// A share of the feeds, in percent, from which on the time they took says how long the rest takes.
    private static final int TELLING = 10;

    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final RunHistory history;
    private final Clock clock;

    RunningSyncs(IntegrationHeads heads, Catalogue catalogue, RunHistory history, Clock clock) {
        this.heads = heads;
        this.catalogue = catalogue;
        this.history = history;
        this.clock = clock;
    }

    /// How far the running sync is; empty when none runs.
    Optional<SyncProgress> progress(TenantAccess access, Current current) {
        IntegrationStatus status = current.status();
        if (!status.isSyncing()) {
            return Optional.empty();
        }
        return Optional.of(
                status.runningRun() == null
                        ? requested(access, current)
                        : progress(
                                access,
                                current,
                                history.certificate(
                                        new RunKey(current.integration().key(access.id()), status.runningRun()))));
    }

    /// A run that somebody asked for and that begins as soon as a server is free.
    private SyncProgress requested(TenantAccess access, Current current) {
        Integration integration = current.integration();
        Integer revision = current.status().revision();
        return new SyncProgress(
                null,
                heads.moment(integration, clock.instant()),
                Objects.requireNonNullElse(current.status().requestedBy(), "daily schedule"),
                0,
                null,
                0,
                0,
                null,
                revision == null ? null : revision.longValue(),
                List.of());
    }

    private SyncProgress progress(TenantAccess access, Current current, Certificate running) {
        SyncRun run = running.run();
        Description application = catalogue.describe(current.integration());
        long requests =
                running.feeds().stream().mapToLong(FeedCertificate::requests).sum();
        Long expected = history.usualRequests(current.integration().key(access.id()))
                .map(usual -> Math.max(usual, requests))
                .orElse(null);
        long seconds = Duration.between(run.startedAt(), clock.instant()).toSeconds();
        Integer revision = current.status().revision();
        return new SyncProgress(
                (long) run.number(),
                heads.moment(current.integration(), run.startedAt()),
                run.startedBy(),
                requests,
                expected,
                current.status().progressPercent(),
                seconds,
                secondsLeft(requests, expected, current.status().progressPercent(), seconds),
                revision == null ? null : revision.longValue(),
                running.feeds().stream()
                        .map(feed -> feed(application.feed(feed.feed()), feed))
                        .toList());
    }

    /// By the requests of runs before, and of the first run by how far its feeds are, once that says something.
    private static @Nullable Long secondsLeft(long requests, @Nullable Long expected, int feedsRead, long seconds) {
        if (expected != null) {
            return requests == 0 ? null : seconds * (expected - requests) / requests;
        }
        return feedsRead < TELLING ? null : seconds * (100 - feedsRead) / feedsRead;
    }

    private static FeedProgress feed(Feed known, FeedCertificate feed) {
        boolean waiting = feed.state() == FeedCertificate.State.WAITING;
        return new FeedProgress(
                known.title(),
                badge(feed.state()),
                waiting ? "" : rows(feed),
                percent(feed),
                waiting ? null : feed.requests());
    }

    private static String rows(FeedCertificate feed) {
        Long total = feed.total();
        return total == null
                ? Figures.grouped(feed.fetched())
                : "%s of %s".formatted(Figures.grouped(feed.fetched()), Figures.grouped(total));
    }

    private static @Nullable Integer percent(FeedCertificate feed) {
        Long done = feed.parts().done();
        Long of = feed.parts().of();
        if (done != null && of != null && of > 0) {
            return (int) (100 * done / of);
        }
        Long total = feed.total();
        return total == null || total == 0 ? null : (int) Math.min(100, 100 * feed.fetched() / total);
    }

    private static Badge badge(FeedCertificate.State state) {
        return switch (state) {
            case WAITING -> Badge.WAITING;
            case READING -> Badge.READING;
            case COMPLETE -> Badge.READ;
            case PARTIAL -> Badge.PARTIAL;
            case INCOMPLETE -> Badge.INCOMPLETE;
            case NOT_AVAILABLE -> Badge.NOT_AVAILABLE;
            case SWITCHED_OFF -> Badge.SWITCHED_OFF;
        };
    }
}
