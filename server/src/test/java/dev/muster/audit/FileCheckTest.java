package dev.muster.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SettableClock;
import dev.muster.audit.FileCheck.Result;
import dev.muster.command.Commands;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TestPostgres;
import dev.muster.secret.SigningKey;
import dev.muster.secret.TestSigningKey;
import dev.muster.secret.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever somebody does to a file of the record who has no key. The files are written by the product, once.
@Tag("database")
@Tag("oldest-database")
class FileCheckTest {
    private static final SigningKey KEY = AuditTrailTest.KEY;
    private static final SettableClock CLOCK = new SettableClock();
    private static final TenantId ACME = new TenantId(UUID.randomUUID());

    private static RecordFiles files;
    private static String whole;
    private static String narrowed;

    @BeforeAll
    static void files_of_nine_entries() throws IOException {
        FreshDatabase database = TestPostgres.freshDatabase();
        FreshDatabase.Transactions same = database.transactions();
        var store = new AuditStore(same.db(), JsonMapper.shared());
        var audit = new AuditTrail(
                store,
                same.in(),
                KEY,
                Heads.ofCommand(),
                () -> new Origin("192.0.2.7", "Firefox on Linux", "7K2M-Q4VD-93TX"),
                CLOCK);
        same.db()
                .sql("insert into tenant (id, slug, name, created_at) values (:id, 'acme', 'Acme', now())")
                .param("id", ACME.value())
                .update();
        var ana = new Actor(Actor.Kind.USER, UUID.randomUUID(), "Ana \"Lima\" \u05D0 \uD83D\uDE00");
        for (int i = 1; i <= 9; i++) {
            String subject = i % 3 == 0 ? "Payments" : "Payroll";
            same.in()
                    .write(
                            ACME,
                            () -> audit.record(ACME, ana, "sync.requested", subject, Map.of("before", "a\n\u2028b")));
        }
        files = new RecordFiles(store, same.in(), KEY, JsonMapper.shared(), CLOCK);
        whole = written(AuditFilter.ALL, "");
        narrowed = written(new AuditFilter("", "payments"), "q=payments");
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(7, 42), new Random().longs(60));
    }

    @Test
    void what_muster_wrote_is_known_as_that() throws IOException {
        assertThat(check(whole)).isEqualTo(new Result.AsWritten(ACME.value().toString(), 9, 9, 1, "", CLOCK.instant()));
        assertThat(check(narrowed))
                .isEqualTo(new Result.AsWritten(ACME.value().toString(), 3, 9, 3, "q=payments", CLOCK.instant()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_somebody_else_made_of_it_is_found(long seed) throws IOException {
        var random = new Random(seed);
        List<String> lines = Arrays.asList((random.nextBoolean() ? whole : narrowed).split("\n"));

        List<String> tampered = tampered(lines, random);

        assertThat(check(String.join("\n", tampered))).isInstanceOf(Result.Changed.class);
    }

    @Test
    void a_change_is_told_by_the_entry() throws IOException {
        assertThat(check(whole.replaceFirst("(\"number\":5.*\"subject\":\")Payroll", "$1Forged")))
                .isEqualTo(new Result.Changed("Entry 5 is not what was written."));
        assertThat(check(whole.replaceFirst("[^\n]*\"number\":5,[^\n]*\n", "")))
                .isEqualTo(new Result.Changed("Entry 5 is missing."));
        assertThat(check(whole.substring(0, whole.indexOf("{\"seal\""))))
                .isEqualTo(
                        new Result.Changed("The file does not end with the line that Muster signs, so its end was cut"
                                + " off or changed."));
    }

    @Test
    void the_command_answers_by_its_exit_code(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("audit.jsonl"), whole);
        Path changed = Files.writeString(folder.resolve("changed.jsonl"), whole.replaceFirst("Payroll", "Payments"));
        Path cut = Files.writeString(folder.resolve("cut.jsonl"), whole.substring(0, whole.length() / 2));
        String key = KEY.verifying().getFirst().text();
        String other = TestSigningKey.make().verifying().getFirst().text();

        assertThat(verify(folder, file, "--public-key", key)).isZero();
        assertThat(verify(folder, file)).as("nothing says whose key it is").isEqualTo(3);
        assertThat(verify(folder, file, "--public-key", other)).isEqualTo(1);
        assertThat(verify(folder, file, "--public-key", "none")).isEqualTo(1);
        assertThat(verify(folder, changed, "--public-key", key)).isEqualTo(1);
        assertThat(verify(folder, cut, "--public-key", key)).isEqualTo(1);
        assertThat(verify(folder, folder.resolve("missing"))).isEqualTo(1);
    }

    private static int verify(Path data, Path file, String... more) {
        var all = new ArrayList<>(List.of("audit", "verify", file.toString(), "--data", data.toString()));
        all.addAll(List.of(more));
        return Commands.run(FileCheckTest.class, all.toArray(String[]::new));
    }

    @Test
    void a_signature_is_written_in_one_way_alone() throws IOException {
        int signature = whole.lastIndexOf(":\"") + 2;

        assertThat(check(whole.substring(0, signature) + upper(whole.substring(signature))))
                .isEqualTo(new Result.Changed("The last line is not signed with the key."));
    }

    /// The first letter among the digits in the other case, which means the same.
    private static String upper(String digits) {
        char letter = (char)
                digits.chars().filter(c -> c >= 'a' && c <= 'f').findFirst().orElseThrow();
        return digits.replaceFirst(
                String.valueOf(letter), String.valueOf(letter).toUpperCase(Locale.ROOT));
    }

    @Test
    void whoever_signs_with_another_key_is_found_by_whoever_knows_the_right_one() throws IOException {
        SigningKey other = TestSigningKey.make();

        assertThat(check(whole, other.verifying().getFirst()))
                .isEqualTo(new Result.Changed("The last line is not signed with the key."));
        String last = whole.strip().substring(whole.strip().lastIndexOf('\n') + 1);
        assertThat(requireNonNull(FileCheck.namedIn(last)).text()).isEqualTo(KEY.publicKey());
    }

    private static List<String> tampered(List<String> lines, Random random) {
        while (true) {
            List<String> tampered = new ArrayList<>(lines);
            int at = random.nextInt(lines.size());
            switch (random.nextInt(5)) {
                case 0 -> tampered.remove(at);
                case 1 -> tampered.add(random.nextInt(lines.size()), lines.get(at));
                case 2 -> Collections.swap(tampered, at, random.nextInt(lines.size()));
                case 3 -> tampered.set(at, changed(lines.get(at), random));
                default -> tampered.subList(at, lines.size()).clear();
            }
            if (!tampered.equals(lines)) {
                return tampered;
            }
        }
    }

    /// One character another.
    private static String changed(String line, Random random) {
        int at = random.nextInt(line.length());
        return line.substring(0, at) + (char) ('0' + random.nextInt(75)) + line.substring(at + 1);
    }

    private static String written(AuditFilter filter, String asked) throws IOException {
        var text = new StringBuilder();
        files.write(ACME, filter, asked, text);
        return text.toString();
    }

    private static Result check(String file) throws IOException {
        return check(file, KEY.verifying().getFirst());
    }

    private static Result check(String file, VerifyingKey key) throws IOException {
        return FileCheck.of(new BufferedReader(new StringReader(file)), key);
    }
}
