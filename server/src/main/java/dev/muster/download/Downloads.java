package dev.muster.download;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestions;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Files that the background writes: asked for, seen, and removed. Whoever asked sees theirs, and those who may see the
/// files of others see all; what a role may not read, it sees no file of. Safe for many threads.
@Component
class Downloads {
    static final Duration KEPT = Duration.ofDays(7);
    /// Of a tenant, whoever asked.
    static final int MOST_OPEN = 5;

    static final int MOST_KEPT = 100;

    private final FileLists lists;
    private final DownloadStore store;
    private final TenantTransactions transactions;
    private final CostlyQuestions costly;
    private final AuditTrail audit;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    Downloads(
            FileLists lists,
            DownloadStore store,
            TenantTransactions transactions,
            CostlyQuestions costly,
            AuditTrail audit,
            ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.lists = lists;
        this.store = store;
        this.transactions = transactions;
        this.costly = costly;
        this.audit = audit;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /// What a list would be as a file, before anything is asked for.
    ///
    /// @throws InvalidInput about what is asked
    FileHead head(TenantAccess access, String list, Asked asked) {
        FileList wanted = lists.get(list);
        access.require(wanted.action());
        Runnable end = costly.begin(access.id());
        try {
            return wanted.open(access, asked).head();
        } finally {
            end.run();
        }
    }

    /// Asks for a file of a list as it is at this moment.
    ///
    /// @param format id of a [FileFormat]
    /// @throws InvalidInput about what is asked
    /// @throws Conflict     when the tenant has as many files as it can have
    Download ask(TenantAccess access, String list, String format, Asked asked) {
        FileFormat wanted =
                FileFormat.of(format).orElseThrow(() -> new InvalidInput(Map.of("format", "Send csv, zip or xlsx.")));
        FileHead head = head(access, list, asked);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var download = new Download(
                UUID.randomUUID(),
                list,
                head.again(),
                wanted,
                "%s.%s".formatted(head.name(), wanted.id()),
                head.title(),
                new Download.Asker(
                        access.user(),
                        access.role(),
                        access.actor().kind(),
                        access.actor().name()),
                now,
                now.plus(KEPT),
                new Download.Progress(DownloadState.WAITING, 0, head.rows(), 0, null, null),
                null,
                null);
        transactions.write(access.id(), () -> {
            store.lock(access.id());
            requireRoom(access, now);
            store.insert(access.id(), download);
            schedule(access, download);
        });
        return download;
    }

    private void requireRoom(TenantAccess access, Instant now) {
        List<Download> all = store.all(access.id(), now, MOST_KEPT);
        long open = all.stream().filter(one -> one.progress().state().isOpen()).count();
        if (open >= MOST_OPEN) {
            throw new Conflict(
                    "%d files of %s wait or are being written, which is as many as there may be. Nothing was asked for. Wait until one is ready, then ask again."
                            .formatted(open, access.tenant().name()));
        }
        if (all.size() >= MOST_KEPT) {
            throw new Conflict(
                    "%d files of %s are kept, which is as many as there may be. Nothing was asked for. Remove one that nobody needs, or wait: each goes after a week."
                            .formatted(all.size(), access.tenant().name()));
        }
    }

    private void schedule(TenantAccess access, Download download) {
        Scheduler client = scheduler.getObject();
        client.scheduleIfNotExists(
                new TaskInstance<>(DownloadTask.NAME, access.id().value() + "/" + download.id()), clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                client.triggerCheckForDueExecutions();
            }
        });
    }

    /// What the asker may see, newest first; at most 100.
    List<Download> of(TenantAccess access) {
        return transactions.read(access.id(), () -> store.all(access.id(), clock.instant(), MOST_KEPT)).stream()
                .filter(download -> isSeen(access, download))
                .toList();
    }

    /// @throws NoSuchThing when there is none that the asker may see
    Download get(TenantAccess access, UUID id) {
        return transactions
                .read(access.id(), () -> store.find(access.id(), id))
                .filter(download -> download.keptUntil().isAfter(clock.instant()))
                .filter(download -> isSeen(access, download))
                .orElseThrow(() -> new NoSuchThing(
                        "There is no such file of yours. Files go after a week: ask for the list again."));
    }

    /// A file to fetch, which the record then says.
    ///
    /// @throws Conflict before it is ready
    Download fetch(TenantAccess access, UUID id) {
        Download download = get(access, id);
        if (download.progress().state() != DownloadState.READY) {
            throw new Conflict(
                    download.fault() == null
                            ? "%s is not written to its end yet, so it cannot be fetched. Ask again in a moment."
                                    .formatted(download.name())
                            : "%s was not written: %s".formatted(download.name(), download.fault()));
        }
        transactions.write(
                access.id(),
                () -> audit.record(
                        access.id(), access.actor(), "download.fetched", download.name(), DownloadFacts.of(download)));
        return download;
    }

    /// Removes a file, or stops it being written. Whoever asked for it may.
    ///
    /// @throws NoSuchThing when the asker has none of that id
    Download remove(TenantAccess access, UUID id) {
        Download download = get(access, id);
        if (!download.asker().user().equals(access.user())) {
            throw new NoSuchThing("%s asked for %s, and nobody else removes it. It goes after a week."
                    .formatted(download.asker().name(), download.name()));
        }
        transactions.write(access.id(), () -> {
            if (store.delete(access.id(), id)) {
                audit.record(
                        access.id(),
                        access.actor(),
                        "download.removed",
                        download.name(),
                        Map.of("list", download.title()));
            }
        });
        return download;
    }

    private boolean isSeen(TenantAccess access, Download download) {
        boolean theirs = download.asker().user().equals(access.user());
        return (theirs || access.may(Action.SEE_FILES_OF_OTHERS))
                && access.may(lists.get(download.list()).action());
    }
}
