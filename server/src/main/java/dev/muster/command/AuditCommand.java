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
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster audit`: what can be said of a file of the audit record without a server and without a database.
@Command(name = "audit", description = "Check a file of the audit record.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
    private static final int AS_WRITTEN = 0;
    private static final int CHANGED = 1;
    private static final int WHOSE_KEY = 3;

    @Command(
            name = "verify",
            description = "Say whether a JSON Lines file of the record is what Muster wrote.",
            footer = {
                "",
                "Exit code: 0 it is what Muster wrote; 1 it is not, or cannot be read; 3 it is what whoever has its"
                        + " key wrote, and nothing here says whose key that is."
            })
    Integer verify(
            @Mixin DataOption data,
            @Parameters(paramLabel = "FILE", description = "As Settings > Audit > JSON Lines gives it.") Path file,
            @Option(
                            names = "--public-key",
                            paramLabel = "HEX",
                            description =
                                    "The key that it has to be signed with, as Settings > Audit > Check the chain and"
                                            + " the log show it. Without it, that of this machine's master key.")
                    @Nullable
                    String publicKey) {
        try {
            VerifyingKey known = publicKey == null ? ofThisMachine(data) : VerifyingKey.parse(publicKey);
            VerifyingKey key = known == null ? named(file) : known;
            if (key == null) {
                return changed(file, "The file does not end with the line that Muster signs.");
            }
            return told(file, check(file, key), known == null ? key : null);
        } catch (IllegalArgumentException noKey) {
            return failed("%s is no public key.".formatted(publicKey), "Copy it whole from Settings > Audit.");
        } catch (IOException e) {
            return failed(
                    "%s could not be read (%s).".formatted(file, e), "Check its name; it has to be text in UTF-8.");
        } catch (CannotStart e) {
            return failed(e.happened(), e.remedy());
        }
    }

    private static @Nullable VerifyingKey ofThisMachine(DataOption data) {
        var masterKey = MasterKeyFile.of(data.folder(), System.getenv());
        return masterKey.exists() ? masterKey.signing().verifying().getFirst() : null;
    }

    private static Result check(Path file, VerifyingKey key) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            return FileCheck.of(lines, key);
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
            case Result.Changed(String why) -> changed(file, why);
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

    private static int changed(Path file, String why) {
        return failed(
                "%s is not what Muster wrote. %s".formatted(file, why),
                "Ask for the file anew, and find out through whose hands this one went.");
    }

    private static int failed(String happened, String remedy) {
        System.err.println(happened);
        System.err.println(remedy);
        return CHANGED;
    }
}
