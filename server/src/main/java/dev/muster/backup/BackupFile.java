package dev.muster.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The file of a backup, found whole: every byte of it is what was written.
///
/// @param path   absolute
/// @param header its first two lines
/// @param bytes  of the file
/// @param sha256 of the file
public record BackupFile(Path path, String header, long bytes, String sha256) {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_LINE = 100;
    private static final Pattern HEADER = Pattern.compile("%s(%s|%s[0-9a-f]{%d}\n)"
            .formatted(
                    Pattern.quote(BackupWriter.MAGIC),
                    Pattern.quote(BackupWriter.PLAIN),
                    Pattern.quote(BackupWriter.ENCRYPTED),
                    2 * Passphrase.SALT_BYTES));

    /// Reads the file once from front to end.
    ///
    /// @throws NotDone when it is no backup, of a later layout, damaged or cut off
    public static BackupFile checked(Path file, Progress progress) {
        Path path = file.toAbsolutePath().normalize();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
            return checked(path, in, Files.size(path), progress);
        } catch (NoSuchFileException e) {
            throw new NotDone("There is no file %s.".formatted(path), "Check its name.", e);
        } catch (IOException e) {
            throw notRead(path, e);
        }
    }

    private static BackupFile checked(Path path, InputStream in, long size, Progress progress) throws IOException {
        var digesting = new Digesting(bytes -> progress.at("Checking the file", bytes));
        InputStream through = digesting.from(in);
        String header = line(through);
        if (!header.equals(BackupWriter.MAGIC)) {
            throw noBackup(path, header);
        }
        header += line(through);
        if (!HEADER.matcher(header).matches()) {
            throw damaged(path);
        }
        long rest = size - header.length() - BackupWriter.TRAILER_BYTES;
        if (rest < 0) {
            throw damaged(path);
        }
        transfer(through, rest);
        String expected = digesting.sha256Hex() + "\n";
        byte[] trailer = through.readNBytes(BackupWriter.TRAILER_BYTES);
        if (!expected.equals(new String(trailer, US_ASCII))) {
            throw damaged(path);
        }
        return new BackupFile(path, header, digesting.bytes(), digesting.sha256Hex());
    }

    /// Whether it opens only with a passphrase.
    public boolean isEncrypted() {
        return protection().startsWith(BackupWriter.ENCRYPTED);
    }

    /// Its entries, before the first. The caller closes the stream.
    ///
    /// @throws NotDone when the passphrase is not the one it was encrypted with
    ZipInputStream open(@Nullable Passphrase passphrase) {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
            in.skipNBytes(header.length());
            var payload = new Bounded(in, bytes - header.length() - BackupWriter.TRAILER_BYTES);
            return new ZipInputStream(new BufferedInputStream(decrypted(payload, passphrase), BUFFER_BYTES));
        } catch (IOException e) {
            throw notRead(path, e);
        }
    }

    private InputStream decrypted(InputStream payload, @Nullable Passphrase passphrase) throws IOException {
        if (!isEncrypted()) {
            return payload;
        }
        if (passphrase == null) {
            throw new NotDone(
                    "%s is encrypted.".formatted(path), "Name the file of its passphrase with --passphrase-file.");
        }
        byte[] salt = HexFormat.of()
                .parseHex(
                        protection().substring(BackupWriter.ENCRYPTED.length()).strip());
        return passphrase.decrypting(payload, salt, header.getBytes(US_ASCII));
    }

    private String protection() {
        return header.substring(BackupWriter.MAGIC.length());
    }

    NotDone wrongPassphrase(IOException cause) {
        return new NotDone(
                "%s does not open with this passphrase; nothing was restored.".formatted(path),
                "Give the passphrase it was made with. Without it the file cannot be read by anybody.",
                cause);
    }

    /// Ends with the line, or after so many bytes as no line of ours has.
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n' || line.size() > LONGEST_LINE) {
                break;
            }
        }
        return line.toString(US_ASCII);
    }

    private static void transfer(InputStream in, long bytes) throws IOException {
        new Bounded(in, bytes).transferTo(OutputStream.nullOutputStream());
    }

    private static NotDone noBackup(Path path, String firstLine) {
        return firstLine.startsWith("MUSTER BACKUP ")
                ? new NotDone(
                        "%s was made by a later Muster; nothing was restored.".formatted(path),
                        "Restore it with that one.")
                : new NotDone(
                        "%s is no backup of Muster; nothing was restored.".formatted(path),
                        "Name a file that muster backup or muster export has made.");
    }

    private static NotDone damaged(Path path) {
        return new NotDone(
                "%s is damaged or was cut off: it does not end with the digest of what it holds. Nothing was restored."
                        .formatted(path),
                "Copy it again from where it was made, or use another backup.");
    }

    private static NotDone notRead(Path path, IOException e) {
        return new NotDone(
                "%s could not be read (%s); nothing was restored.".formatted(path, e.getMessage()),
                "See that it is a file which this user may read.",
                e);
    }
}
