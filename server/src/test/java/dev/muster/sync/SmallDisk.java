package dev.muster.sync;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system in memory that can be filled to the brim.
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 400;

    private final Path folder;
    private final boolean mounted;

    /// Mounts it on a new folder; without the right to mount, the folder stays a plain one.
    SmallDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.mounted =
                run("mount", "-t", "tmpfs", "-o", "size=%dm,mode=0711".formatted(MEGABYTES), "tmpfs", folder.toString())
                        == 0;
    }

    boolean isMounted() {
        return mounted;
    }

    Path folder() {
        return folder;
    }

    /// Fills it.
    ///
    /// @param spare bytes that stay free
    void fill(long spare) throws IOException {
        byte[] block = new byte[16 * 1024];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (Files.getFileStore(folder).getUsableSpace() > spare) {
                filler.write(block);
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", folder.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
