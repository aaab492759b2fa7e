package dev.muster.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.audit.FileCheck;
import dev.muster.audit.FileCheck.Result;
import dev.muster.backup.MasterKeyFile;
import dev.muster.database.CannotStart;
import dev.muster.secret.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster audit verify`: what can be said of files of the audit record without a server and without a database.
@Command(
        name = "verify",
        description = "Say whether JSON Lines files of the record are what Muster wrote.",
        footer = {
            "",
            "Exit code: 0 they are what Muster wrote; 1 they are not, or cannot be read; 3 they are what whoever has"
                    + " their key wrote, and nothing here says whose key that is."
        })
final class VerifyCommand implements Callable<Integer> {
    static final int AS_WRITTEN = 0;
    private static final int CHANGED = 1;
    static final int WHOSE_KEY = 3;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "As Settings > Audit > JSON Lines gives it; with --shipped, all that MUSTER_AUDIT_SINK wrote.")
    private List<Path> files = List.of();

    @Option(
            names = "--shipped",
            description = "The files are what MUSTER_AUDIT_SINK wrote: of all tenants, rotated or not. Name them all.")
    private boolean shipped;

    @Option(
            names = "--public-key",
            paramLabel = "HEX",
            description = "The key that they have to be signed with, as Settings > Audit > Check the chain and the log"
                    + " show it; once more for each earlier one. Without it, those of this machine's master key.")
    private List<String> publicKeys = List.of();

    @Override
    public Integer call() {
        try {
            List<VerifyingKey> keys = keys();
            if (shipped) {
                return ShippedFiles.verify(files, keys);
            }
            int worst = AS_WRITTEN;
            for (Path file : files) {
                worst = worse(worst, sealed(file, keys));
            }
            return worst;
        } catch (IllegalArgumentException noKey) {
            return Spoken.refused(
                    "%s is no public key.".formatted(String.join(", ", publicKeys)),
                    "Copy it whole from Settings > Audit.");
        } catch (IOException e) {
            return Spoken.refused(
                    "A file could not be read (%s).".formatted(e), "Check its name; it has to be text in UTF-8.");
        } catch (CannotStart e) {
            return Spoken.refused(e.happened(), e.remedy());
        }
    }

    private static int worse(int one, int other) {
        return one == CHANGED || other == CHANGED ? CHANGED : Math.max(one, other);
    }

    /// Those that files have to be signed with; empty when nobody said.
    private List<VerifyingKey> keys() {
        if (!publicKeys.isEmpty()) {
            return publicKeys.stream().map(VerifyingKey::parse).toList();
        }
        var masterKey = MasterKeyFile.of(data.folder(), System.getenv());
        return masterKey.exists() ? masterKey.signing().verifying() : List.of();
    }

    private static int sealed(Path file, List<VerifyingKey> keys) throws IOException {
        VerifyingKey named = named(file);
        if (named == null) {
            return Spoken.refused(
                    "%s is not what Muster wrote. It does not end with the line that Muster signs.".formatted(file),
                    "Ask for the file anew. One that MUSTER_AUDIT_SINK wrote has no such line: add --shipped.");
        }
        VerifyingKey key = keys.isEmpty()
                ? named
                : keys.stream()
                        .filter(known -> known.text().equals(named.text()))
                        .findFirst()
                        .orElse(keys.getFirst());
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            return told(file, FileCheck.of(lines, key), keys.isEmpty() ? key : null);
        }
    }

    private static @Nullable VerifyingKey named(Path file) throws IOException {
        String last = "";
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        return FileCheck.namedIn(last);
    }

    /// @param unknown the key it was checked with, where only the file says that it is Muster's
    private static int told(Path file, Result result, @Nullable VerifyingKey unknown) {
        return switch (result) {
            case Result.Changed(String why) ->
                Spoken.refused(
                        "%s is not what Muster wrote. %s".formatted(file, why),
                        "Ask for the file anew, and find out through whose hands this one went.");
            case Result.AsWritten written -> {
                System.out.println("%s is as it was written on %s: %s of tenant %s%s."
                        .formatted(
                                file,
                                written.at(),
                                entries(written),
                                written.tenant(),
                                written.asked().isEmpty()
                                        ? ", the whole record of then"
                                        : ", narrowed by " + written.asked()));
                if (unknown == null) {
                    yield AS_WRITTEN;
                }
                System.out.println("By whom, nothing here says: compare this public key with the one that Settings >"
                        + " Audit > Check the chain shows, and give it with --public-key: " + unknown.text());
                yield WHOSE_KEY;
            }
        };
    }

    private static String entries(Result.AsWritten written) {
        return switch ((int) Math.min(2, written.entries())) {
            case 0 -> "no entries";
            case 1 -> "entry " + written.newest();
            default ->
                String.format(
                        Locale.ROOT, "%,d entries, %d to %d,", written.entries(), written.oldest(), written.newest());
        };
    }
}
