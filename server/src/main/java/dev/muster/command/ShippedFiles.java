package dev.muster.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.audit.ShippedCheck;
import dev.muster.secret.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Files that `MUSTER_AUDIT_SINK` wrote, checked together and told to whoever asked.
final class ShippedFiles {
    private ShippedFiles() {}

    /// @param keys that may have signed; empty when nobody knows
    /// @return the exit code
    static int verify(List<Path> files, List<VerifyingKey> keys) throws IOException {
        var check = new ShippedCheck();
        for (Path file : files) {
            // half a line may end within a letter
            var letters = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), letters))) {
                check.read(file.toString(), lines);
            }
        }
        return told(check.end(keys), keys.isEmpty());
    }

    private static int told(ShippedCheck.Result result, boolean whoseKey) {
        result.records().forEach(ShippedFiles::tell);
        if (!result.faults().isEmpty()) {
            result.faults().forEach(System.err::println);
            return Spoken.refused(
                    "What was shipped is not all there, or not as it was shipped.",
                    "Name every file since the beginning, and find out through whose hands they went.");
        }
        if (whoseKey) {
            System.out.println(
                    "Each entry follows from the one before it. Whether Muster wrote them, nothing here says:"
                            + " give the public key that Settings > Audit > Check the chain shows with --public-key.");
            return VerifyCommand.WHOSE_KEY;
        }
        System.out.println("All of them are as they were shipped. Compare the newest with the record, or with the log:"
                + " no file shows what is missing at its end.");
        return VerifyCommand.AS_WRITTEN;
    }

    private static void tell(ShippedCheck.Kept kept) {
        System.out.println(String.format(
                Locale.ROOT,
                "Tenant %s: %s%s. Hash of the newest: %s",
                kept.tenant(),
                kept.entries() == 1
                        ? "entry " + kept.newest()
                        : String.format(
                                Locale.ROOT, "%,d entries, %d to %d", kept.entries(), kept.oldest(), kept.newest()),
                switch ((int) Math.min(2, kept.again())) {
                    case 0 -> "";
                    case 1 -> ", one of them twice";
                    default -> String.format(Locale.ROOT, ", and %,d lines that repeat one", kept.again());
                },
                kept.hash()));
        if (kept.otherWords() > 0) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "  Sentences that this version would write otherwise: %,d. No sentence is part of the proof; all"
                            + " other fields are.",
                    kept.otherWords()));
        }
    }
}
