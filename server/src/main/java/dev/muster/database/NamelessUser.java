package dev.muster.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// Prepares a cluster as a user whose number has no name on this machine, as container platforms hand them out.
///
/// `initdb`, and `postgres` while `initdb` drives it, look their user's name up and give up when there is none,
/// although
/// they need it for nothing: `--username` says who owns the cluster. In copies of the two programs they ask the C
/// library for the first name there is instead; the two functions have names of the same length. The copies serve
/// this once. PostgreSQL as it runs later asks for no name.
final class NamelessUser {
    private static final String COMPLAINT = "could not look up effective user ID";
    private static final String NAME_OF_USER = "\0getpwuid\0";
    private static final String FIRST_NAME = "\0getpwent\0";

    private NamelessUser() {}

    /// Whether this is why a program gave up.
    static boolean isWhy(String said) {
        return said.contains(COMPLAINT);
    }

    /// Makes the copies.
    ///
    /// @param workshop deleted by the caller
    /// @return the programs' folder to work with
    static Path programs(PostgresPrograms programs, Path workshop) throws IOException {
        Path folder = workshop.resolve("programs");
        Folders.makeReadable(folder.resolve("bin"));
        for (Path program : new Path[] {programs.initdb(), programs.postgres()}) {
            copy(program, folder.resolve("bin"));
        }
        for (String shared : new String[] {"share", "lib"}) {
            Files.createSymbolicLink(
                    folder.resolve(shared), programs.folder().toAbsolutePath().resolve(shared));
        }
        return folder;
    }

    private static void copy(Path program, Path folder) throws IOException {
        String content = new String(Files.readAllBytes(program), ISO_8859_1);
        Path copy = folder.resolve(Objects.requireNonNull(program.getFileName()));
        Files.write(copy, content.replace(NAME_OF_USER, FIRST_NAME).getBytes(ISO_8859_1));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
