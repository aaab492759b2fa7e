package dev.muster.audit;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// The append-only record of who did what in a tenant. Safe for many threads and servers: writers of one tenant wait
/// for each other until they commit, so record last.
@Component
public class AuditTrail {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int MOST_ENTRIES = 500;
    private static final Circumstances BY_ITSELF = new Circumstances(Outcome.DONE, Origin.NONE);

    private final AuditStore store;
    private final TenantTransactions transactions;
    private final Supplier<SigningKey> key;
    private final Heads heads;
    private final Origins origins;
    private final Clock clock;

    @Autowired
    AuditTrail(
            AuditStore store,
            TenantTransactions transactions,
            SigningKey key,
            Heads heads,
            Origins origins,
            Clock clock) {
        this(store, transactions, () -> key, heads, origins, clock);
    }

    private AuditTrail(
            AuditStore store,
            TenantTransactions transactions,
            Supplier<SigningKey> key,
            Heads heads,
            Origins origins,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.key = key;
        this.heads = heads;
        this.origins = origins;
        this.clock = clock;
    }

    /// The trail for commands that work without a server.
    ///
    /// @param db  its statements take part in the transactions of `transactions`
    /// @param key asked for when something is recorded
    public static AuditTrail withoutServer(
            JdbcClient db, TenantTransactions transactions, Supplier<SigningKey> key, Clock clock) {
        var store = new AuditStore(db, JsonMapper.builder().build());
        return new AuditTrail(store, transactions, key, Heads.ofCommand(), () -> Origin.NONE, clock);
    }

    /// Appends one entry to the tenant's chain, in the caller's transaction: no entry, no change.
    ///
    /// @param action  stable, dotted, past tense: `integration.added`, `sync.released`, `member.role_changed`
    /// @param subject what it was done to, in words a later reader understands: `Payments EU`
    /// @param details further facts, never a secret: `{"integration":"...","before":"...","after":"..."}`
    /// @throws IllegalStateException when no transaction of this tenant is open
    public void record(TenantId tenant, Actor actor, String action, String subject, Map<String, String> details) {
        record(tenant, actor, action, subject, details, new Circumstances(Outcome.DONE, origins.now()));
    }

    /// As [#record(TenantId, Actor, String, String, Map)], of what this thread need not be working on, or what was not
    /// done.
    public void record(
            TenantId tenant,
            Actor actor,
            String action,
            String subject,
            Map<String, String> details,
            Circumstances circumstances) {
        requireTransactionOf(tenant, action);
        store.lock(tenant);
        Link head = store.head(tenant);
        Link end = isAsItWas(tenant, head) ? head : isOurs(tenant) ? noteBreak(tenant, head) : begin(tenant, head);
        see(tenant, append(tenant, end, actor, action, subject, details, circumstances));
    }

    /// Signs a record as it stands that was begun by a version that did not sign, or under another master key. From
    /// then on nothing in it can be changed unnoticed; whether anything was before, nobody knows.
    public void beginSigning(TenantId tenant) {
        if (heads.of(tenant) != null) {
            return;
        }
        transactions.write(tenant, () -> {
            store.lock(tenant);
            Link head = store.head(tenant);
            if (head.number() > 0 && !head.isSignedBy(key.get()) && !isOurs(tenant)) {
                see(tenant, begin(tenant, head));
            }
        });
    }

    /// Where the act comes from that this thread works on.
    public Origin origin() {
        return origins.now();
    }

    /// The key that signatures of entries are checked with, as X.509 has it, in hexadecimal.
    public String publicKey() {
        return key.get().publicKey();
    }

    /// Entries before a number, newest first.
    ///
    /// @param before from the last entry of the page before; none for the newest
    /// @param limit  1 to 500
    public List<AuditEntry> page(TenantId tenant, AuditFilter filter, @Nullable Long before, int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new IllegalArgumentException("A page of the audit record has 1 to 500 entries, not " + limit);
        }
        return transactions.read(tenant, () -> store.search().page(tenant, filter, before, limit));
    }

    /// How many entries a filter finds, and how many of them come before the page that [#page] gives.
    public AuditCount count(TenantId tenant, AuditFilter filter, @Nullable Long before) {
        return transactions.read(tenant, () -> store.search().count(tenant, filter, before));
    }

    /// Every entry of one action, oldest first.
    public List<AuditEntry> all(TenantId tenant, String action) {
        return transactions.read(tenant, () -> store.all(tenant, action));
    }

    /// Computes the whole chain again, checks its signature, and compares it with what this server saw. Reads every
    /// entry of the tenant, a few at a time.
    public Chain verify(TenantId tenant) {
        Link witnessed = heads.of(tenant);
        return transactions.read(tenant, () -> {
            var check = new ChainCheck(
                    tenant, key.get(), witnessed, store.pruning().newest(tenant).orElse(null));
            store.eachInOrder(tenant, check);
            return check.outcome(number -> store.link(tenant, number));
        });
    }

    /// An entry on top of a forged one would vouch for it.
    private boolean isAsItWas(TenantId tenant, Link head) {
        Link seen = heads.of(tenant);
        if (seen != null && seen.number() == head.number()) {
            return Arrays.equals(seen.hash(), head.hash()) && Arrays.equals(seen.signature(), head.signature());
        }
        boolean cutOff = seen != null && seen.number() > head.number();
        return !cutOff && (head.number() == 0 || head.isSignedBy(key.get()));
    }

    /// Whether this Muster began to sign the record at some time: a newest entry that it did not sign is forged then.
    private boolean isOurs(TenantId tenant) {
        return heads.of(tenant) != null
                || store.beginnings(tenant).stream().anyMatch(link -> link.isSignedBy(key.get()));
    }

    private Link begin(TenantId tenant, Link head) {
        log.info(
                "Begins to sign the audit record of tenant {}, of which {} entries are there, the newest with hash {}",
                tenant.value(),
                head.number(),
                head.hex());
        Map<String, String> details = Map.of("entries", String.valueOf(head.number()), "hash", head.hex());
        return append(tenant, head, Actor.MUSTER, ChainCheck.BEGINNING, "Audit record", details, BY_ITSELF);
    }

    private Link noteBreak(TenantId tenant, Link head) {
        log.error(
                "The audit record of tenant {} was changed outside Muster: its newest entry {} is not the one that was"
                        + " written. The record says so from now on; compare it with the heads that this log told",
                tenant.value(),
                head.number());
        Map<String, String> details = Map.of("entry", String.valueOf(head.number()), "hash", head.hex());
        return append(tenant, head, Actor.MUSTER, ChainCheck.BREAK, "Audit record", details, BY_ITSELF);
    }

    private Link append(
            TenantId tenant,
            Link head,
            Actor actor,
            String action,
            String subject,
            Map<String, String> details,
            Circumstances circumstances) {
        var entry = new AuditEntry(
                head.number() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor,
                action,
                subject,
                details,
                circumstances);
        Link link = Link.signed(entry.number(), ChainHash.of(head.hash(), head.signature(), tenant, entry), key.get());
        store.append(tenant, entry, head.hash(), link);
        return link;
    }

    /// Only what is committed is there.
    private void see(TenantId tenant, Link head) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                heads.saw(tenant, head);
            }
        });
    }

    /// Forgets what a server with this data folder saw, because somebody restored an earlier state on purpose.
    public static void forgetHeads(Path folder) throws IOException {
        Files.deleteIfExists(Heads.fileIn(folder));
    }

    private void requireTransactionOf(TenantId tenant, String action) {
        if (!TransactionSynchronizationManager.isActualTransactionActive() || !store.isIn(tenant)) {
            throw new IllegalStateException(
                    "%s cannot be recorded: no transaction of tenant %s is open, and an entry must share the fate of the change it tells"
                            .formatted(action, tenant.value()));
        }
    }
}
