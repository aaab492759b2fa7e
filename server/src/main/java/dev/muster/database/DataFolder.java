package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Everything one server keeps on disk, held by a lock for as long as the server runs.
///
/// ```
/// muster.lock      who runs here     postgres-18.6.0/  the unpacked programs, can be deleted at any time
/// secrets/         mode 0700         database/         the embedded PostgreSQL's data
/// logs/            mode 0700         tmp/              emptied at each start
/// ```
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "muster.lock";
    private static final String ONLY_US = "rwx------";
    /// The unprivileged user that PostgreSQL runs as must pass through, and sees nothing on the way.
    private static final String PASSABLE = "rwx--x--x";

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Takes the folder for this process, making it when it is not there.
    ///
    /// @throws CannotStart when it cannot be written, or another server runs on it
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            makeFolder(path, RunAs.isRoot() ? PASSABLE : ONLY_US);
            FileChannel lockFile = lock(path.resolve(LOCK_FILE));
            makeFolder(path.resolve("secrets"), ONLY_US);
            makeFolder(path.resolve("logs"), ONLY_US);
            refuseClosedLog(logFile(path));
            makeFolder(path.resolve("tmp"), ONLY_US);
            Folders.empty(path.resolve("tmp"));
            return new DataFolder(path, lockFile);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /// Refuses a folder on which another server runs, without touching anything.
    public static void refuseIfInUse(Path folder) {
        if (isInUse(folder)) {
            throw inUse(folder.toAbsolutePath().normalize().resolve(LOCK_FILE));
        }
    }

    /// Whether a server, or a command that started its database, runs on it.
    static boolean isInUse(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve(LOCK_FILE);
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
            return tryLock(channel) == null;
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    /// Where the server that runs on a folder says what it does.
    public static Path logFile(Path folder) {
        return folder.toAbsolutePath().normalize().resolve("logs").resolve("muster.log");
    }

    /// The folder itself, absolute.
    public Path path() {
        return path;
    }

    /// Whether the embedded PostgreSQL ever kept data here.
    public boolean hasDatabase() {
        return Files.exists(path.resolve("database"));
    }

    /// Has the next start make the embedded database anew, in place of one in which nobody was let in yet.
    public void forgetDatabase() {
        try {
            Unsynced.of(path.resolve("database")).begin();
        } catch (IOException e) {
            throw CannotStart.notWritten(path, e);
        }
    }

    /// For keys and passwords; nobody else may enter it.
    public Path secrets() {
        return path.resolve("secrets");
    }

    /// For log files; nobody else may enter it.
    public Path logs() {
        return path.resolve("logs");
    }

    /// For whatever may be gone by the next start; emptied then. Nobody else may enter it.
    public Path temporary() {
        return path.resolve("tmp");
    }

    /// Gives the folder free for the next server.
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock on " + path + " could not be released", e);
        }
    }

    private static void makeFolder(Path folder, String permissions) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    /// A server whose log goes nowhere would be found out when it is needed.
    private static void refuseClosedLog(Path log) throws IOException {
        try (FileChannel file = FileChannel.open(log, CREATE, APPEND)) {
            file.position();
        } catch (IOException e) {
            throw CannotStart.notWritten(log, e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        try {
            if (tryLock(channel) == null) {
                throw inUse(file);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static CannotStart inUse(Path lockFile) {
        return new CannotStart(
                "Another Muster server%s already runs on the data folder %s."
                        .formatted(holder(lockFile), lockFile.getParent()),
                "Use that one, stop it first, or give this one its own folder with --data.");
    }

    private static String holder(Path lockFile) {
        try {
            return " (process %s)".formatted(Files.readString(lockFile).strip());
        } catch (IOException e) {
            return "";
        }
    }

    private static CannotStart notWritable(Path path, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return new CannotStart(
                    "The data folder %s cannot be written by user %s.".formatted(path, RunAs.ourselves()),
                    "Give that user the folder, or choose another one with --data DIR or MUSTER_HOME.",
                    cause);
        }
        return CannotStart.notWritten(path, cause);
    }
}
