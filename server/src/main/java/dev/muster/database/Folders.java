package dev.muster.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whole folders: made, given away, deleted.
final class Folders {
    private Folders() {}

    /// Makes the folder and those above it that are missing, open for every user to read.
    static void makeReadable(Path folder) throws IOException {
        Path wanted = folder.normalize();
        if (Files.isDirectory(wanted)) {
            return;
        }
        Path parent = wanted.getParent();
        if (parent != null) {
            makeReadable(parent);
        }
        Files.createDirectory(wanted);
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Makes the folder for its owner alone.
    static void makePrivate(Path folder) throws IOException {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /// Has the names in the folder outlive a power cut.
    static void force(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /// Gives the folder and all that is in it to a user, the folder itself last: whose it is tells whether all of
    /// it was given. Only root can.
    static void give(Path folder, int user, int group) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.skip(1)::iterator) {
                give(file, "unix:gid", group);
                give(file, "unix:uid", user);
            }
        }
        give(folder, "unix:gid", group);
        give(folder, "unix:uid", user);
    }

    private static void give(Path file, String to, int number) throws IOException {
        Files.setAttribute(file, to, number, LinkOption.NOFOLLOW_LINKS);
    }

    /// Deletes what is in the folder.
    static void empty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                delete(file);
            }
        }
    }

    /// Deletes the folder if it is there; never follows a link out of it.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
