package dev.muster.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A key of one test run, made as servers make theirs, in a file.
public final class TestSigningKey {
    private TestSigningKey() {}

    /// A new one.
    public static SigningKey make() {
        try {
            Path file = Files.createTempDirectory("muster-key").resolve("master-key");
            NewMasterKey.writeTo(file);
            SigningKey key = SigningKey.of(MasterKeyPlace.in(file));
            Files.delete(file);
            Files.delete(file.getParent());
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
