package dev.muster.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/// Backups, up to what is in them. Each input is tried as it is, and with the digest that it ought to end with.
public final class BackupFileFuzz {
    private static final Path FILE = file();
    private static final Pattern HEADER =
            Pattern.compile("MUSTER BACKUP 1\n(plain|argon2id\\+aes256gcm [0-9a-f]{32})\n");

    private BackupFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException, NoSuchAlgorithmException {
        check(input);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(input);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
        whole.writeBytes((HexFormat.of().formatHex(digest) + "\n").getBytes(US_ASCII));
        check(whole.toByteArray());
    }

    private static void check(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try {
            BackupFile file = BackupFile.checked(FILE, (what, done) -> {});
            if (!HEADER.matcher(file.header()).matches()) {
                throw new AssertionError("Protected in no way that is known: " + file.header());
            }
            try (ZipInputStream entries = file.open(null)) {
                if (file.isEncrypted() || entries == null) {
                    throw new AssertionError("Opened without its passphrase");
                }
            }
        } catch (NotDone refused) {
            return;
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("muster-fuzz", ".backup");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
