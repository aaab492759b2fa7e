package dev.muster.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The record as JSON Lines that prove themselves: each entry with its place in the chain, and a signed last line about
/// them all. [FileCheck] checks such a file without this Muster. Safe for many threads.
@Component
public class RecordFiles {
    private static final int ENTRIES_AT_A_TIME = 500;
    private static final int LONGEST_QUESTION = 2_000;

    private final AuditStore store;
    private final TenantTransactions transactions;
    private final SigningKey key;
    private final JsonMapper json;
    private final Clock clock;

    RecordFiles(AuditStore store, TenantTransactions transactions, SigningKey key, JsonMapper json, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.key = key;
        this.json = json;
        this.clock = clock;
    }

    /// Writes what a filter finds, newest first, some entries at a time.
    ///
    /// @param asked what the filter was made of, as an address has it; empty for the whole record
    /// @return how many entries there were
    public long write(TenantId tenant, AuditFilter filter, String asked, Appendable out) throws IOException {
        return write(tenant, filter, null, asked, out);
    }

    /// As [#write(TenantId, AuditFilter, String, Appendable)], of all entries up to a number.
    void writeUpTo(TenantId tenant, long last, String asked, Appendable out) throws IOException {
        write(tenant, AuditFilter.ALL, last + 1, asked, out);
    }

    private long write(TenantId tenant, AuditFilter filter, @Nullable Long first, String asked, Appendable out)
            throws IOException {
        MessageDigest digest = ChainHash.sha256();
        long entries = 0;
        Long before = first;
        List<RecordLine> some;
        do {
            some = page(tenant, filter, before);
            for (RecordLine line : some) {
                String text = json.writeValueAsString(line) + "\n";
                digest.update(text.getBytes(UTF_8));
                out.append(text);
                before = line.number();
                entries++;
            }
        } while (some.size() == ENTRIES_AT_A_TIME);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        out.append(seal(tenant, asked, entries, sha256).line()).append('\n');
        return entries;
    }

    /// Entries after a number, oldest first.
    ///
    /// @param limit 1 to 500
    public List<RecordLine> after(TenantId tenant, long number, int limit) {
        return transactions.read(tenant, () -> store.lines().after(tenant, number, limit));
    }

    /// Number of the newest entry; 0 without one.
    public long newest(TenantId tenant) {
        return transactions.read(tenant, () -> store.head(tenant)).number();
    }

    private List<RecordLine> page(TenantId tenant, AuditFilter filter, @Nullable Long before) {
        return transactions.read(tenant, () -> store.lines().page(tenant, filter, before, ENTRIES_AT_A_TIME));
    }

    private FileSeal seal(TenantId tenant, String asked, long entries, String sha256) {
        return FileSeal.signed(
                tenant.value(),
                CleanText.cut(asked, LONGEST_QUESTION),
                entries,
                signedFrom(tenant),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                sha256,
                key);
    }

    private long signedFrom(TenantId tenant) {
        return transactions.read(tenant, () -> store.beginnings(tenant)).stream()
                .filter(link -> link.isSignedBy(key))
                .mapToLong(Link::number)
                .max()
                .orElse(1);
    }
}
