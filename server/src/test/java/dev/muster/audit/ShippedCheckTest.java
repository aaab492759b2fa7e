package dev.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.audit.ShippedCheck.Kept;
import dev.muster.audit.ShippedCheck.Result;
import dev.muster.command.Commands;
import dev.muster.database.TenantId;
import dev.muster.secret.TestSigningKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// What files of shipped entries are good for, whatever became of them.
class ShippedCheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(0, 2));

    private List<String> acme;
    private List<String> globex;

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(7, 42), new Random().longs(40));
    }

    @BeforeEach
    void two_records() {
        acme = texts(record(ACME, 8));
        globex = texts(record(GLOBEX, 3));
    }

    @Test
    void entries_of_several_tenants_come_in_several_files_and_some_of_them_again() throws IOException {
        List<String> newer = new ArrayList<>(acme.subList(3, 8));
        newer.addAll(1, globex);
        newer.addAll(acme.subList(4, 8));

        Result result = check(newer, acme.subList(0, 5));

        assertThat(result.faults()).isEmpty();
        assertThat(result.records())
                .extracting(Kept::tenant, Kept::entries, Kept::again, Kept::oldest, Kept::newest)
                .containsExactly(tuple(ACME.value(), 8L, 6L, 1L, 8L), tuple(GLOBEX.value(), 3L, 0L, 1L, 3L));
    }

    @Test
    void half_a_line_counts_for_nothing_before_the_whole_one_and_for_a_fault_without_it() throws IOException {
        List<String> lines = new ArrayList<>(acme);
        lines.add(2, acme.get(2).substring(0, 60) + "\uFFFD");

        assertThat(check(lines).faults()).isEmpty();
        assertThat(check(acme, List.of("{\"half")).faults())
                .containsExactly("Line 1 of file 2 is no entry of a record.");
    }

    @Test
    void gaps_are_named_wherever_they_are() throws IOException {
        List<String> some = Stream.of(2, 3, 4, 6, 7).map(acme::get).toList();

        assertThat(check(some, globex).faults())
                .containsExactly(
                        "Entries 1 to 2 of tenant %s are missing.".formatted(ACME.value()),
                        "Entry 6 of tenant %s is missing.".formatted(ACME.value()));
    }

    @Test
    void a_file_may_begin_where_an_entry_says_that_older_ones_were_removed() throws IOException {
        List<RecordLine> record = record(ACME, 5);
        RecordLine third = record.get(2);
        var pruned = new Pruned(1, 3, third.at(), third.at(), third.hash(), third.signature(), "all");
        record.add(next(ACME, record.getLast(), Pruned.ACTION, pruned.details()));
        List<String> lines = texts(record);

        assertThat(check(lines.subList(3, 6)).faults()).isEmpty();
        assertThat(check(lines).faults()).as("what was shipped before").isEmpty();
        assertThat(check(lines.subList(2, 6)).faults()).containsExactly(missing("Entries 1 to 2"));
        assertThat(check(lines.subList(4, 6)).faults()).containsExactly(missing("Entries 1 to 4"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_somebody_without_the_key_made_of_them_is_found(long seed) throws IOException {
        var random = new Random(seed);
        List<String> lines = new ArrayList<>(acme);
        int at = random.nextInt(lines.size() - 1);
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.set(at, lines.get(at).replaceFirst("(\"subject\":\")[^\"]*", "$1Forged"));
            case 2 -> lines.set(at, hashedAnew(at, "Forged"));
            case 3 -> lines.add(hashedAnew(at, "Forged"));
            default -> lines.set(at, lines.get(at).replace("{\"tenant\"", "{\"subject\":\"Forged\",\"tenant\""));
        }
        Collections.shuffle(lines, random);

        assertThat(check(lines).faults()).isNotEmpty();
    }

    @Test
    void whose_key_it_is_has_to_be_known(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("shipped.jsonl"), acme);
        Path cut = Files.write(folder.resolve("cut.jsonl"), acme.subList(1, 8));
        String key = AuditTrailTest.KEY.publicKey();
        String other = TestSigningKey.make().publicKey();

        assertThat(verify(folder, file, "--public-key", key)).isZero();
        assertThat(verify(folder, file, "--public-key", other, "--public-key", key))
                .isZero();
        assertThat(verify(folder, file, "--public-key", other)).isEqualTo(1);
        assertThat(verify(folder, file)).as("nothing says whose key it is").isEqualTo(3);
        assertThat(verify(folder, cut, "--public-key", key)).isEqualTo(1);
    }

    private static int verify(Path data, Path file, String... more) {
        var all = new ArrayList<>(List.of("audit", "verify", "--shipped", file.toString(), "--data", data.toString()));
        all.addAll(List.of(more));
        return Commands.run(ShippedCheckTest.class, all.toArray(String[]::new));
    }

    private static String missing(String entries) {
        return "%s of tenant %s are missing.".formatted(entries, ACME.value());
    }

    /// An entry with another subject and the hash that goes with it.
    private String hashedAnew(int at, String subject) {
        RecordLine line =
                JSON.readValue(acme.get(at).replaceFirst("(\"subject\":\")[^\"]*", "$1" + subject), RecordLine.class);
        return JSON.writeValueAsString(line).replace(line.hash(), line.computed());
    }

    private static List<RecordLine> record(TenantId tenant, int entries) {
        List<RecordLine> record = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            record.add(next(
                    tenant, record.isEmpty() ? null : record.getLast(), "sync.requested", Map.of("integration", "17")));
        }
        return record;
    }

    private static RecordLine next(
            TenantId tenant, @Nullable RecordLine last, String action, Map<String, String> details) {
        Link before = last == null ? Link.BEFORE_FIRST : last.link();
        var entry = new AuditEntry(
                before.number() + 1,
                Instant.ofEpochSecond(1_800_000_000L + before.number()),
                Actor.MUSTER,
                action,
                "Zahlungen \u05D0",
                details,
                new Circumstances(Outcome.DONE, Origin.NONE));
        byte[] hash = ChainHash.of(before.hash(), before.signature(), tenant, entry);
        return RecordLine.of(tenant, entry, before, Link.signed(entry.number(), hash, AuditTrailTest.KEY));
    }

    private static List<String> texts(List<RecordLine> lines) {
        return lines.stream().map(JSON::writeValueAsString).toList();
    }

    @SafeVarargs
    private static Result check(List<String>... files) throws IOException {
        var check = new ShippedCheck();
        for (int i = 0; i < files.length; i++) {
            check.read("file " + (i + 1), new BufferedReader(new StringReader(String.join("\n", files[i]))));
        }
        return check.end(AuditTrailTest.KEY.verifying());
    }
}
