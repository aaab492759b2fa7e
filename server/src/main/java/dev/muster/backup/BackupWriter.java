package dev.muster.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes the file of a backup from front to end. It grows as `FILE.part`, readable by its owner only, and gets its
/// name when it is whole and on the disk.
///
/// ```
/// MUSTER BACKUP 1                          what it is, and the version of this layout
/// plain | argon2id+aes256gcm SALT          how the next part is protected
/// (a zip, encrypted or not)                manifest.json, tables/NAME.copy ..., contents.json
/// SHA-256 of everything before, in hexadecimal
/// ```
final class BackupWriter implements AutoCloseable {
    static final String MAGIC = "MUSTER BACKUP 1\n";
    static final String PLAIN = "plain\n";
    static final String ENCRYPTED = "argon2id+aes256gcm ";
    /// 64 digits and the end of the line.
    static final int TRAILER_BYTES = 65;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final Digesting digesting = new Digesting();
    private final OutputStream out;
    private final OutputStream payload;
    private final ZipOutputStream zip;
    private boolean finished;

    private BackupWriter(Path file, Path part, FileChannel channel, @Nullable Passphrase passphrase)
            throws IOException {
        this.file = file;
        this.part = part;
        this.channel = channel;
        this.out = digesting.into(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
        this.payload = payload(passphrase);
        this.zip = new ZipOutputStream(new BufferedOutputStream(payload, BUFFER_BYTES));
        this.zip.setLevel(Deflater.BEST_SPEED);
    }

    /// Begins the file.
    ///
    /// @throws NotDone when it is there already, or cannot be written
    static BackupWriter to(Path file, @Nullable Passphrase passphrase) {
        Path path = file.toAbsolutePath().normalize();
        if (Files.exists(path)) {
            throw isThere(path);
        }
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            return new BackupWriter(path, part, begun(part), passphrase);
        } catch (IOException e) {
            throw notWritten(path, e);
        }
    }

    /// Adds what is written to the stream, which stays open when closed, as an entry.
    OutputStream entry(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                zip.write(from, offset, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    void json(String name, Object content) throws IOException {
        try (OutputStream entry = entry(name)) {
            entry.write(JSON.writeValueAsBytes(content));
        }
    }

    /// Gives the file its name.
    ///
    /// @throws NotDone when a file of that name has appeared meanwhile
    Summary finish(Contents contents) throws IOException {
        json(Contents.ENTRY, contents);
        zip.finish();
        zip.close();
        payload.close();
        out.write((digesting.sha256Hex() + "\n").getBytes(US_ASCII));
        out.flush();
        channel.force(true);
        channel.close();
        try {
            Files.move(part, file);
        } catch (FileAlreadyExistsException e) {
            throw isThere(file);
        }
        finished = true;
        try (FileChannel folder = FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return new Summary(contents.rows(), contents.tables().size(), digesting.bytes(), digesting.sha256Hex());
    }

    static NotDone notWritten(Path file, IOException e) {
        return new NotDone(
                "%s could not be written (%s), and no half of it was left.".formatted(file, e.getMessage()),
                "See that its folder is there, that this user may write in it, and that the disk is not full.",
                e);
    }

    /// Takes back what was not finished.
    @Override
    public void close() throws IOException {
        channel.close();
        if (!finished) {
            Files.deleteIfExists(part);
        }
    }

    private OutputStream payload(@Nullable Passphrase passphrase) throws IOException {
        if (passphrase == null) {
            out.write((MAGIC + PLAIN).getBytes(US_ASCII));
            return out;
        }
        byte[] salt = new byte[Passphrase.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] header = (MAGIC + ENCRYPTED + HexFormat.of().formatHex(salt) + "\n").getBytes(US_ASCII);
        out.write(header);
        return passphrase.encrypting(out, salt, header);
    }

    /// One that a killed command left is written anew; whoever could read it then cannot read this.
    private static FileChannel begun(Path part) throws IOException {
        FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OURS));
        if (!locked(channel)) {
            channel.close();
            throw new NotDone(
                    "Another command is writing %s at this moment.".formatted(part),
                    "Wait for it, or name another file.");
        }
        Files.setPosixFilePermissions(part, OURS);
        channel.truncate(0);
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static NotDone isThere(Path file) {
        return new NotDone("%s is there already and stays as it is.".formatted(file), "Name another file.");
    }
}
