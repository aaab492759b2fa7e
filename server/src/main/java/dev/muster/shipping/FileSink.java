package dev.muster.shipping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file of JSON Lines, for its owner alone. Opened for each batch, so that whoever rotates it needs to tell nobody,
/// and on the disk before a batch counts as taken.
record FileSink(Path path) implements Sink {
    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Override
    public void take(List<Parcel> entries) throws IOException {
        endLastLine();
        try (FileChannel file = FileChannel.open(path, Set.of(CREATE, WRITE, APPEND), OURS)) {
            String lines = entries.stream().map(entry -> entry.json() + "\n").collect(Collectors.joining());
            ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /// Whoever died in the middle of a line left half of one; it is sent again on a line of its own.
    private void endLastLine() throws IOException {
        if (!path.toFile().exists()) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, READ, WRITE)) {
            var last = ByteBuffer.allocate(1);
            if (file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n') {
                file.write(ByteBuffer.wrap(new byte[] {'\n'}), file.size());
            }
        }
    }

    @Override
    public String name() {
        return path.toString();
    }
}
