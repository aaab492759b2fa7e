package dev.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Counted;
import dev.muster.database.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever somebody does to a record who may change every row of it, and hash it anew, but has no key.
class TamperingTest {
    private static final TenantId ACME = new TenantId(UUID.randomUUID());
    private static final List<String> WORDS =
            List.of("integration.added", "sync.released", "member.added", "Ben", "EU");

    private static final AtomicInteger FOUND = new AtomicInteger();
    private static final AtomicInteger CUT_OFF = new AtomicInteger();

    /// A row of the table.
    ///
    /// @param previous the column `previous_hash`
    private record Row(AuditEntry entry, byte[] previous, Link link) {
        Row with(AuditEntry other) {
            return new Row(other, previous, link);
        }

        Row signed(byte @Nullable [] signature) {
            return new Row(entry, previous, new Link(link.number(), link.hash(), signature));
        }

        Row hashed(byte[] hash) {
            return new Row(entry, previous, new Link(link.number(), hash, link.signature()));
        }
    }

    @AfterAll
    static void tell() throws IOException {
        Counted.tell(
                "chain",
                "Chain: %d records changed without the key were found, %d cut off at their end to be found by whoever saw it"
                        .formatted(FOUND.get(), CUT_OFF.get()));
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(7, 42), new Random().longs(40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_found(long seed) {
        var random = new Random(seed);
        List<Row> record = record(random);
        Link head = record.getLast().link();
        assertThat(check(record, head)).isInstanceOf(Chain.Unbroken.class);

        List<Row> tampered = tampered(record, random);

        assertThat(check(tampered, head)).isInstanceOf(Chain.Broken.class);
        FOUND.incrementAndGet();
    }

    /// Nothing but the entries that were cut off is missed by a server that did not see them.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_found_by_a_server_that_saw_nothing_unless_the_end_was_cut_off(long seed) {
        var random = new Random(seed);
        List<Row> record = record(random);

        List<Row> tampered = tampered(record, random);

        boolean cutOff = !tampered.isEmpty()
                && tampered.size() < record.size()
                && same(tampered, record.subList(0, tampered.size()))
                && tampered.getLast().link().signature() != null
                && (pruned(record) == null || pruned(tampered) != null);
        assertThat(check(tampered, null)).isInstanceOf(cutOff ? Chain.Unbroken.class : Chain.Broken.class);
        (cutOff ? CUT_OFF : FOUND).incrementAndGet();
    }

    /// Some entries that were not signed, perhaps, and some that were.
    private static List<Row> record(Random random) {
        int before = random.nextInt(3) * random.nextInt(4);
        int signed = 2 + random.nextInt(7);
        List<Row> record = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            add(record, WORDS.get(random.nextInt(3)), random, false);
        }
        if (before > 0) {
            add(record, ChainCheck.BEGINNING, random, true);
        }
        for (int i = 0; i < signed; i++) {
            add(record, WORDS.get(random.nextInt(3)), random, true);
        }
        if (random.nextInt(3) == 0) {
            prune(record, 1 + random.nextInt(record.size() - 1), random);
        }
        return record;
    }

    /// What the operator's command does, and perhaps an entry after it.
    private static void prune(List<Row> record, int entries, Random random) {
        List<Row> old = record.subList(0, entries);
        AuditEntry telling = pruning(record.getLast().entry().number() + 1, old.getFirst(), old.getLast());
        add(record, telling, true);
        old = record.subList(0, entries);
        old.clear();
        if (random.nextBoolean()) {
            add(record, WORDS.get(random.nextInt(3)), random, true);
        }
    }

    private static AuditEntry pruning(long number, Row first, Row last) {
        byte[] signature = last.link().signature();
        var pruned = new Pruned(
                first.entry().number(),
                last.entry().number(),
                first.entry().at(),
                last.entry().at(),
                last.link().hex(),
                signature == null ? null : HexFormat.of().formatHex(signature),
                "of all that went");
        return new AuditEntry(
                number, last.entry().at(), Actor.OPERATOR, Pruned.ACTION, "Audit record", pruned.details(), null);
    }

    private static @Nullable Pruned pruned(List<Row> rows) {
        return rows.reversed().stream()
                .flatMap(row -> Pruned.of(row.entry()).stream())
                .findFirst()
                .orElse(null);
    }

    private static void add(List<Row> record, String action, Random random, boolean signs) {
        long number = record.isEmpty() ? 1 : record.getLast().entry().number() + 1;
        add(record, entry(number, action, random), signs);
    }

    private static void add(List<Row> record, AuditEntry entry, boolean signs) {
        Link before = record.isEmpty() ? Link.BEFORE_FIRST : record.getLast().link();
        byte[] hash = ChainHash.of(before.hash(), before.signature(), ACME, entry);
        record.add(new Row(
                entry,
                before.hash(),
                signs ? Link.signed(entry.number(), hash, AuditTrailTest.KEY) : new Link(entry.number(), hash, null)));
    }

    private static AuditEntry entry(long number, String action, Random random) {
        return new AuditEntry(
                number,
                Instant.ofEpochSecond(1_800_000_000L + number),
                new Actor(Actor.Kind.USER, new UUID(1, random.nextInt(3)), WORDS.get(random.nextInt(WORDS.size()))),
                action,
                WORDS.get(random.nextInt(WORDS.size())),
                Map.of("before", WORDS.get(random.nextInt(WORDS.size()))),
                random.nextInt(3) == 0 ? null : circumstances(random));
    }

    private static Circumstances circumstances(Random random) {
        return new Circumstances(
                Outcome.values()[random.nextInt(3)],
                random.nextBoolean() ? Origin.NONE : new Origin("192.0.2." + random.nextInt(3), "Firefox", "7K2M"));
    }

    /// One to three changes, of which at least one remains, and perhaps every hash anew.
    private static List<Row> tampered(List<Row> record, Random random) {
        while (true) {
            List<Row> tampered = new ArrayList<>(record);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes && !tampered.isEmpty(); i++) {
                change(tampered, random);
            }
            List<Row> left = random.nextInt(3) == 0 ? tampered : hashedAnew(tampered);
            if (!same(left, record)) {
                return left;
            }
        }
    }

    private static void change(List<Row> rows, Random random) {
        int at = random.nextInt(rows.size());
        Row row = rows.get(at);
        switch (random.nextInt(12)) {
            case 0 ->
                rows.set(at, row.with(entry(row.entry().number(), row.entry().action(), random)));
            case 1 -> rows.set(at, row.with(entry(row.entry().number(), ChainCheck.BEGINNING, random)));
            case 2 -> rows.remove(at);
            case 3 -> rows.add(at, row.with(entry(row.entry().number(), "sync.released", random)));
            case 4 -> rows.add(row.with(entry(rows.size() + 1L, ChainCheck.BEGINNING, random)));
            case 5 -> Collections.swap(rows, at, random.nextInt(rows.size()));
            case 6 -> rows.set(at, row.signed(null));
            case 7 ->
                rows.set(
                        at,
                        row.signed(rows.get(random.nextInt(rows.size())).link().signature()));
            case 8 -> rows.set(at, row.hashed(flipped(row.link().hash(), random)));
            case 9 -> rows.subList(0, at).clear();
            case 10 -> {
                rows.add(row.with(pruning(rows.getLast().entry().number() + 1, rows.getFirst(), row)));
                rows.subList(0, at + 1).clear();
            }
            default -> rows.subList(at, rows.size()).clear();
        }
    }

    /// Numbers and hashes as they would be, had the rows been written in this order; signatures stay.
    private static List<Row> hashedAnew(List<Row> rows) {
        Pruned pruned = pruned(rows);
        Link start = pruned == null ? Link.BEFORE_FIRST : pruned.end();
        List<Row> anew = new ArrayList<>();
        for (Row row : rows) {
            Link before = anew.isEmpty() ? start : anew.getLast().link();
            AuditEntry old = row.entry();
            var entry = new AuditEntry(
                    before.number() + 1,
                    old.at(),
                    old.actor(),
                    old.action(),
                    old.subject(),
                    old.details(),
                    old.circumstances());
            byte[] hash = ChainHash.of(before.hash(), before.signature(), ACME, entry);
            anew.add(new Row(
                    entry,
                    before.hash(),
                    new Link(entry.number(), hash, row.link().signature())));
        }
        return anew;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] other = bytes.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private static Chain check(List<Row> rows, @Nullable Link witnessed) {
        var check = new ChainCheck(ACME, AuditTrailTest.KEY, witnessed, pruned(rows));
        rows.forEach(row -> check.read(row.entry(), row.previous(), row.link()));
        return check.outcome(number -> rows.stream()
                .map(Row::link)
                .filter(link -> link.number() == number)
                .findFirst());
    }

    private static boolean same(List<Row> some, List<Row> others) {
        return some.size() == others.size()
                && LongStream.range(0, some.size()).allMatch(i -> same(some.get((int) i), others.get((int) i)));
    }

    private static boolean same(Row one, Row other) {
        return one.entry().equals(other.entry())
                && Arrays.equals(one.previous(), other.previous())
                && Arrays.equals(one.link().hash(), other.link().hash())
                && Arrays.equals(one.link().signature(), other.link().signature());
    }
}
