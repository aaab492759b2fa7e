package dev.muster.download;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TryLater;
import dev.muster.download.About.Maker;
import dev.muster.download.Pieces.Attempt;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.CostlyQuestions;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Writes files that were asked for, at most two at once on each server and one of each tenant. Between slices it
/// stands in line with the costly questions of the tenant, so that nobody's pages wait for a file. Safe for many
/// threads.
@Component
class DownloadWriter {
    private static final Logger log = LoggerFactory.getLogger(DownloadWriter.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_TRIES = 20;
    private static final Duration NO_PLACE = Duration.ofSeconds(2);
    private static final Duration SUSPENDED = Duration.ofHours(1);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);

    private final FileLists lists;
    private final DownloadStore store;
    private final Pieces pieces;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final Members members;
    private final CostlyQuestions costly;
    private final AuditTrail audit;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    DownloadWriter(
            FileLists lists,
            DownloadStore store,
            Pieces pieces,
            TenantTransactions transactions,
            Tenants tenants,
            Members members,
            CostlyQuestions costly,
            AuditTrail audit,
            Clock clock) {
        this.lists = lists;
        this.store = store;
        this.pieces = pieces;
        this.transactions = transactions;
        this.tenants = tenants;
        this.members = members;
        this.costly = costly;
        this.audit = audit;
        this.clock = clock;
    }

    /// Does what there is to do about a file: writes it, or removes it when its week is over.
    ///
    /// @return when to look at it again; empty when it is gone
    Optional<Instant> work(TenantId tenant, UUID id) {
        Optional<Download> found = transactions.read(tenant, () -> store.find(tenant, id));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Download download = found.get();
        if (!download.keptUntil().isAfter(clock.instant())) {
            transactions.write(tenant, () -> store.delete(tenant, id));
            return Optional.empty();
        }
        if (!download.progress().state().isOpen()) {
            return Optional.of(download.keptUntil());
        }
        if (tenants.isSuspended(tenant)) {
            return Optional.of(clock.instant().plus(SUSPENDED));
        }
        return Optional.of(
                begin(tenant, download) ? download.keptUntil() : clock.instant().plus(NO_PLACE));
    }

    private boolean begin(TenantId tenant, Download download) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            Optional<Integer> attempt = transactions.write(tenant, () -> {
                store.lock(tenant);
                return store.start(tenant, download.id(), clock.instant());
            });
            attempt.ifPresent(number -> attempt(download, new Attempt(tenant, download.id(), number)));
            return attempt.isPresent();
        } finally {
            places.release();
        }
    }

    private void attempt(Download download, Attempt attempt) {
        try {
            if (attempt.number() > MOST_ATTEMPTS) {
                throw new Conflict(
                        "It was begun %d times and never came to its end. Narrow the list with a filter, or ask whoever runs this Muster to look into the log."
                                .formatted(MOST_ATTEMPTS));
            }
            transactions.write(attempt.tenant(), () -> pieces.dropOthers(attempt));
            write(download, attempt);
        } catch (NotAllowed | NoSuchThing | InvalidInput | Conflict refused) {
            fail(download, attempt, String.valueOf(refused.getMessage()));
        } catch (PieceStream.TooLarge tooLarge) {
            fail(download, attempt, String.valueOf(tooLarge.getMessage()));
        } catch (Pieces.Superseded nobodyWantsIt) {
            log.info("Download {} is written by another attempt or was removed", download.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Download download, Attempt attempt) throws IOException {
        FileList list = lists.get(download.list());
        TenantAccess access = access(attempt.tenant(), download, list);
        ListFile opened = inLine(attempt.tenant(), () -> list.open(access, download.asked()));
        var maker = new Maker(access.tenant().name(), download.asker().name(), clock.instant());
        WrittenFile file;
        Tally tally;
        try (var target = new PieceStream(pieces, attempt);
                var packed = new FastGzip(target);
                var ahead = new SlicesAhead(opened.first().next(), after -> further(attempt.tenant(), opened, after))) {
            var patient = new ListFile(opened.head(), opened.first(), place -> ahead.next());
            tally = new Tally(packed);
            file = WrittenFile.write(patient, download.format(), tally, maker, new Signs(attempt));
            tally.flush();
        }
        offer(download, attempt, file, tally.bytes(), opened.head().lacking());
    }

    private void offer(Download download, Attempt attempt, WrittenFile file, long bytes, String lacking)
            throws Pieces.Superseded {
        boolean offered = transactions.write(attempt.tenant(), () -> {
            boolean counts = store.ready(
                    attempt.tenant(), download.id(), attempt.number(), file, bytes, lacking, clock.instant());
            if (counts) {
                audit.record(
                        attempt.tenant(),
                        download.asker().actor(),
                        "download.made",
                        download.name(),
                        DownloadFacts.of(download, file.rows(), file.digest()));
            }
            return counts;
        });
        if (!offered) {
            throw new Pieces.Superseded();
        }
    }

    private void fail(Download download, Attempt attempt, String fault) {
        log.warn(
                "Download {} of tenant {} was not written: {}",
                download.id(),
                attempt.tenant().value(),
                fault);
        transactions.write(attempt.tenant(), () -> {
            pieces.dropOthers(new Attempt(attempt.tenant(), attempt.download(), attempt.number() + 1));
            store.failed(attempt.tenant(), download.id(), fault, clock.instant());
        });
    }

    /// Whoever asked, as what they are now: a member who lost their role gets no file by it, nor by a token of theirs.
    private TenantAccess access(TenantId id, Download download, FileList list) {
        Tenant tenant = tenants.find(id).orElseThrow();
        Member member = members.find(id, download.asker().user())
                .orElseThrow(() -> new NotAllowed("%s is no member of %s any more."
                        .formatted(download.asker().name(), tenant.name())));
        TenantAccess own = access(tenant, member, member.role(), download);
        own.require(list.action());
        if (download.asker().kind() == Actor.Kind.USER) {
            return own;
        }
        TenantAccess byToken = access(tenant, member, download.asker().role(), download);
        byToken.require(list.action());
        return byToken;
    }

    private static TenantAccess access(Tenant tenant, Member member, Role role, Download download) {
        return new TenantAccess(
                tenant, member.user(), member.name(), role, download.asker().actor());
    }

    private Slice<List<? extends @Nullable Object>> further(TenantId tenant, ListFile opened, Cursor after) {
        return inLine(tenant, () -> opened.further().apply(after));
    }

    /// Asks in the line of costly questions, again and again where the line is long.
    private <T> T inLine(TenantId tenant, Supplier<T> question) {
        for (int tries = 1; ; tries++) {
            try {
                Runnable end = costly.begin(tenant);
                try {
                    return question.get();
                } finally {
                    end.run();
                }
            } catch (TryLater busy) {
                if (tries == MOST_TRIES || Thread.currentThread().isInterrupted()) {
                    throw busy;
                }
            }
        }
    }

    /// Says how far an attempt is, and notices when it does not count any more or the server stops.
    private final class Signs implements WrittenFile.Progress {
        private final Attempt attempt;
        private Instant last = Instant.EPOCH;

        Signs(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void wrote(long rows) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("This server stops; another one or its next start writes the file again");
            }
            Instant now = clock.instant();
            if (now.isBefore(last.plus(BETWEEN_SIGNS))) {
                return;
            }
            last = now;
            boolean counts = transactions.write(
                    attempt.tenant(),
                    () -> store.progress(attempt.tenant(), attempt.download(), attempt.number(), rows));
            if (!counts) {
                throw new Pieces.Superseded();
            }
        }
    }

    /// Compresses as fast as it can: a file is kept for a week and read once.
    private static final class FastGzip extends GZIPOutputStream {
        private static final int BUFFER = 1 << 16;

        FastGzip(PieceStream target) throws IOException {
            super(target, BUFFER);
            def.setLevel(java.util.zip.Deflater.BEST_SPEED);
        }
    }
}
