package dev.muster.custom;

import dev.muster.database.DataFolder;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationKey;
import dev.muster.table.BadFile;
import dev.muster.table.TableLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Files while they are looked at, on the server's own disk: tables are read several times, and neither a connection
/// nor the database is kept waiting for that. Whoever takes one deletes it.
@Component
class Spool {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path folder;
    private final UploadPieces pieces;
    private final TenantTransactions transactions;
    private final Clock clock;

    Spool(DataFolder data, UploadPieces pieces, TenantTransactions transactions, Clock clock) {
        this.folder = data.temporary();
        this.pieces = pieces;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A file on the server's disk, gone once it is closed.
    ///
    /// @param digest SHA-256, in hexadecimal digits
    record Spooled(Path path, long bytes, String digest) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /// Takes what somebody sends.
    ///
    /// @throws BadFile when it is too much, or comes too slowly
    Spooled receive(InputStream body) throws IOException {
        Instant until = clock.instant().plus(LONGEST);
        return write((out, digest) -> {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = next(body, buffer); read >= 0; read = next(body, buffer)) {
                bytes += read;
                if (bytes > TableLimits.FILE) {
                    throw tooLarge();
                }
                if (clock.instant().isAfter(until)) {
                    throw new BadFile(
                            BadFile.Kind.UNREADABLE,
                            "The file did not arrive within five minutes, so nothing was kept. Send it from nearer by, or a smaller one.");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            return bytes;
        });
    }

    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException broken) {
            throw new BadFile(
                    BadFile.Kind.UNREADABLE,
                    "The file did not arrive whole, so nothing of it was kept. Send it again.");
        }
    }

    /// Fetches a file that was kept.
    Spooled fetch(IntegrationKey integration, int upload) throws IOException {
        return write((out, digest) -> {
            long bytes = 0;
            for (int position = 0; ; position++) {
                int next = position;
                Optional<byte[]> piece =
                        transactions.read(integration.tenant(), () -> pieces.piece(integration, upload, next));
                if (piece.isEmpty()) {
                    return bytes;
                }
                digest.update(piece.get());
                out.write(piece.get());
                bytes += piece.get().length;
            }
        });
    }

    static BadFile tooLarge() {
        return new BadFile(
                BadFile.Kind.TOO_LARGE,
                "The file is larger than 128 MB. Nothing of it was kept. Leave out columns that nobody needs, or save it as XLSX.");
    }

    @FunctionalInterface
    private interface Content {
        long writeTo(OutputStream out, MessageDigest digest) throws IOException;
    }

    private Spooled write(Content content) throws IOException {
        Path file = Files.createTempFile(folder, "upload-", ".table");
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long bytes = content.writeTo(out, digest);
            kept = true;
            return new Spooled(file, bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }
}
